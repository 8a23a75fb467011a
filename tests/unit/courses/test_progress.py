"""Where a learner goes on, and what is left."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from courses.domain.progress import Record, State, Step, finished_at, following, in_module, remaining, resume, state_of

START = datetime(2026, 11, 21, 8, tzinfo=UTC)
MODULE, OTHER = uuid4(), uuid4()
STEPS = tuple(Step(uuid4(), MODULE if at < 3 else OTHER, minutes=10 + at) for at in range(5))


def record(minutes: int = 0, *, done: bool = False, position: UUID | None = None) -> Record:
    return Record(START + timedelta(minutes=minutes), position, done)


def test_an_untouched_course_begins_at_its_first_step() -> None:
    found = resume(STEPS, {})
    assert found is not None
    assert (found.key, found.position, found.fresh) == (STEPS[0].key, None, True)


def test_a_course_without_steps_leads_nowhere() -> None:
    assert resume((), {}) is None
    assert not remaining((), {}).complete


def test_one_goes_on_at_the_block_of_the_step_touched_last() -> None:
    place = uuid4()
    found = resume(STEPS, {STEPS[0].key: record(1), STEPS[2].key: record(5, position=place)})
    assert found is not None
    assert (found.key, found.position, found.fresh) == (STEPS[2].key, place, False)


def test_after_a_finished_step_comes_the_next_one_that_is_not() -> None:
    records = {STEPS[1].key: record(9, done=True), STEPS[2].key: record(2, done=True), STEPS[0].key: record(1)}
    found = resume(STEPS, records)
    assert found is not None
    assert found.key == STEPS[3].key


def test_steps_that_were_skipped_are_found_when_the_end_is_reached() -> None:
    records = {step.key: record(at, done=True) for at, step in enumerate(STEPS) if at != 1}
    found = resume(STEPS, records)
    assert found is not None
    assert found.key == STEPS[1].key


def test_nothing_is_left_when_all_is_done() -> None:
    records = {step.key: record(at, done=True) for at, step in enumerate(STEPS)}
    assert resume(STEPS, records) is None
    assert remaining(STEPS, records).complete
    assert remaining(STEPS, records).minutes == 0


def test_what_is_left_counts_minutes_of_unfinished_steps_only() -> None:
    left = remaining(STEPS, {STEPS[0].key: record(done=True), STEPS[1].key: record()})
    assert (left.total, left.done, left.steps, left.minutes) == (5, 1, 4, 11 + 12 + 13 + 14)


def test_a_record_of_a_removed_step_changes_nothing() -> None:
    gone = {uuid4(): record(99, done=True)}
    assert remaining(STEPS, gone).done == 0
    found = resume(STEPS, gone)
    assert found is not None
    assert found.fresh


def test_states_neighbours_and_modules() -> None:
    records = {STEPS[0].key: record(done=True), STEPS[1].key: record()}
    assert [state_of(step, records) for step in STEPS[:3]] == [State.DONE, State.STARTED, State.AHEAD]
    assert following(STEPS, STEPS[0].key) == STEPS[1]
    assert following(STEPS, STEPS[-1].key) is None
    assert following(STEPS, uuid4()) is None
    assert in_module(STEPS, OTHER) == STEPS[3:]


@given(st.dictionaries(st.sampled_from(STEPS), st.tuples(st.integers(0, 500), st.booleans())))
def test_continue_never_leads_to_a_finished_step(made: dict[Step, tuple[int, bool]]) -> None:
    records = {step.key: record(at, done=done) for step, (at, done) in made.items()}
    found = resume(STEPS, records)
    left = remaining(STEPS, records)
    assert (found is None) == left.complete
    if found is not None:
        assert not (found.key in records and records[found.key].completed)
    assert left.minutes == sum(step.minutes for step in STEPS if not (step in made and made[step][1]))


def test_a_course_is_finished_when_its_last_step_is() -> None:
    days = (3, 0, 4, 1, 2)
    records = {
        step.key: Record(START, completed=True, completed_at=START + timedelta(days=day))
        for step, day in zip(STEPS, days, strict=True)
    }
    assert finished_at(STEPS, records) == START + timedelta(days=4)
    assert finished_at(STEPS, {**records, STEPS[0].key: Record(START)}) is None
    assert finished_at(STEPS, {}) is None
    assert finished_at((), {}) is None
