"""Times follow from lengths; moving one thing moves the rest, and nothing is ever lost by moving."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.gatherings.domain.agenda import (
    Agenda,
    Part,
    Slot,
    SlotKind,
    added,
    changed,
    from_json,
    placed,
    removed,
    renamed,
    shifted,
    timed,
    to_json,
    with_part,
    without_part,
)
from portal.kernel.clock import from_oslo, to_oslo

NINE = datetime(2026, 11, 24, 8, tzinfo=UTC)


def slot(key: str, minutes: int = 10, **values: object) -> Slot:
    return Slot(key, f"Slot {key}", minutes, **values)  # type: ignore[arg-type]


DAY = Agenda(
    (
        Part(
            "del1", "Del 1", (slot("a", 15, kind=SlotKind.OPENING), slot("b", 75), slot("c", 15, kind=SlotKind.BREAK))
        ),
        Part("del2", "Del 2", (slot("d", 55), slot("e", 30))),
    )
)


def order(agenda: Agenda) -> list[str]:
    return ["".join(slot.key for slot in part.slots) for part in agenda.parts]


def test_each_begins_where_the_one_before_ends() -> None:
    rows = timed(DAY, NINE)
    assert [each.begins.strftime("%H.%M") for each in rows] == ["08.00", "08.15", "09.30", "09.45", "10.40"]
    assert rows[-1].ends == NINE + timedelta(minutes=DAY.minutes) == NINE + timedelta(minutes=190)
    assert [each.number for each in rows] == [1, 2, 3, 4, 5]
    assert [each.part for each in rows] == ["del1", "del1", "del1", "del2", "del2"]


def test_a_longer_slot_moves_what_follows_and_nothing_before() -> None:
    before, after = timed(DAY, NINE), timed(changed(DAY, "b", minutes=80), NINE)
    assert [each.begins for each in after[:2]] == [each.begins for each in before[:2]]
    assert [late.begins - early.begins for early, late in zip(before[2:], after[2:], strict=True)] == [
        timedelta(minutes=5)
    ] * 3


def test_fifteen_minutes_last_fifteen_minutes_when_the_clock_is_put_forward() -> None:
    night = Agenda((Part("1", slots=(slot("a", 90), slot("b", 60))),))
    begins = from_oslo(datetime(2027, 3, 28).date(), datetime(2027, 3, 28, 1).time())
    rows = timed(night, begins)
    assert [to_oslo(each.begins).strftime("%H.%M") for each in rows] == ["01.00", "03.30"]
    assert rows[-1].ends - rows[0].begins == timedelta(minutes=150)


def test_the_keys_go_over_the_edge_of_a_part_and_stop_at_the_ends() -> None:
    assert order(shifted(DAY, "b", -1)) == ["bac", "de"]
    assert order(shifted(DAY, "c", 1)) == ["ab", "cde"]
    assert order(shifted(DAY, "d", -1)) == ["abcd", "e"]
    assert shifted(DAY, "a", -1) is DAY
    assert shifted(DAY, "e", 1) is DAY
    assert shifted(DAY, "nobody", 1) is DAY


def test_a_drag_puts_it_where_it_was_dropped() -> None:
    assert order(placed(DAY, "a", "del2", 1)) == ["bc", "dae"]
    assert order(placed(DAY, "a", "del2", 99)) == ["bc", "dea"]
    assert order(placed(DAY, "c", "del1", 0)) == ["cab", "de"]
    assert placed(DAY, "a", "no part", 0) is DAY
    assert placed(DAY, "nobody", "del1", 0) is DAY


def test_a_part_taken_away_leaves_what_stood_in_it() -> None:
    assert order(without_part(DAY, "del2")) == ["abcde"]
    assert order(without_part(DAY, "del1")) == ["abcde"]
    assert without_part(DAY, "del2").parts[0].title == "Del 1"
    alone = Agenda(DAY.parts[:1])
    assert without_part(alone, "del1") is alone
    assert without_part(DAY, "nobody") is DAY
    assert order(without_part(with_part(DAY, "del3", "Del 3"), "del3")) == ["abc", "de"]
    assert [part.title for part in renamed(DAY, "del2", "Verksted").parts] == ["Del 1", "Verksted"]


def test_added_last_and_taken_away() -> None:
    assert order(added(DAY, slot("f"))) == ["abc", "def"]
    assert order(added(DAY, slot("f"), "del1")) == ["abcf", "de"]
    assert order(added(Agenda(), slot("f"))) == ["f"]
    assert order(removed(DAY, "d")) == ["abc", "e"]


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.integers(-1, 1), st.booleans(), st.integers(0, 5)), max_size=20))
def test_no_moving_loses_or_doubles_anything(moves: list[tuple[str, int, bool, int]]) -> None:
    agenda = DAY
    for key, steps, drag, at in moves:
        agenda = placed(agenda, key, f"del{1 + at % 2}", at) if drag else shifted(agenda, key, steps or 1)
    assert sorted(each.key for each in agenda.slots) == list("abcde")
    assert agenda.minutes == DAY.minutes
    assert [part.title for part in agenda.parts] == ["Del 1", "Del 2"]


def test_what_is_stored_comes_back() -> None:
    agenda = changed(
        DAY, "a", method="runde", lead="ordfører", script="Hils.", needs="scene", exercise="x", materials="k"
    )
    assert from_json(to_json(agenda)) == agenda


@pytest.mark.parametrize("stored", [[{"key": "1"}], [{"key": "1", "title": "", "slots": [{"key": "a"}]}], ["nonsense"]])
def test_what_is_no_agenda_is_refused(stored: list[dict[str, object]]) -> None:
    with pytest.raises(ValueError, match=r"no agenda|nonsense|indices"):
        from_json(stored)
