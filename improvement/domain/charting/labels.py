"""Where texts go: estimated widths, labels at the end of lines, labels of markers in lanes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_NARROW = frozenset("iljtf.,:;|!'’()[]- \u00a0\u2009\u202fI")
_BROAD = frozenset("mwMW@%—…QOGD")


@lru_cache(maxsize=8192)
def text_width(text: str, font_size: float) -> float:
    """About how wide ``text`` is in a sans-serif at ``font_size``, a little on the wide side."""
    units = 0.0
    for char in text:
        if char in _NARROW:
            units += 0.36
        elif char in _BROAD:
            units += 0.96
        elif char.isupper():
            units += 0.7
        elif char.isdigit():
            units += 0.64
        else:
            units += 0.6
    return units * font_size


def shorten(text: str, font_size: float, room: float) -> str:
    """``text``, cut with an ellipsis where it is wider than ``room``; empty when not even four letters fit."""
    if text_width(text, font_size) <= room:
        return text
    for end in range(len(text) - 1, 3, -1):
        cut = text[:end].rstrip(" ,.:;-") + "…"
        if text_width(cut, font_size) <= room:
            return cut
    return ""


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions as near ``wanted`` as can be, at least ``gap`` apart, in the same order, from ``low`` to ``high``.

    When they cannot all fit they start at ``low`` and pass ``high``.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = [0.0] * len(wanted)
    edge = low
    for i in order:
        placed[i] = max(wanted[i], edge)
        edge = placed[i] + gap
    edge = high
    for i in reversed(order):
        placed[i] = min(placed[i], edge)
        edge = placed[i] - gap
    edge = low
    for i in order:
        placed[i] = max(placed[i], edge)
        edge = placed[i] + gap
    return placed


@dataclass(frozen=True, slots=True)
class Placed:
    """A marker's label: its lane (0 is highest) and side; ``text`` is empty when nothing fitted."""

    text: str
    lane: int
    anchor: str  # "start": right of the line, "end": left of it


@dataclass(slots=True)
class _Taken:
    x: float
    lane: int
    start: float
    stop: float


def place_in_lanes(
    markers: Sequence[tuple[float, str, str]],
    *,
    font_size: float,
    width: float,
    lanes: int,
    offset: float,
    longest: float,
) -> list[Placed]:
    """Place marker labels above the plot so that no label covers a label or another marker's line.

    ``markers`` are (x, label, short label) from left to right. A marker's line starts in its label's lane and
    runs down through the lanes below, so a label may not lie across a line that passes through its lane. A
    marker that finds no room has an empty text; its line starts at the plot and crosses no lane.
    """
    taken: list[_Taken] = []
    out: list[Placed] = []
    for x, label, short in markers:
        found: _Taken | None = None
        best = Placed("", lanes, "start")
        for text in dict.fromkeys((shorten(label, font_size, longest), short, shorten(label, font_size, longest / 2))):
            found = _free(taken, x, text_width(text, font_size), lanes, offset, width) if text else None
            if found is not None:
                best = Placed(text, found.lane, "start" if found.start > x else "end")
                taken.append(found)
                break
        out.append(best)
    return out


def _free(taken: Sequence[_Taken], x: float, size: float, lanes: int, offset: float, width: float) -> _Taken | None:
    for lane in range(lanes):
        for start in (x + offset, x - offset - size):
            one = _Taken(x, lane, start, start + size)
            if one.start >= 0 and one.stop <= width and not any(_clash(one, other) for other in taken):
                return one
    return None


def _clash(one: _Taken, other: _Taken) -> bool:
    same_lane = one.lane == other.lane and one.start < other.stop + 6 and other.start < one.stop + 6
    other_line = other.lane <= one.lane and one.start - 3 < other.x < one.stop + 3
    own_line = one.lane <= other.lane and other.start - 3 < one.x < other.stop + 3
    return same_lane or other_line or own_line
