"""How far a learner has come, and where to go on.

A course is a row of steps in reading order. Keys are the pages' translation keys, so all of this is the same in every
language. Nothing here knows titles, addresses or people.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class State(StrEnum):
    """How a step looks in a list."""

    DONE = "done"
    STARTED = "started"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a course. `minutes` is the editor's estimate of reading time."""

    key: UUID
    module: UUID
    minutes: int


@dataclass(frozen=True, slots=True)
class Record:
    """What is stored about one learner in one step. `position` is the block where they were last."""

    touched_at: datetime
    position: UUID | None = None
    completed: bool = False
    completed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """Where *Continue* leads. Without `position` the step begins at the top."""

    key: UUID
    position: UUID | None
    fresh: bool
    """True when nothing in the course has been touched: the button then says *Start*."""


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left: counts of steps, and minutes of the steps that are not done."""

    total: int
    done: int
    minutes: int

    @property
    def steps(self) -> int:
        """How many steps are left."""
        return self.total - self.done

    @property
    def complete(self) -> bool:
        """Whether all is done; an empty course never is."""
        return self.total > 0 and self.done == self.total


Records = Mapping[UUID, Record]


def state_of(step: Step, records: Records) -> State:
    """Return how far the learner is in one step."""
    record = records.get(step.key)
    if record is None:
        return State.AHEAD
    return State.DONE if record.completed else State.STARTED


def resume(steps: Sequence[Step], records: Records, closed: Collection[UUID] = ()) -> Resume | None:
    """Return where to go on; nothing when all is done or there are no steps.

    The step that was touched last, at its block. If that one is done: the first after it that is not, else the first
    of all that is not. Records of steps that no longer are in the course are left out. Steps that are `closed` (they
    wait for others) are passed over while anything else is left.
    """
    here = [step for step in steps if step.key in records]
    if not here:
        first = next((step for step in steps if step.key not in closed), steps[0] if steps else None)
        return Resume(first.key, None, fresh=True) if first else None
    last = max(here, key=lambda step: records[step.key].touched_at)
    at = list(steps).index(last)
    ahead = (*steps[at:], *steps[:at])
    open_first = [step for step in ahead if step.key not in closed]
    for step in (*open_first, *ahead):
        record = records.get(step.key)
        if record is None or not record.completed:
            return Resume(step.key, record.position if record else None, fresh=False)
    return None


def remaining(steps: Sequence[Step], records: Records) -> Remaining:
    """Count what is done and what is left in these steps."""
    left = [step for step in steps if state_of(step, records) is not State.DONE]
    return Remaining(total=len(steps), done=len(steps) - len(left), minutes=sum(step.minutes for step in left))


def finished_at(steps: Sequence[Step], records: Records) -> datetime | None:
    """Return when the last of the steps was done; nothing while one is left."""
    done = [records[step.key].completed_at for step in steps if state_of(step, records) is State.DONE]
    return max((when for when in done if when is not None), default=None) if len(done) == len(steps) else None


def following(steps: Sequence[Step], key: UUID) -> Step | None:
    """Return the step after `key` in reading order, if there is one."""
    for at, step in enumerate(steps):
        if step.key == key:
            return steps[at + 1] if at + 1 < len(steps) else None
    return None


def in_module(steps: Sequence[Step], module: UUID) -> tuple[Step, ...]:
    """Return the steps of one module, in order."""
    return tuple(step for step in steps if step.module == module)
