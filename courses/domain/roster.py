"""Who is behind, and on what. Dates decide: a step is due when a meeting that comes after it has been."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class There(StrEnum):
    """What came of one meeting for one person."""

    FULL = "full"
    PART = "part"
    NONE = "none"
    MADE_UP = "made_up"
    UNKNOWN = "unknown"
    """The meeting has been and nobody has noted anything."""
    AHEAD = "ahead"
    """The meeting has not been."""


def due_steps(steps: Sequence[UUID], meetings: Mapping[UUID, datetime], now: datetime) -> tuple[UUID, ...]:
    """Return the steps of a course, in order, that should be done by now.

    Everything before a meeting is meant to be done when people meet, and the meeting itself when it is over
    (`meetings`: when each one ends, by its step). What comes after the last meeting that has been is not due.
    """
    last = max((at for at, key in enumerate(steps) if key in meetings and meetings[key] <= now), default=-1)
    return tuple(steps[: last + 1])


def behind(due: Sequence[UUID], done: Collection[UUID]) -> tuple[UUID, ...]:
    """Return what of it somebody has not done, in order."""
    return tuple(key for key in due if key not in done)


def there(noted: str | None, made_up: bool, over: bool) -> There:
    """Say what came of a meeting. Who has made up for it is not counted as absent; what is noted stands else."""
    if noted in {There.FULL, There.PART}:
        return There(noted)
    if made_up:
        return There.MADE_UP
    if noted == There.NONE:
        return There.NONE
    return There.UNKNOWN if over else There.AHEAD
