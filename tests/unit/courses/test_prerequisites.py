"""What opens after what; circles are found, and lock nobody out."""

from __future__ import annotations

from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.domain.prerequisites import Plan, circle, waits_for


def k(number: int) -> UUID:
    return UUID(int=number)


M1, M2 = k(10001), k(10002)
SHAPE = {M1: (k(1), k(2)), M2: (k(3), k(4))}


def plan(**requires: tuple[UUID, ...]) -> Plan:
    return Plan(SHAPE, {k(int(name[1:])): asked for name, asked in requires.items()})


def test_a_course_without_order_is_open() -> None:
    assert waits_for(Plan(SHAPE), k(4), set()) == []


def test_a_step_waits_for_a_step_and_opens_when_it_is_done() -> None:
    course = plan(k2=(k(1),))
    assert waits_for(course, k(2), set()) == [k(1)]
    assert waits_for(course, k(2), {k(1)}) == []


def test_a_module_stands_for_all_its_steps() -> None:
    course = plan(k10002=(M1,))
    assert waits_for(course, k(4), {k(1)}) == [M1]
    assert waits_for(course, k(4), {k(1), k(2)}) == []
    assert waits_for(course, k(1), set()) == []


def test_what_is_no_longer_in_the_course_is_not_asked_for() -> None:
    assert waits_for(plan(k2=(k(77),)), k(2), set()) == []


@pytest.mark.parametrize(
    "requires",
    [
        {"k1": (k(1),)},
        {"k1": (k(2),), "k2": (k(1),)},
        {"k1": (k(3),), "k3": (k(2),), "k2": (k(1),)},
        {"k1": (M1,)},
        {"k10001": (k(2),)},
        {"k10001": (M2,), "k10002": (M1,)},
        {"k10001": (k(3),), "k10002": (k(1),)},
    ],
)
def test_a_circle_is_found_and_locks_nobody_out(requires: dict[str, tuple[UUID, ...]]) -> None:
    course = plan(**requires)
    found = circle(course)
    assert found is not None
    assert found[0] == found[-1]
    assert any(not waits_for(course, step, set()) for step in (k(1), k(2), k(3), k(4)))
    assert all(not waits_for(course, step, set()) for step in found)


def test_a_line_of_a_thousand_steps_is_walked() -> None:
    steps = tuple(k(number) for number in range(1, 1001))
    course = Plan({M1: steps}, {after: (before,) for before, after in pairwise(steps)})
    assert circle(course) is None
    assert waits_for(course, steps[-1], set()) == [steps[-2]]


keys = st.sampled_from([k(1), k(2), k(3), k(4), M1, M2])


@given(st.dictionaries(keys, st.lists(keys, max_size=3), max_size=6))
def test_every_course_can_be_done_to_the_end(requires: dict[UUID, list[UUID]]) -> None:
    course = Plan(SHAPE, requires)
    done: set[UUID] = set()
    steps = {k(1), k(2), k(3), k(4)}
    while done != steps:
        ready = {step for step in steps - done if not waits_for(course, step, done)}
        assert ready, (requires, done)
        done |= ready
