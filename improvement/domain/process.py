"""The improvement process as data: phases, sub-steps, their states, and the next obvious one.

The first process is the model for quality improvement of Helsebiblioteket and FHI: five phases, thirteen
sub-steps, a circle in which one may start in the middle and often has to go back. Going back keeps the history:
the state of a project is a fold over its events, and nothing is erased. Names are told by a presenter from the
stable keys; another process is another ``ProcessTemplate``, made from data by ``template_from``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class StepState(StrEnum):
    """Where a sub-step stands. ``done_before``: finished before the project came to the portal."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DONE_BEFORE = "done_before"

    @property
    def is_finished(self) -> bool:
        """Done here or before."""
        return self in _FINISHED


_FINISHED = frozenset({StepState.DONE, StepState.DONE_BEFORE})


@dataclass(frozen=True, slots=True)
class Step:
    """A sub-step. ``key`` is stable and holds its phase (``prepare.recognise``); ``number`` is shown (1a)."""

    key: str
    number: str

    @property
    def phase_key(self) -> str:
        """The key of its phase."""
        return self.key.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase and its sub-steps in order."""

    key: str
    number: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ProcessTemplate:
    """A process. ``version`` rises when steps change, so that old projects keep theirs."""

    key: str
    version: int
    phases: tuple[Phase, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """All sub-steps in order."""
        return tuple(step for phase in self.phases for step in phase.steps)

    def step(self, key: str) -> Step:
        """The sub-step of that key; KeyError when the process has none."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)

    def phase_of(self, step_key: str) -> Phase:
        """The phase of that sub-step; KeyError when the process has no such sub-step."""
        for phase in self.phases:
            if any(step.key == step_key for step in phase.steps):
                return phase
        raise KeyError(step_key)


_KEY = re.compile(r"[a-z][a-z0-9_]*")


def template_from(key: str, version: int, phases: Sequence[tuple[str, Sequence[str]]]) -> ProcessTemplate:
    """A process from (phase key, step names) in order; phases are numbered 1, 2 …, sub-steps 1a, 1b ….

    ValueError for keys that are not small letters, for doubled keys, and for phases without steps.
    """
    made = []
    for number, (phase_key, names) in enumerate(phases, 1):
        if not names or len(names) > 26:
            raise ValueError(f"the phase {phase_key!r} needs one to 26 sub-steps")
        for name in (phase_key, *names):
            if not _KEY.fullmatch(name):
                raise ValueError(f"not a key: {name!r}")
        steps = tuple(Step(f"{phase_key}.{name}", f"{number}{chr(97 + at)}") for at, name in enumerate(names))
        made.append(Phase(phase_key, str(number), steps))
    template = ProcessTemplate(key, version, tuple(made))
    keys = [step.key for step in template.steps]
    if not made or len(set(keys)) < len(keys) or len({phase.key for phase in made}) < len(made):
        raise ValueError("a process has phases, and every key once")
    return template


QUALITY_IMPROVEMENT = template_from(
    "quality_improvement",
    1,
    (
        ("prepare", ("recognise", "anchor", "knowledge")),
        ("plan", ("map", "goals", "measures", "ideas")),
        ("do", ("test",)),
        ("evaluate", ("reflect", "judge")),
        ("follow_up", ("implement", "sustain", "share")),
    ),
)


class MoveCode(StrEnum):
    """What a wanted move of a sub-step comes to."""

    OK = "ok"
    UNCHANGED = "unchanged"
    REASON_NEEDED = "reason_needed"  # going back wants to be explained
    UNKNOWN_STEP = "unknown_step"


def is_going_back(before: StepState, after: StepState) -> bool:
    """Whether a finished sub-step is opened again."""
    return before.is_finished and not after.is_finished


def check_move(
    template: ProcessTemplate, states: Mapping[str, StepState], step_key: str, after: StepState, reason: str = ""
) -> MoveCode:
    """Whether a sub-step may go to ``after``. Any sub-step may start at any time; going back needs a reason."""
    if all(step.key != step_key for step in template.steps):
        return MoveCode.UNKNOWN_STEP
    before = states.get(step_key, StepState.NOT_STARTED)
    if before is after:
        return MoveCode.UNCHANGED
    if is_going_back(before, after) and not reason.strip():
        return MoveCode.REASON_NEEDED
    return MoveCode.OK


@dataclass(frozen=True, slots=True)
class Move:
    """One event in a project's history: who moved which sub-step where, when and why."""

    step_key: str
    before: StepState
    after: StepState
    at: datetime
    by: str
    reason: str = ""


def states_after(template: ProcessTemplate, moves: Iterable[Move]) -> dict[str, StepState]:
    """The state of every sub-step after ``moves`` in time order; moves of steps the process has lost are skipped."""
    states = {step.key: StepState.NOT_STARTED for step in template.steps}
    for move in sorted(moves, key=lambda move: move.at):
        if move.step_key in states:
            states[move.step_key] = move.after
    return states


class PhaseState(StrEnum):
    """Where a phase stands, from its sub-steps."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"


def phase_state(phase: Phase, states: Mapping[str, StepState]) -> PhaseState:
    """Done when all sub-steps are finished, in progress when any was touched."""
    found = [states.get(step.key, StepState.NOT_STARTED) for step in phase.steps]
    if all(state.is_finished for state in found):
        return PhaseState.DONE
    touched = any(state is not StepState.NOT_STARTED for state in found)
    return PhaseState.IN_PROGRESS if touched else PhaseState.NOT_STARTED


class NextCode(StrEnum):
    """Why a sub-step is the next obvious one."""

    CONTINUE = "continue"  # it is in progress
    START = "start"  # it follows what is finished
    FILL_GAP = "fill_gap"  # everything after it is finished, it was passed over
    ALL_DONE = "all_done"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one next thing, and why; ``step`` is None when all is done."""

    code: NextCode
    step: Step | None


def next_step(template: ProcessTemplate, states: Mapping[str, StepState]) -> NextStep:
    """The next obvious sub-step.

    The earliest one in progress (which is where somebody went back to); otherwise the first untouched one after
    the last finished; otherwise the first that was passed over.
    """
    steps = template.steps
    found = [states.get(step.key, StepState.NOT_STARTED) for step in steps]
    for step, state in zip(steps, found, strict=True):
        if state is StepState.IN_PROGRESS:
            return NextStep(NextCode.CONTINUE, step)
    last = max((at for at, state in enumerate(found) if state.is_finished), default=-1)
    if last + 1 < len(steps):
        return NextStep(NextCode.START, steps[last + 1])
    for step, state in zip(steps, found, strict=True):
        if state is StepState.NOT_STARTED:
            return NextStep(NextCode.FILL_GAP, step)
    return NextStep(NextCode.ALL_DONE, None)


def current_phase(template: ProcessTemplate, states: Mapping[str, StepState]) -> Phase:
    """The phase of the next obvious sub-step; the last phase when all is done."""
    step = next_step(template, states).step
    return template.phase_of(step.key) if step else template.phases[-1]
