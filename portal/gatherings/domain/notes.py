"""Notes in groups, as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """A group with its notes. Without a title: those that nobody has sorted."""

    title: str
    notes: tuple[str, ...]


def as_text(heading: str, groups: Sequence[Group], unsorted: str) -> str:
    """Return the wall as plain text: what stands in no group comes last, under `unsorted`. Empty without notes."""
    named = [each for each in groups if each.title]
    rest = tuple(note for each in groups if not each.title for note in each.notes)
    if not rest and not any(each.notes for each in named):
        return ""
    shown = [*named, Group(unsorted if named else "", rest)] if rest else named
    blocks = [
        "\n".join((*([each.title] if each.title else []), *(f"– {note}" for note in each.notes))) for each in shown
    ]
    return "\n\n".join([heading, *blocks])


def put_into(text: str, block: str, before: str) -> str:
    """Return `text` with `block` in it: in place of what was put there `before` if that still stands, else last."""
    if before and before in text:
        return text.replace(before, block, 1)
    return f"{text.rstrip()}\n\n{block}" if text.strip() else block


def with_line(text: str, line: str) -> str:
    """Return `text` with one more line, or as it is when the line stands there."""
    lines = text.rstrip().splitlines()
    return text if line in lines else "\n".join([*lines, line])
