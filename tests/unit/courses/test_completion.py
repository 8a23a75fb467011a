"""When a step is done, and that done stays done."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.domain.completion import RULES_VERSION, Evidence, Rule, judge, snapshot
from courses.domain.quiz import Choice, Outcome, assess, several

BOTH = frozenset({"a", "b"})


@pytest.mark.parametrize(
    ("rule", "evidence", "complete", "reason"),
    [
        (Rule.OPENED, Evidence(), False, "not_opened"),
        (Rule.OPENED, Evidence(opened=True), True, "opened"),
        (Rule.MARKED, Evidence(opened=True), False, "not_marked"),
        (Rule.MARKED, Evidence(marked=True), True, "marked"),
        (Rule.QUIZ, Evidence(marked=True, quizzes=BOTH, answered=frozenset({"a"})), False, "unanswered"),
        (Rule.QUIZ, Evidence(quizzes=BOTH, answered=BOTH), True, "answered"),
        (Rule.QUIZ, Evidence(opened=True), False, "not_marked"),
        (Rule.QUIZ, Evidence(marked=True), True, "marked"),
    ],
)
def test_each_rule(rule: Rule, evidence: Evidence, complete: bool, reason: str) -> None:
    verdict = judge(rule, evidence)
    assert (verdict.complete, verdict.reason) == (complete, reason)


def test_the_missing_questions_are_named() -> None:
    assert judge(Rule.QUIZ, Evidence(quizzes=BOTH, answered=frozenset({"b", "gone"}))).missing == {"a"}


@given(st.sampled_from(Rule), st.booleans(), st.booleans(), st.frozensets(st.sampled_from("abc")))
def test_who_has_completed_stays_completed(rule: Rule, opened: bool, marked: bool, quizzes: frozenset[str]) -> None:
    evidence = Evidence(opened=opened, marked=marked, quizzes=quizzes, completed_before=True)
    assert judge(rule, evidence).reason == "kept"
    assert judge(rule, evidence).complete


def test_the_snapshot_tells_the_rule_of_the_day() -> None:
    assert snapshot(Rule.QUIZ, {"b", "a"}) == {"rule": "quiz", "version": RULES_VERSION, "quizzes": ["a", "b"]}


CHOICES = (Choice("a", True), Choice("b", True), Choice("c", False))


@pytest.mark.parametrize(
    ("chosen", "outcome"),
    [
        ({"a", "b"}, Outcome.RIGHT),
        ({"a"}, Outcome.PARTLY),
        ({"a", "c"}, Outcome.WRONG),
        ({"c"}, Outcome.WRONG),
        (set(), None),
        ({"removed"}, None),
        ({"a", "b", "removed"}, Outcome.RIGHT),
    ],
)
def test_an_answer_is_judged_as_a_whole(chosen: set[str], outcome: Outcome | None) -> None:
    assert assess(CHOICES, chosen) is outcome


def test_several_may_be_ticked_only_where_several_fit() -> None:
    assert several(CHOICES)
    assert not several(CHOICES[1:])
