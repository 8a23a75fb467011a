"""The run sheet (*kjøreplan*): one clock for whoever leads, for the room and for those who take part.

What is stored are moments and minutes, not a ticking clock: when the meeting really began, which slot it is in and
since when, and what was given or skipped. Everything that is shown follows from those and from what time it is, here
and in the browser alike (static/js/tools/run-sheet.js reckons the same, so that it goes on without a network).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from portal.gatherings.domain.agenda import Timed

MOST_EXTRA = 120
"""Minutes that one slot can be given more, or less, than planned."""


@dataclass(frozen=True, slots=True)
class Run:
    """How far a meeting has come. `at` is the key of the slot it is in, begun at `since`; `extra` minutes by slot.

    Not begun: `at` and `since` are empty. Ended: `ended` is set.
    """

    at: str = ""
    since: datetime | None = None
    extra: Mapping[str, int] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    ended: datetime | None = None


_WAITING = Run()


@dataclass(frozen=True, slots=True)
class Now:
    """What is shown. `left` and `behind` in whole seconds; `behind` is negative when there is time to spare.

    `left` is negative when the slot has lasted longer than it should.
    """

    current: Timed | None
    following: Timed | None
    left: int
    behind: int
    ends: datetime


def begun(plan: Sequence[Timed], now: datetime, run: Run = _WAITING) -> Run:
    """Begin with the first slot that is not left out already."""
    first = next((each.slot.key for each in plan if each.slot.key not in run.skipped), "")
    return replace(run, at=first, since=now) if first else replace(run, ended=now)


def given(run: Run, minutes: int) -> Run:
    """Give the slot one is in so many minutes more (fewer, when negative)."""
    if not run.at or run.ended:
        return run
    total = max(-MOST_EXTRA, min(MOST_EXTRA, run.extra.get(run.at, 0) + minutes))
    return replace(run, extra={**run.extra, run.at: total})


def moved_on(run: Run, plan: Sequence[Timed], now: datetime) -> Run:
    """Go to the next slot that is not skipped; after the last one the meeting has ended."""
    if not run.at or run.ended:
        return run
    following = _following(run, plan)
    if following is None:
        return replace(run, ended=now)
    return replace(run, at=following.slot.key, since=now)


def skipped(run: Run, key: str) -> Run:
    """Leave a slot out that has not begun. The one that one is in is left by moving on."""
    return run if key == run.at or run.ended else replace(run, skipped=run.skipped | {key})


def taken_back(run: Run, key: str) -> Run:
    """Do not leave it out after all."""
    return replace(run, skipped=run.skipped - {key})


def now_of(run: Run, plan: Sequence[Timed], now: datetime) -> Now | None:
    """Return what the clock shows; None before it has begun and for a slot that the plan no longer holds."""
    current = next((each for each in plan if each.slot.key == run.at), None)
    if current is None or run.since is None:
        return None
    if run.ended is not None:
        return Now(None, None, 0, _seconds(run.ended - plan[-1].ends), run.ended)
    lasts = timedelta(minutes=max(current.slot.minutes + run.extra.get(current.slot.key, 0), 0))
    should_end = run.since + lasts
    # Whoever is over time has not caught up by it: the slot ends now at the earliest.
    leaves = max(should_end, now)
    rest = sum(each.slot.minutes for each in _rest(run, plan))
    ends = leaves + timedelta(minutes=rest)
    return Now(current, _following(run, plan), _seconds(should_end - now), _seconds(ends - plan[-1].ends), ends)


def _rest(run: Run, plan: Sequence[Timed]) -> list[Timed]:
    """What is still to come after the slot one is in, less what is left out."""
    keys = [each.slot.key for each in plan]
    after = plan[keys.index(run.at) + 1 :] if run.at in keys else []
    return [each for each in after if each.slot.key not in run.skipped]


def _following(run: Run, plan: Sequence[Timed]) -> Timed | None:
    return next(iter(_rest(run, plan)), None)


def _seconds(length: timedelta) -> int:
    return round(length.total_seconds())


# -- stored ----------------------------------------------------------------------------------------------------------


def to_json(run: Run) -> dict[str, Any]:
    """Return what is stored."""
    return {
        "at": run.at,
        "since": run.since.isoformat() if run.since else None,
        "extra": dict(run.extra),
        "skipped": sorted(run.skipped),
        "ended": run.ended.isoformat() if run.ended else None,
    }


def from_json(stored: Mapping[str, Any]) -> Run:
    """Return the run of what was stored; an empty mapping is a meeting that has not begun."""
    since, ended = stored.get("since"), stored.get("ended")
    return Run(
        at=str(stored.get("at", "")),
        since=datetime.fromisoformat(since) if since else None,
        extra={str(key): int(value) for key, value in stored.get("extra", {}).items()},
        skipped=frozenset(map(str, stored.get("skipped", []))),
        ended=datetime.fromisoformat(ended) if ended else None,
    )
