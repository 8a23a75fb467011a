"""Five phases, thirteen sub-steps: start anywhere, go back with a reason, always one next thing."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.domain.process import (
    QUALITY_IMPROVEMENT,
    Move,
    MoveCode,
    NextCode,
    PhaseState,
    StepState,
    check_move,
    current_phase,
    next_step,
    phase_state,
    states_after,
    template_from,
)

NOT_STARTED, IN_PROGRESS, DONE, DONE_BEFORE = StepState
KEYS = [step.key for step in QUALITY_IMPROVEMENT.steps]


def test_five_phases_and_thirteen_sub_steps_in_the_order_of_the_model():
    assert [(phase.key, len(phase.steps)) for phase in QUALITY_IMPROVEMENT.phases] == [
        ("prepare", 3),
        ("plan", 4),
        ("do", 1),
        ("evaluate", 2),
        ("follow_up", 3),
    ]
    assert " ".join(step.number for step in QUALITY_IMPROVEMENT.steps) == "1a 1b 1c 2a 2b 2c 2d 3a 4a 4b 5a 5b 5c"
    assert KEYS[0] == "prepare.recognise"
    assert QUALITY_IMPROVEMENT.step("plan.goals").number == "2b"
    assert QUALITY_IMPROVEMENT.phase_of("plan.goals").key == QUALITY_IMPROVEMENT.step("plan.goals").phase_key == "plan"
    for ask in (QUALITY_IMPROVEMENT.step, QUALITY_IMPROVEMENT.phase_of):
        with pytest.raises(KeyError):
            ask("plan.party")


def test_another_process_is_other_data():
    service = template_from("service_design", 1, [("understand", ["insight"]), ("develop", ["ideas", "prototype"])])
    assert [step.key for step in service.steps] == ["understand.insight", "develop.ideas", "develop.prototype"]
    assert next_step(service, {"understand.insight": DONE}).step.key == "develop.ideas"


@pytest.mark.parametrize(
    "phases", [[], [("a", [])], [("a", ["b", "b"])], [("a", ["b"]), ("a", ["c"])], [("A", ["b"])], [("a", ["b.c"])]]
)
def test_a_process_that_is_none_is_refused(phases):
    with pytest.raises(ValueError, match=r"key|sub-steps|phases"):
        template_from("x", 1, phases)


@pytest.mark.parametrize(
    ("before", "after", "reason", "code"),
    [
        (NOT_STARTED, IN_PROGRESS, "", MoveCode.OK),
        (NOT_STARTED, DONE, "", MoveCode.OK),
        (NOT_STARTED, DONE_BEFORE, "", MoveCode.OK),
        (IN_PROGRESS, DONE, "", MoveCode.OK),
        (IN_PROGRESS, NOT_STARTED, "", MoveCode.OK),
        (DONE, DONE_BEFORE, "", MoveCode.OK),
        (DONE, IN_PROGRESS, "", MoveCode.REASON_NEEDED),
        (DONE, IN_PROGRESS, "  ", MoveCode.REASON_NEEDED),
        (DONE, IN_PROGRESS, "Målet må skrives om", MoveCode.OK),
        (DONE_BEFORE, NOT_STARTED, "", MoveCode.REASON_NEEDED),
        (DONE, DONE, "", MoveCode.UNCHANGED),
    ],
)
def test_moves(before, after, reason, code):
    assert check_move(QUALITY_IMPROVEMENT, {"plan.goals": before}, "plan.goals", after, reason) is code


def test_a_step_the_process_does_not_have():
    assert check_move(QUALITY_IMPROVEMENT, {}, "plan.party", DONE) is MoveCode.UNKNOWN_STEP


@pytest.mark.parametrize(
    ("states", "code", "key"),
    [
        ({}, NextCode.START, "prepare.recognise"),
        ({"prepare.recognise": DONE}, NextCode.START, "prepare.anchor"),
        ({"prepare.anchor": DONE_BEFORE, "plan.goals": DONE}, NextCode.START, "plan.measures"),
        ({"plan.goals": IN_PROGRESS, "plan.ideas": DONE}, NextCode.CONTINUE, "plan.goals"),
        ({"plan.goals": IN_PROGRESS, "prepare.anchor": IN_PROGRESS}, NextCode.CONTINUE, "prepare.anchor"),
        ({key: DONE for key in KEYS if key != "plan.map"}, NextCode.FILL_GAP, "plan.map"),
        (dict.fromkeys(KEYS, DONE), NextCode.ALL_DONE, None),
    ],
)
def test_the_next_obvious_step(states, code, key):
    found = next_step(QUALITY_IMPROVEMENT, states)
    assert (found.code, found.step.key if found.step else None) == (code, key)


@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(StepState)))
def test_there_is_always_one_next_step_that_is_not_finished(states):
    found = next_step(QUALITY_IMPROVEMENT, states)
    if found.step is None:
        assert all(states.get(key, NOT_STARTED).is_finished for key in KEYS)
        assert current_phase(QUALITY_IMPROVEMENT, states).key == "follow_up"
    else:
        assert not states.get(found.step.key, NOT_STARTED).is_finished
        assert found.step in current_phase(QUALITY_IMPROVEMENT, states).steps


def test_phases_stand_where_their_steps_stand():
    prepare = QUALITY_IMPROVEMENT.phases[0]
    assert phase_state(prepare, {}) is PhaseState.NOT_STARTED
    assert phase_state(prepare, {"prepare.anchor": DONE}) is PhaseState.IN_PROGRESS
    assert phase_state(prepare, dict.fromkeys(KEYS[:3], DONE_BEFORE)) is PhaseState.DONE


def test_going_back_keeps_the_history():
    start = datetime(2026, 11, 1, tzinfo=UTC)
    moves = [
        Move("plan.goals", NOT_STARTED, DONE, start, "ada"),
        Move("plan.goals", DONE, IN_PROGRESS, start + timedelta(days=2), "ada", "Målet må skrives om"),
        Move("old.step", NOT_STARTED, DONE, start, "ada"),
    ]
    states = states_after(QUALITY_IMPROVEMENT, reversed(moves))
    assert states["plan.goals"] is IN_PROGRESS
    assert set(states) == set(KEYS)
    assert states_after(QUALITY_IMPROVEMENT, moves[:1])["plan.goals"] is DONE
