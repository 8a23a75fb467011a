"""SMARTER goals: a check a letter that never stops anybody, and a sentence from the parts."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.domain.smarter import (
    Aim,
    Goal,
    GoalCode,
    Judgement,
    Letter,
    LetterState,
    Phrase,
    PhraseTable,
    check_goal,
    plain,
    sentence,
)

TODAY = date(2026, 11, 21)
YES = Judgement(holds=True)
WHOLE = Goal(
    what="møter med agenda fra brukeren",
    who="oppfølgingsteamene",
    measure="andel møter",
    baseline=40,
    target=60,
    unit="%",
    deadline=date(2027, 6, 1),
    where="i hjemmetjenesten",
    aim=Aim.UP,
    agreed_by="Teamet og lederen",
    agreed_on=date(2026, 11, 1),
    judgements={Letter.A: YES, Letter.R: YES, Letter.E: YES},
)


def by_letter(goal):
    return {check.letter: check for check in check_goal(goal, TODAY)}


def test_a_whole_goal_passes_every_letter_in_order():
    checks = check_goal(WHOLE, TODAY)
    assert "".join(check.letter for check in checks) == "smarte"
    assert {check.state for check in checks} == {LetterState.OK}


def test_an_empty_goal_warns_at_every_letter():
    assert {check.state for check in check_goal(Goal(), TODAY)} == {LetterState.EMPTY}


def test_the_last_r_is_local():
    named = replace(WHOLE, local_r_name="Rettferdig")
    assert by_letter(named)[Letter.LOCAL_R].state is LetterState.EMPTY
    judged = replace(named, judgements={**WHOLE.judgements, Letter.LOCAL_R: YES})
    assert by_letter(judged)[Letter.LOCAL_R].state is LetterState.OK
    assert Letter.LOCAL_R not in by_letter(WHOLE)


@pytest.mark.parametrize(
    ("change", "letter", "codes"),
    [
        ({"who": ""}, Letter.S, [GoalCode.WHO_MISSING]),
        ({"what": " "}, Letter.S, [GoalCode.WHAT_MISSING]),
        ({"where": ""}, Letter.S, [GoalCode.WHERE_MISSING]),
        ({"unit": ""}, Letter.M, [GoalCode.UNIT_MISSING]),
        ({"measure": ""}, Letter.M, [GoalCode.MEASURE_MISSING]),
        ({"baseline": None}, Letter.M, [GoalCode.BASELINE_MISSING]),
        ({"target": None}, Letter.M, [GoalCode.TARGET_MISSING]),
        ({"target": 40}, Letter.M, [GoalCode.TARGET_EQUALS_BASELINE]),
        ({"target": 30}, Letter.M, [GoalCode.TARGET_THE_WRONG_WAY]),
        ({"target": 30, "aim": Aim.DOWN}, Letter.M, []),
        ({"target": 30, "aim": None}, Letter.M, []),
        ({"target": 140}, Letter.M, [GoalCode.PERCENT_OUT_OF_RANGE]),
        ({"baseline": 0}, Letter.M, []),
        ({"deadline": date(2026, 11, 20)}, Letter.T, [GoalCode.DEADLINE_PAST]),
        ({"deadline": TODAY}, Letter.T, []),
        ({"deadline": None}, Letter.T, [GoalCode.DEADLINE_MISSING]),
        ({"agreed_by": ""}, Letter.E, [GoalCode.AGREED_BY_MISSING]),
        ({"agreed_on": None}, Letter.E, [GoalCode.AGREED_BY_MISSING]),
        ({"judgements": {}}, Letter.A, [GoalCode.NOT_JUDGED]),
        ({"judgements": {Letter.R: Judgement(comment="Usikkert")}}, Letter.R, [GoalCode.NOT_JUDGED]),
    ],
)
def test_each_letter_tells_what_it_lacks(change, letter, codes):
    check = by_letter(replace(WHOLE, **change))[letter]
    assert list(check.codes) == codes
    assert (check.state is LetterState.OK) is (not codes)


def test_a_comment_without_a_tick_warns_and_is_not_empty():
    goal = replace(WHOLE, judgements={Letter.R: Judgement(comment="Usikkert")})
    assert by_letter(goal)[Letter.R].state is LetterState.WARN


NB = PhraseTable(
    (
        (Phrase(("deadline",), "innen {deadline} skal"),),
        (Phrase(("who",), "{who}"),),
        (Phrase(("measure", "what"), "øke {measure} for {what}"), Phrase(("what",), "få til {what}")),
        (Phrase(("baseline", "target"), "fra {baseline} til {target}"), Phrase(("target",), "til {target}")),
        (Phrase(("where",), "{where}"),),
    )
)
PARTS = {
    "deadline": "1. juni 2027",
    "who": "teamene",
    "what": "møter med agenda",
    "measure": "andelen",
    "baseline": "40 %",
    "target": "60 %",
    "where": "i hjemmetjenesten",
}


def test_the_sentence_is_built_from_the_parts():
    said = sentence(PARTS, NB)
    assert plain(said, NB) == (
        "Innen 1. juni 2027 skal teamene øke andelen for møter med agenda fra 40 % til 60 % i hjemmetjenesten."
    )
    assert said[3].parts == ("baseline", "target")


def test_missing_parts_take_the_next_best_phrase_or_none():
    assert plain(sentence({**PARTS, "baseline": " ", "measure": "", "where": ""}, NB), NB) == (
        "Innen 1. juni 2027 skal teamene få til møter med agenda til 60 %."
    )
    assert sentence({}, NB) == ()


@given(st.dictionaries(st.sampled_from(sorted(PARTS)), st.text(max_size=20)))
def test_whatever_is_typed_stands_in_the_sentence_as_typed(parts):
    text = plain(sentence(parts, NB), NB).lower()
    for name in ("who", "where"):
        typed = parts.get(name, "").strip().rstrip(".")
        assert typed.lower() in text
