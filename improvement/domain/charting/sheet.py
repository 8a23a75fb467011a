"""What stands around a chart that leaves the page: its name above, where the figures come from below.

A picture is shown without the page it came from, so it must carry by itself what keeps it honest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from improvement.domain.charting.labels import text_width
from improvement.domain.charting.model import Chart

_EDGE = 20
_TITLE, _TEXT, _SMALL = 18, 14, 12
#: A line of text is so much higher than its letters.
_LEADING = 1.4
#: Bold letters are a little wider than the estimate for plain ones.
_BOLD = 1.08


@dataclass(frozen=True, slots=True)
class SheetText:
    """The caller's words. ``practice`` is empty for real figures; ``notes`` and ``foot`` are a paragraph each."""

    title: str
    practice: str
    says: str
    notes: tuple[str, ...]
    foot: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of text. ``role`` is title, practice, says or quiet."""

    role: str
    text: str
    x: int
    y: float
    size: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole picture: its size, its texts, and where the chart lies in it."""

    width: float
    height: float
    chart_x: int
    chart_y: float
    lines: tuple[SheetLine, ...]


def lay_sheet(chart: Chart, text: SheetText) -> Sheet:
    """Texts above and below ``chart``, broken into lines that fit its width."""
    above = [("title", text.title, _TITLE), ("practice", text.practice, _TEXT), ("says", text.says, _TEXT)]
    above += [("quiet", note, _SMALL) for note in text.notes]
    head, y = _set(above, chart.width, float(_EDGE))
    chart_y = round(y + 10, 1)
    foot, end = _set([("quiet", part, _SMALL) for part in text.foot], chart.width, chart_y + chart.height + 10)
    return Sheet(chart.width + 2 * _EDGE, round(end + _EDGE - 4, 1), _EDGE, chart_y, (*head, *foot))


def _set(parts: Iterable[tuple[str, str, int]], width: float, y: float) -> tuple[list[SheetLine], float]:
    lines: list[SheetLine] = []
    for role, said, size in parts:
        wide = _BOLD if role in {"title", "practice"} else 1.0
        for each in wrap(said, size * wide, width):
            lines.append(SheetLine(role, each, _EDGE, round(y + size, 1), size))
            y += size * _LEADING
        y += 4 if said else 0
    return lines, y


def wrap(text: str, font_size: float, width: float) -> list[str]:
    """``text`` in lines no wider than ``width``; a word that alone is wider is cut into pieces."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and text_width(f"{line} {word}", font_size) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
        while text_width(line, font_size) > width and len(line) > 1:
            ends = range(len(line) - 1, 0, -1)
            fits = next((at for at in ends if text_width(line[:at], font_size) <= width), 1)
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line] if line else lines
