"""One clock: what is left, how far behind, and when the meeting ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.gatherings.domain import run as sheet
from portal.gatherings.domain.agenda import Agenda, Part, Slot, timed
from portal.gatherings.domain.run import Run, begun, moved_on, now_of, skipped, taken_back

NINE = datetime(2026, 11, 24, 8, tzinfo=UTC)
PLAN = timed(Agenda((Part("1", slots=(Slot("a", "A", 10), Slot("b", "B", 20), Slot("c", "C", 30))),)), NINE)


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def shown(run: Run, minutes: float) -> tuple[str, float, float]:
    now = now_of(run, PLAN, at(minutes))
    assert now is not None
    assert now.current is not None
    return now.current.slot.key, now.left / 60, now.behind / 60


def test_on_time() -> None:
    run = begun(PLAN, at(0))
    assert shown(run, 4) == ("a", 6, 0)
    run = moved_on(run, PLAN, at(10))
    assert shown(run, 10) == ("b", 20, 0)
    now = now_of(run, PLAN, at(10))
    assert now is not None
    assert now.following is PLAN[2]
    assert now.ends == at(60)


def test_a_late_start_is_behind_all_the_way_until_something_gives() -> None:
    run = begun(PLAN, at(7))
    assert shown(run, 7) == ("a", 10, 7)
    run = skipped(run, "b")
    assert shown(run, 7) == ("a", 10, -13)
    assert shown(taken_back(run, "b"), 7) == ("a", 10, 7)
    run = moved_on(run, PLAN, at(17))
    assert shown(run, 17) == ("c", 30, -13)


def test_minutes_given_and_taken() -> None:
    run = sheet.given(begun(PLAN, at(0)), 5)
    assert shown(run, 0) == ("a", 15, 5)
    assert shown(sheet.given(run, -5), 0) == ("a", 10, 0)
    assert sheet.given(run, 10_000).extra == {"a": sheet.MOST_EXTRA}


def test_over_time_the_rest_waits_minute_by_minute() -> None:
    run = begun(PLAN, at(0))
    assert shown(run, 10) == ("a", 0, 0)
    assert shown(run, 13) == ("a", -3, 3)


def test_going_on_early_is_time_to_spare() -> None:
    run = moved_on(begun(PLAN, at(0)), PLAN, at(6))
    assert shown(run, 6) == ("b", 20, -4)


def test_after_the_last_it_has_ended_and_stands_still() -> None:
    run = begun(PLAN, at(0))
    for minute in (10, 30, 62):
        run = moved_on(run, PLAN, at(minute))
    assert run.ended == at(62)
    late = now_of(run, PLAN, at(500))
    assert late is not None
    assert (late.current, late.behind, late.ends) == (None, 120, at(62))
    assert moved_on(run, PLAN, at(70)) == run
    assert sheet.given(run, 5) == run


def test_before_it_has_begun_and_without_an_agenda_there_is_nothing_to_show() -> None:
    assert now_of(Run(), PLAN, at(0)) is None
    assert moved_on(Run(), PLAN, at(0)) == Run()
    assert begun([], at(0)).ended == at(0)
    assert now_of(Run(at="gone", since=at(0)), PLAN, at(0)) is None


def test_what_is_left_out_beforehand_stays_left_out() -> None:
    run = begun(PLAN, at(0), skipped(Run(), "a"))
    assert shown(run, 0) == ("b", 20, -10)
    none = begun(PLAN, at(0), Run(skipped=frozenset("abc")))
    assert none.ended == at(0)


def test_the_slot_one_is_in_cannot_be_left_out() -> None:
    run = begun(PLAN, at(0))
    assert skipped(run, "a") == run


def test_what_is_stored_comes_back() -> None:
    run = skipped(sheet.given(begun(PLAN, at(1)), 5), "c")
    assert sheet.from_json(sheet.to_json(run)) == run
    assert sheet.from_json({}) == Run()
    ended = moved_on(run, PLAN, at(20))
    assert sheet.from_json(sheet.to_json(moved_on(ended, PLAN, at(40)))).ended == at(40)


@given(st.lists(st.tuples(st.sampled_from(["on", "give", "skip", "back"]), st.integers(0, 15)), max_size=12))
def test_what_ends_is_what_is_left_and_what_comes(steps: list[tuple[str, int]]) -> None:
    run, minute = begun(PLAN, at(0)), 0
    for what, number in steps:
        minute += number
        if what == "on":
            run = moved_on(run, PLAN, at(minute))
        elif what == "give":
            run = sheet.given(run, number - 5)
        elif what == "skip":
            run = skipped(run, "abc"[number % 3])
        else:
            run = taken_back(run, "abc"[number % 3])
        now = now_of(run, PLAN, at(minute))
        assert now is not None
        assert now.ends == PLAN[-1].ends + timedelta(seconds=now.behind)
        assert now.ends >= at(minute) or run.ended
