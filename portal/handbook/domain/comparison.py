"""What differs between two versions of a text, paragraph by paragraph and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# Two paragraphs that have less than this in common are told as one gone and one new.
ALIKE = 0.5
_WORDS = re.compile(r"\s+|[^\s]+")


class Style(StrEnum):
    """What a paragraph is, so that the comparison reads like the chapter."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"


class Change(StrEnum):
    """What happened to a stretch of text, or to a whole paragraph."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph, heading or point of a list, as plain words."""

    style: Style
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words: the same, added or removed."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the comparison. `hidden` above zero: so many unchanged paragraphs stand here, not shown."""

    change: Change
    style: Style
    pieces: tuple[Piece, ...] = ()
    hidden: int = 0


def compare(before: Sequence[Para], after: Sequence[Para]) -> list[Line]:
    """Return every paragraph of both versions in the order of the text."""
    found: list[Line] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found += [_whole(Change.SAME, each) for each in before[i1:i2]]
        else:
            found += _replaced(before[i1:i2], after[j1:j2])
    return found


def shortened(lines: Sequence[Line], around: int = 1) -> list[Line]:
    """Leave out what is far from a change; `around` unchanged paragraphs stay on each side of one."""
    near = {
        place + step
        for place, line in enumerate(lines)
        if line.change is not Change.SAME
        for step in range(-around, around + 1)
    }
    found: list[Line] = []
    hidden = 0
    for place, line in enumerate(lines):
        if place in near:
            if hidden:
                found.append(Line(Change.SAME, Style.TEXT, hidden=hidden))
            hidden = 0
            found.append(line)
        else:
            hidden += 1
    if hidden:
        found.append(Line(Change.SAME, Style.TEXT, hidden=hidden))
    return found


def has_changes(lines: Sequence[Line]) -> bool:
    """Say whether anything differs."""
    return any(line.change is not Change.SAME for line in lines)


def _whole(change: Change, para: Para) -> Line:
    return Line(change, para.style, (Piece(change, para.text),))


def _replaced(gone: Sequence[Para], new: Sequence[Para]) -> Iterator[Line]:
    """Pair what is alike, in order; the rest is gone or new."""
    waiting = list(gone)
    for para in new:
        place = next((at for at, old in enumerate(waiting) if _alike(old, para)), None)
        if place is None:
            yield _whole(Change.ADDED, para)
            continue
        for old in waiting[:place]:
            yield _whole(Change.REMOVED, old)
        yield Line(Change.CHANGED, para.style, tuple(words(waiting[place].text, para.text)))
        del waiting[: place + 1]
    for old in waiting:
        yield _whole(Change.REMOVED, old)


def _alike(old: Para, new: Para) -> bool:
    if old.style is not new.style:
        return False
    matcher = SequenceMatcher(None, _WORDS.findall(old.text), _WORDS.findall(new.text), autojunk=False)
    # Upper bounds first: most pairs of a rewritten chapter are far apart, and comparing them in full takes long.
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def words(before: str, after: str) -> Iterator[Piece]:
    """Yield what stayed, went and came in one paragraph. All but the removed pieces together are `after`."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Change.SAME, "".join(new[j1:j2]))
            continue
        if i1 < i2:
            yield Piece(Change.REMOVED, "".join(old[i1:i2]))
        if j1 < j2:
            yield Piece(Change.ADDED, "".join(new[j1:j2]))
