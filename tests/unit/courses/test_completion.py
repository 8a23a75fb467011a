"""When a step is done, and that done stays done."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.domain.completion import (
    RULES_VERSION,
    Combine,
    Condition,
    Evidence,
    Offer,
    Rule,
    effective,
    from_data,
    from_snapshot,
    judge,
    snapshot,
    to_data,
)
from courses.domain.quiz import Choice, Outcome, assess, several

TASKS = Offer(tasks=frozenset("ab"), questions=frozenset("ab"))
NOTHING = Offer()


def rule(*conditions: Condition, combine: Combine = Combine.ALL, needed: int = 0, right: int = 0) -> Rule:
    return Rule(conditions, combine, needed, right)


@pytest.mark.parametrize(
    ("asked", "evidence", "offer", "complete", "unmet"),
    [
        (rule(Condition.OPENED), Evidence(), NOTHING, False, {Condition.OPENED}),
        (rule(Condition.OPENED), Evidence(opened=True), NOTHING, True, set()),
        (rule(Condition.OPENED), Evidence(marked=True), NOTHING, True, set()),
        (rule(Condition.MARKED), Evidence(opened=True), NOTHING, False, {Condition.MARKED}),
        (rule(Condition.MARKED), Evidence(marked=True), NOTHING, True, set()),
        (rule(Condition.TASKS), Evidence(marked=True, done=frozenset("a")), TASKS, False, {Condition.TASKS}),
        (rule(Condition.TASKS), Evidence(done=frozenset("ab")), TASKS, True, set()),
        (
            rule(Condition.RIGHT, right=2),
            Evidence(done=frozenset("ab"), right=frozenset("a")),
            TASKS,
            False,
            {Condition.RIGHT},
        ),
        (rule(Condition.RIGHT, right=1), Evidence(right=frozenset("a")), TASKS, True, set()),
        (rule(Condition.RIGHT, right=1), Evidence(right=frozenset("x")), TASKS, False, {Condition.RIGHT}),
        (rule(Condition.PRACTISED), Evidence(marked=True), NOTHING, False, {Condition.PRACTISED}),
        (rule(Condition.PRACTISED), Evidence(practised=True), NOTHING, True, set()),
        (rule(Condition.DECIDED), Evidence(marked=True), NOTHING, False, {Condition.DECIDED}),
        (rule(Condition.DECIDED), Evidence(decided=True), NOTHING, True, set()),
    ],
)
def test_each_condition(asked: Rule, evidence: Evidence, offer: Offer, complete: bool, unmet: set[Condition]) -> None:
    verdict = judge(asked, evidence, offer)
    assert verdict.complete is complete
    assert verdict.reason == ("met" if complete else "unmet")
    assert set(verdict.open) == unmet


TWO = (Condition.MARKED, Condition.PRACTISED, Condition.DECIDED)


@pytest.mark.parametrize(
    ("combine", "needed", "complete"),
    [
        (Combine.ALL, 0, False),
        (Combine.ANY, 0, True),
        (Combine.SOME, 1, True),
        (Combine.SOME, 2, True),
        (Combine.SOME, 3, False),
        (Combine.SOME, 9, False),
        (Combine.SOME, 0, True),
    ],
)
def test_all_any_or_some_of_them(combine: Combine, needed: int, complete: bool) -> None:
    evidence = Evidence(marked=True, practised=True)
    assert judge(rule(*TWO, combine=combine, needed=needed), evidence).complete is complete


def test_what_the_step_cannot_offer_locks_nobody_out() -> None:
    for asked in (rule(Condition.TASKS), rule(Condition.RIGHT, right=3), rule(Condition.TASKS, Condition.RIGHT)):
        assert effective(asked, NOTHING).conditions == (Condition.MARKED,)
        assert judge(asked, Evidence(marked=True), NOTHING).complete
    assert effective(rule(Condition.RIGHT, right=9), TASKS).right == 2


def test_the_blocks_that_would_help_are_named() -> None:
    verdict = judge(rule(Condition.TASKS), Evidence(done=frozenset({"b", "gone"})), TASKS)
    assert verdict.missing == {"a"}


rules = st.builds(
    Rule,
    st.lists(st.sampled_from(Condition), min_size=1, max_size=6, unique=True).map(tuple),
    st.sampled_from(Combine),
    st.integers(0, 8),
    st.integers(0, 8),
)
blocks = st.frozensets(st.sampled_from("abc"))
yes_or_no = dict.fromkeys(("opened", "marked", "practised", "decided", "attended"), st.booleans())
facts = st.builds(Evidence, **yes_or_no, done=blocks, right=blocks)
offers = st.builds(Offer, blocks, blocks)


@given(rules, facts, offers)
def test_who_has_completed_stays_completed(asked: Rule, evidence: Evidence, offer: Offer) -> None:
    verdict = judge(asked, replace(evidence, completed_before=True), offer)
    assert (verdict.complete, verdict.reason) == (True, "kept")


@given(rules, offers)
def test_everything_done_is_always_enough(asked: Rule, offer: Offer) -> None:
    everything = Evidence(**dict.fromkeys(yes_or_no, True), done=offer.tasks, right=offer.questions)
    assert judge(asked, everything, offer).complete


@given(rules, facts, offers, blocks)
def test_doing_more_never_undoes_a_step(asked: Rule, evidence: Evidence, offer: Offer, more: frozenset[str]) -> None:
    if judge(asked, evidence, offer).complete:
        richer = replace(evidence, done=evidence.done | more, right=evidence.right | more, marked=True)
        assert judge(asked, richer, offer).complete


@given(rules)
def test_a_rule_is_read_as_it_was_stored(asked: Rule) -> None:
    assert from_data(to_data(asked)) == asked


@pytest.mark.parametrize("stored", [{}, {"conditions": ["nonsense"], "combine": "x", "needed": -1, "right": "2"}])
def test_what_cannot_be_read_is_the_simplest_rule(stored: dict[str, Any]) -> None:
    assert from_data(stored) == Rule()


def test_the_snapshot_tells_the_rule_of_the_day() -> None:
    taken = snapshot(rule(Condition.RIGHT, right=9), TASKS)
    assert taken == {
        "conditions": ["right"],
        "combine": "all",
        "needed": 0,
        "right": 2,
        "version": RULES_VERSION,
        "tasks": ["a", "b"],
    }
    assert from_snapshot(taken) == rule(Condition.RIGHT, right=2)


@pytest.mark.parametrize(("name", "condition"), [("quiz", "tasks"), ("opened", "opened"), ("marked", "marked")])
def test_snapshots_of_the_first_version_can_still_be_told(name: str, condition: str) -> None:
    assert from_snapshot({"rule": name, "version": 1, "quizzes": []}) == rule(Condition(condition))


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
