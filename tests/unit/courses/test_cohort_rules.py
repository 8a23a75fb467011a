"""The days of a run, where it stands, who is behind, when people are asked: pure rules."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.domain.cohortchecks import Concern, Plan, Share, concerns
from courses.domain.cohorts import State, Why, moved, out_of_order, proposed, state_of
from courses.domain.followups import LATEST, STAGES, due_now, follow_up_days, practice_due
from courses.domain.roster import There, behind, due_steps, there
from portal.kernel.holidays import Holiday, is_working_day

DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


def test_the_second_meeting_is_two_weeks_after_the_first() -> None:
    days = proposed(date(2027, 2, 2), [2])
    assert [each.day for each in days] == [date(2027, 2, 2), date(2027, 2, 16)]


def test_a_holiday_puts_one_meeting_off_and_says_which_but_not_the_next() -> None:
    """17 May 2027 is a Monday."""
    first, second, third = proposed(date(2027, 5, 3), [2, 2])
    assert (second.day, second.why, second.holiday) == (date(2027, 5, 18), Why.HOLIDAY, Holiday.CONSTITUTION_DAY)
    assert first.why is None
    assert third.day == date(2027, 5, 31)


@given(DAYS, st.lists(st.integers(0, 10), max_size=6))
def test_proposed_days_are_working_days_in_order_and_the_first_is_left_alone(first: date, weeks: list[int]) -> None:
    days = [each.day for each in proposed(first, weeks)]
    assert days[0] == first
    assert all(map(is_working_day, days[1:]))
    assert not out_of_order(days[1:])


@given(st.lists(DAYS, min_size=1, max_size=6).map(sorted), DAYS)
def test_moving_the_first_keeps_the_distances_but_for_days_off(days: list[date], first: date) -> None:
    result = moved(days, first)
    assert result[0].day == first
    for before, after in zip(days[1:], result[1:], strict=True):
        assert after.wanted - first == before - days[0]
        assert is_working_day(after.day)
        assert timedelta(0) <= after.day - after.wanted <= timedelta(days=6)


def test_where_a_run_stands_follows_from_the_days() -> None:
    ahead, been = [NOW + timedelta(days=1)], [NOW - timedelta(days=1), NOW + timedelta(days=9)]
    assert state_of(False, False, ahead, NOW) is State.PLANNED
    assert state_of(True, False, ahead, NOW) is State.OPEN
    assert state_of(True, False, been, NOW) is State.UNDER_WAY
    assert state_of(True, True, been, NOW) is State.DONE


def plan(**values: object) -> Plan:
    """A plan in which nothing is missing, but for `values`."""
    shares = (Share(1, 1, 2), Share(2, 1, 1))
    good = {
        "dates": 2,
        "shares": shares,
        "backing": True,
        "expected": True,
        "wants_peer": True,
        "peers": 1,
        "peer_role": True,
    }
    return Plan(**{**good, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "concern"),
    [
        ({"shares": (Share(1, 1, 2), Share(2, 1, 0))}, Concern.MISSING),
        ({"backing": False}, Concern.NO_BACKING),
        ({"peer_role": False}, Concern.NO_PEER_ROLE),
        ({"peers": 0}, Concern.NO_PEER),
        ({"wants_peer": False, "peers": 0, "peer_role": False}, Concern.PEER_NOT_ASKED),
        ({"wants_peer": False, "peer_role": False}, Concern.NO_PEER_ROLE),
        ({"expected": False}, Concern.NOT_EXPECTED),
        ({"shares": ()}, Concern.NO_ORGANISATION),
        ({"shares": (Share(1, 1, 2),)}, Concern.ONE_ORGANISATION),
        ({"dates": 0}, Concern.NO_DATES),
    ],
)
def test_each_learning_point_of_the_pilot_is_a_warning(values: dict[str, object], concern: Concern) -> None:
    assert concerns(plan()) == []
    assert [each.concern for each in concerns(plan(**values))] == [concern]


def test_where_the_own_people_sign_up_no_other_organisation_is_missed() -> None:
    assert concerns(plan(shares=(), own_people=True)) == []
    assert concerns(plan(shares=(Share(1, 1, 2),), own_people=True)) == []


def test_the_missing_organisation_is_named() -> None:
    (found,) = concerns(plan(shares=(Share(1, 1, 2), Share(7, 1, 0))))
    assert found.organisations == (7,)


def test_what_comes_before_a_meeting_is_due_when_it_has_been() -> None:
    steps = [uuid.uuid4() for _each in range(5)]
    meetings = {steps[1]: NOW - timedelta(hours=1), steps[3]: NOW + timedelta(days=14)}
    assert due_steps(steps, meetings, NOW) == tuple(steps[:2])
    assert behind(steps[:2], {steps[0]}) == (steps[1],)
    assert due_steps(steps, {}, NOW) == ()


def test_a_meeting_made_up_for_is_not_a_meeting_missed() -> None:
    assert there("none", True, True) is There.MADE_UP
    assert there("none", False, True) is There.NONE
    assert there("part", True, True) is There.PART
    assert there(None, False, True) is There.UNKNOWN
    assert there(None, False, False) is There.AHEAD


@given(DAYS)
def test_four_questions_in_order_on_working_days(last: date) -> None:
    days = [each.day for each in follow_up_days(last)]
    assert days == sorted(days)
    assert all(map(is_working_day, days))


@given(DAYS, st.integers(0, 500))
def test_run_every_day_each_question_goes_once_and_in_order(last: date, skip: int) -> None:
    """Whatever day the portal is started again, no question goes twice and none is more than two weeks late."""
    sent: list[str] = []
    for offset in range(skip, 420):
        due = due_now(last, last + timedelta(days=offset), sent)
        if due is not None:
            assert due.stage not in sent
            assert last + timedelta(days=offset) <= due.day + LATEST
            sent.append(due.stage)
    assert sent == [stage for stage in STAGES if stage in sent]
    if skip == 0:
        assert sent == list(STAGES)


def test_a_week_after_the_meeting_one_is_reminded_and_not_for_ever() -> None:
    assert not practice_due(date(2027, 3, 1), date(2027, 3, 7))
    assert practice_due(date(2027, 3, 1), date(2027, 3, 8))
    assert not practice_due(date(2027, 3, 1), date(2027, 3, 23))
