"""Forms, answers, branches, scores and spread: pure rules."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.worksheets.domain.answers import LONG, SHORT, Mistake, clean, missing
from portal.worksheets.domain.branching import shown
from portal.worksheets.domain.form import (
    Band,
    Column,
    Condition,
    Form,
    Kind,
    Method,
    Option,
    Part,
    from_json,
    said,
    to_json,
)
from portal.worksheets.domain.merging import merge
from portal.worksheets.domain.rows import merge_rows
from portal.worksheets.domain.scoring import score
from portal.worksheets.domain.spread import changes, largest_gaps, most_disagreed, spread, spreads

ABC = tuple(
    Option(key, {"nb": key.upper()}, weight) for key, weight in (("a", 9.1), ("b", 6.3), ("c", 3.1), ("d", 0.0))
)
SCALE = Part("s", Kind.SCALE, {"nb": "Hvor godt?"}, low=1, high=5, counted=True)
LEVELS = Part("l", Kind.LEVELS, {"nb": "Nivå"}, options=ABC, counted=True)


def part(kind: Kind, **more: object) -> Part:
    return Part("p", kind, {"nb": "Spørsmål"}, **more)  # type: ignore[arg-type]


class TestSaid:
    def test_the_neighbouring_norwegian_comes_before_english(self) -> None:
        assert said({"en": "Goal", "nn": "Mål (nn)"}, "nb") == "Mål (nn)"
        assert said({"en": "Goal"}, "nb") == "Goal"
        assert said({}, "nb") == ""


def test_a_form_survives_storage() -> None:
    form = Form(
        title={"nb": "Skjema", "nn": "Skjema (nn)"},
        parts=(
            SCALE,
            replace(LEVELS, shown_when=(Condition("s", frozenset({"4", "5"})),), comment=True),
            Part(
                "t",
                Kind.TABLE,
                {"nb": "Tabell"},
                columns=(Column("k", Kind.CHOICE, {"nb": "Kolonne"}, ABC),),
                rows=(Option("r", {"nb": "Rad"}),),
            ),
        ),
        method=Method.SUM,
        bands=(Band(3.5, {"nb": "bra"}),),
        version=7,
    )
    assert from_json(json.loads(json.dumps(to_json(form)))) == form


class TestClean:
    @pytest.mark.parametrize(
        ("kind", "typed", "stored"),
        [
            (Kind.TEXT, "  to linjer\r\nher ", "to linjer\nher"),
            (Kind.TEXT, "   ", None),
            (Kind.NUMBER, "1 250,5", 1250.5),
            (Kind.NUMBER, "14", 14),
            (Kind.NUMBER, "−3", -3),
            (Kind.DATE, "24.12.2026", "2026-12-24"),
            (Kind.DATE, "2026-12-24", "2026-12-24"),
            (Kind.CHECK, "on", True),
            (Kind.CHECK, None, None),
        ],
    )
    def test_what_people_type(self, kind: Kind, typed: object, stored: object) -> None:
        assert clean(part(kind), typed) == stored

    @pytest.mark.parametrize(
        ("asked", "typed", "code"),
        [
            (part(Kind.NUMBER), "mange", "not_a_number"),
            (part(Kind.NUMBER), "1e999", "not_a_number"),
            (part(Kind.NUMBER, low=0), "-1", "too_low"),
            (part(Kind.DATE), "31.02.2026", "not_a_date"),
            (part(Kind.DATE), "1.2.3.4", "not_a_date"),
            (part(Kind.TEXT), "x" * (SHORT + 1), "too_long"),
            (part(Kind.TEXT, long=True), "x" * (LONG + 1), "too_long"),
            (SCALE, "6", "too_high"),
            (SCALE, "0", "too_low"),
            (SCALE, "2,5", "not_whole"),
            (LEVELS, "e", "not_an_option"),
            (part(Kind.CHOICES, options=ABC, most=2), ["a", "b", "c"], "too_many"),
            (part(Kind.CHOICES, options=ABC), ["x"], "not_an_option"),
        ],
    )
    def test_what_is_refused_and_why(self, asked: Part, typed: object, code: str) -> None:
        with pytest.raises(Mistake) as refused:
            clean(asked, typed)
        assert refused.value.code == code

    def test_a_mistake_in_a_table_names_row_and_column(self) -> None:
        table = part(Kind.TABLE, columns=(Column("n", Kind.NUMBER, {"nb": "Antall"}),))
        rows = [{"id": "1", "cells": {"n": "3"}}, {"id": "2", "cells": {"n": "tre"}}]
        with pytest.raises(Mistake) as refused:
            clean(table, rows)
        assert (refused.value.row, refused.value.column) == (2, "n")

    def test_empty_rows_and_rows_that_nobody_named_are_left_out(self) -> None:
        table = part(
            Kind.TABLE, columns=(Column("n", Kind.TEXT, {"nb": "Hva"}),), rows=(Option("fast", {"nb": "Fast rad"}),)
        )
        typed = [{"id": "fast", "cells": {"n": "noe"}}, {"id": "fremmed", "cells": {"n": "noe"}}]
        assert clean(table, typed) == [{"id": "fast", "cells": {"n": "noe"}}]
        assert clean(table, [{"id": "fast", "cells": {"n": " "}}]) is None

    @given(st.text(max_size=400) | st.integers() | st.floats(allow_nan=True) | st.none())
    def test_any_input_is_either_clean_for_good_or_refused(self, typed: object) -> None:
        for asked in (SCALE, LEVELS, part(Kind.NUMBER), part(Kind.DATE), part(Kind.TEXT), part(Kind.CHECK)):
            try:
                stored = clean(asked, typed)
            except Mistake:
                continue
            assert clean(asked, stored) == stored


class TestBranches:
    form = Form(
        title={},
        parts=(
            part(Kind.CHOICE, options=ABC),
            Part("inner", Kind.CHOICES, {}, options=ABC, shown_when=(Condition("p", frozenset({"a"})),)),
            Part(
                "deep",
                Kind.TEXT,
                {},
                required=True,
                shown_when=(Condition("p", frozenset({"a"})), Condition("inner", frozenset({"b", "c"}))),
            ),
        ),
    )

    def test_the_way_is_followed(self) -> None:
        assert shown(self.form, {}) == {"p"}
        assert shown(self.form, {"p": "a"}) == {"p", "inner"}
        assert shown(self.form, {"p": "a", "inner": ["d", "c"]}) == {"p", "inner", "deep"}

    def test_answers_behind_a_way_not_taken_count_for_nothing(self) -> None:
        values = {"p": "b", "inner": ["c"]}
        assert shown(self.form, values) == {"p"}
        assert missing(self.form, values, shown(self.form, values)) == []

    def test_what_must_be_answered_is_asked_for_only_when_shown(self) -> None:
        values = {"p": "a", "inner": ["c"]}
        assert missing(self.form, values, shown(self.form, values)) == ["deep"]


class TestScore:
    form = Form(
        title={}, parts=(LEVELS, SCALE), method=Method.SUM, bands=(Band(0, {"nb": "lav"}), Band(10, {"nb": "høy"}))
    )

    def test_no_verdict_before_all_is_answered(self) -> None:
        half = score(self.form, {"l": "a"})
        assert half is not None
        assert (half.value, half.answered, half.asked, half.band) == (9.1, 1, 2, None)

    def test_the_highest_band_that_is_reached(self) -> None:
        low, high = score(self.form, {"l": "d", "s": 5}), score(self.form, {"l": "a", "s": 5})
        assert low is not None
        assert high is not None
        assert (low.band, high.band) == (self.form.bands[0], self.form.bands[1])
        assert (high.value, high.top) == (pytest.approx(14.1), pytest.approx(14.1))

    def test_share_and_mean(self) -> None:
        share = score(replace(self.form, method=Method.SHARE), {"l": "a", "s": 5})
        mean = score(replace(self.form, parts=(SCALE, replace(SCALE, id="z")), method=Method.MEAN), {"s": 2, "z": 5})
        assert share is not None
        assert share.value == pytest.approx(100)
        assert mean is not None
        assert (mean.value, mean.top) == (3.5, 5)

    def test_a_question_that_is_not_shown_is_neither_asked_nor_counted(self) -> None:
        behind = replace(SCALE, id="z", shown_when=(Condition("l", frozenset({"a"})),))
        found = score(replace(self.form, parts=(LEVELS, behind)), {"l": "b", "z": 5})
        assert found is not None
        assert (found.value, found.top, found.asked) == (6.3, 9.1, 1)


class TestSpread:
    def test_disagreement_goes_from_none_to_all(self) -> None:
        assert spread(SCALE, [3, 3, 3, 3], False).disagreement == 0
        assert spread(SCALE, [1, 5, 1, 5], False).disagreement == pytest.approx(1)
        assert spread(SCALE, [3], False).disagreement is None

    def test_mean_ends_and_gap(self) -> None:
        found = spread(SCALE, [2, 4, None, 3], False)
        assert (found.answers, found.mean, found.lowest, found.highest, found.gap) == (3, 3, 2, 4, 2)
        assert found.counts == {"1": 0, "2": 1, "3": 1, "4": 1, "5": 0}

    def test_levels_use_their_weights(self) -> None:
        found = spread(LEVELS, ["a", "d"], False)
        assert found.mean == pytest.approx(4.55)
        assert found.disagreement == pytest.approx(1)

    def test_nothing_is_shown_of_four_anonymous_answers(self) -> None:
        few = spread(SCALE, [1, 2, 3, 4], True)
        assert few.hidden
        assert (few.counts, few.mean, few.answers) == ({}, None, 0)
        assert not spread(SCALE, [1, 2, 3, 4, 5], True).hidden

    def test_a_question_that_few_answered_is_hidden_though_many_sent_the_form(self) -> None:
        sheets = [{"s": 3, "l": "a" if number < 4 else None} for number in range(9)]
        found = {each.part: each for each in spreads(Form(title={}, parts=(SCALE, LEVELS)), sheets, True)}
        assert not found["s"].hidden
        assert found["l"].hidden

    def test_the_worst_come_first(self) -> None:
        form = Form(title={}, parts=(SCALE, replace(SCALE, id="t"), replace(SCALE, id="u")))
        sheets = [{"s": 3, "t": 1, "u": 2}, {"s": 3, "t": 5, "u": 2}, {"s": 3, "t": 5, "u": 3}]
        found = spreads(form, sheets, False)
        assert [each.part for each in most_disagreed(found)] == ["t", "u"]
        assert [each.part for each in largest_gaps(found)] == ["u", "s", "t"]

    def test_rounds_are_compared_question_by_question(self) -> None:
        before = [spread(SCALE, [2, 2], False)]
        now = [spread(SCALE, [3, 4], False), spread(LEVELS, ["a"], False)]
        found = {each.part: each.by for each in changes(before, now)}
        assert found == {"s": 1.5, "l": None}

    @given(st.lists(st.integers(min_value=1, max_value=5), min_size=2, max_size=200))
    def test_disagreement_keeps_between_none_and_all(self, values: list[int]) -> None:
        found = spread(SCALE, values, False)
        assert 0 <= (found.disagreement or 0) <= 1
        assert sum(found.counts.values()) == len(values)


def row(key: str, words: str) -> dict[str, object]:
    return {"id": key, "cells": {"n": words}}


class TestRows:
    base = (row("1", "en"), row("2", "to"))

    def test_two_rows_by_two_people_are_put_together(self) -> None:
        mine, theirs = [row("1", "min"), row("2", "to")], [row("1", "en"), row("2", "deres"), row("3", "ny")]
        assert merge_rows(self.base, mine, theirs, ["1", "2"]) == [row("1", "min"), row("2", "deres"), row("3", "ny")]

    def test_the_same_row_in_different_ways_is_asked_about(self) -> None:
        assert merge_rows(self.base, [row("1", "min"), row("2", "to")], [row("1", "deres"), row("2", "to")], []) is None

    def test_a_row_taken_away_goes_unless_somebody_has_written_in_it(self) -> None:
        assert merge_rows(self.base, [row("2", "to")], list(self.base), ["1", "2"]) == [row("2", "to")]
        changed = [row("1", "deres"), row("2", "to")]
        assert merge_rows(self.base, [row("2", "to")], changed, ["1", "2"]) == changed

    def test_a_row_that_never_stood_on_the_page_is_not_taken_away(self) -> None:
        theirs = [*self.base, row("9", "ny")]
        assert merge_rows(self.base, list(self.base), theirs, ["1", "2"]) == theirs


def test_texts_of_other_languages_are_put_in_by_id() -> None:
    main = Form(title={"nb": "Tittel"}, parts=(LEVELS, SCALE), bands=(Band(1, {"nb": "lav"}),))
    nynorsk = Form(
        title={"nn": "Tittel nn"},
        parts=(Part("s", Kind.SCALE, {"nn": "Kor godt?"}), Part("borte", Kind.TEXT, {"nn": "Borte"})),
        bands=(Band(1, {"nn": "låg"}),),
    )
    both = merge(main, [nynorsk])
    assert [part.id for part in both.parts] == ["l", "s"]
    assert said(both.parts[1].texts, "nn") == "Kor godt?"
    assert said(both.parts[1].texts, "nb") == "Hvor godt?"
    assert both.bands[0].texts == {"nb": "lav", "nn": "låg"}


def test_boxes_count_in_the_sum_but_are_never_missing() -> None:
    ticks = [Part(f"t{number}", Kind.CHECK, {}, counted=True) for number in range(3)]
    form = Form(title={}, parts=(*ticks, SCALE), method=Method.SUM, bands=(Band(0, {"nb": "lav"}),))
    before, after = score(form, {"t1": True}), score(form, {"t1": True, "s": 4})
    assert before is not None
    assert (before.value, before.answered, before.asked, before.band) == (1, 0, 1, None)
    assert after is not None
    assert (after.value, after.top, after.complete) == (5, 8, True)
