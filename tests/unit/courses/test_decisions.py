"""A case with decisions: what stands open and how it went; and what may be shown of others' choices."""

from __future__ import annotations

from courses.domain.decisions import Decision, assess, is_whole, open_decisions
from courses.domain.quiz import Choice, Outcome
from courses.domain.shares import shares

STEPS = [Decision(step, (Choice(f"{step}+", True), Choice(f"{step}-", False))) for step in "abc"]


def test_one_decision_opens_the_next() -> None:
    assert open_decisions(STEPS, {}) == 1
    assert open_decisions(STEPS, {"a": "a-"}) == 2
    assert open_decisions(STEPS, {"a": "a-", "c": "c+"}) == 2
    assert open_decisions(STEPS, {"a": "a-", "b": "b+", "c": "c+"}) == 3


def test_a_choice_that_is_taken_out_is_no_decision() -> None:
    assert open_decisions(STEPS, {"a": "gone", "b": "b+"}) == 1
    assert not is_whole(STEPS, {"a": "gone", "b": "b+", "c": "c+"})


def test_how_it_went_is_said_when_all_is_decided() -> None:
    assert assess(STEPS, {"a": "a+", "b": "b+"}) is None
    assert assess(STEPS, {"a": "a+", "b": "b+", "c": "c+"}) is Outcome.RIGHT
    assert assess(STEPS, {"a": "a+", "b": "b-", "c": "c+"}) is Outcome.PARTLY
    assert assess(STEPS, {"a": "a-", "b": "b-", "c": "c-"}) is Outcome.WRONG
    assert assess([], {}) is None


def test_others_are_shown_from_five_and_no_small_number_can_be_told() -> None:
    assert shares(["x", "y"], {"x": 3, "y": 1}) is None
    found = shares(["x", "y", "z"], {"x": 9, "y": 4, "gone": 30})
    assert found is not None
    assert [(row.id, row.number, row.part) for row in found.rows] == [("x", 9, 100), ("y", None, 0), ("z", None, 0)]
    assert found.most == "x"


def test_nobody_leads_when_two_are_equal() -> None:
    found = shares(["x", "y"], {"x": 6, "y": 6})
    assert found is not None
    assert found.most is None


def test_a_choice_nobody_has_made_looks_like_one_that_few_have() -> None:
    found = shares(["x", "y"], {"x": 5})
    assert found is not None
    assert found.rows[1].number is None
