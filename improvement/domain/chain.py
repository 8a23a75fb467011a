"""Cycles that follow one another: which links between them make a chain, and which do not.

A chain is a line: each cycle follows at most one, and at most one follows it. A cycle that followed itself, or came
round to itself, would have no first test and no last.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

#: For each cycle the one it follows, or None.
Follows = Mapping[int, int | None]


class ChainCode(StrEnum):
    """Why a cycle can't follow another."""

    ITSELF = "itself"
    CIRCLE = "circle"
    TAKEN = "taken"  # another one follows it already
    BEGINS_BEFORE = "begins_before"  # earlier than the one it follows
    BEGINS_AFTER = "begins_after"  # later than the one that follows it
    UNKNOWN = "unknown"  # not of this project, or gone


def check_link(
    follows: Follows, cycle: int | None, previous: int | None, aside: Collection[int] = ()
) -> ChainCode | None:
    """Why ``cycle`` (None: one not stored yet) can't follow ``previous``; None when it may, or follows nobody.

    Those laid ``aside`` leave their place to another.
    """
    if previous is None:
        return None
    if previous == cycle:
        return ChainCode.ITSELF
    if previous not in follows:
        return ChainCode.UNKNOWN
    if cycle is not None and cycle in line_back(follows, previous):
        return ChainCode.CIRCLE
    if any(before == previous and each != cycle and each not in aside for each, before in follows.items()):
        return ChainCode.TAKEN
    return None


def check_days(started: date | None, before: date | None, after: date | None) -> ChainCode | None:
    """Whether a test begins before the one it follows (``before``), or after the one that follows it (``after``)."""
    if started is None:
        return None
    if before is not None and started < before:
        return ChainCode.BEGINS_BEFORE
    return ChainCode.BEGINS_AFTER if after is not None and started > after else None


def line_back(follows: Follows, cycle: int) -> tuple[int, ...]:
    """``cycle`` and those before it, back to the first; stops where stored links should go in a ring."""
    line = [cycle]
    while (before := follows.get(line[-1])) is not None and before not in line:
        line.append(before)
    return tuple(line)


def line_on(follows: Follows, cycle: int) -> tuple[int, ...]:
    """``cycle`` and all that come after it, each after the one it follows."""
    found = [cycle]
    for each in found:
        found += [one for one, before in follows.items() if before == each and one not in found]
    return tuple(found)
