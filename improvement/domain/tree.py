"""What hangs on what: a forest given by each row's parent, checked for circles and laid out from the roots."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def would_circle(parents: Mapping[Key, Key | None], row: Key, parent: Key | None) -> bool:
    """Whether hanging `row` on `parent` makes a circle: on itself, or on something that hangs on it."""
    seen: set[Key] = set()
    while parent is not None and parent not in seen:
        if parent == row:
            return True
        seen.add(parent)
        parent = parents.get(parent)
    return False


def laid_out(parents: Mapping[Key, Key | None]) -> list[tuple[Key, int]]:
    """Every row with its depth from 0, each right after what it hangs on, in the order of `parents`.

    Whose parent is not among the rows stands as a root. Rows in a circle (which `would_circle` keeps out) come last, as
    roots: nothing is hidden.
    """
    below: dict[Key | None, list[Key]] = {}
    for row, parent in parents.items():
        below.setdefault(parent if parent in parents else None, []).append(row)
    found: dict[Key, int] = {}

    def walk(rows: Iterable[Key], depth: int) -> None:
        for row in rows:
            found[row] = depth
            walk(below.get(row, ()), depth + 1)

    walk(below.get(None, ()), 0)
    return [*found.items(), *((row, 0) for row in parents if row not in found)]
