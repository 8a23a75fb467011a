"""What a chart is made from and what it is made into. Numbers out are viewBox units, one decimal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DateStep(StrEnum):
    """How far apart the ticks of the date axis are; a formatter writes a date differently for each."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class MarkerKind(StrEnum):
    """What stands at a date: a PDSA test (a line through the plot) or a note (a line down to its point)."""

    PDSA = "pdsa"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Point:
    """One measurement. ``value`` None is missing: not drawn, and the line has a gap there."""

    day: date
    value: float | None
    signal: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class CentreLine:
    """The centre of one phase: from point ``start`` up to, not including, point ``stop``."""

    start: int
    stop: int
    value: float | None


@dataclass(frozen=True, slots=True)
class Marker:
    """Something that happened. ``short`` stands where the whole ``label`` finds no room."""

    day: date
    label: str
    short: str = ""
    kind: MarkerKind = MarkerKind.PDSA


@dataclass(frozen=True, slots=True)
class ChartData:
    """A series in date order with its lines and markers.

    ``lower`` and ``upper`` are the ends of the scale of measurement (0 and 100 for per cent): the axis never
    passes them. ``whole`` says that values are counted, so the axis has no decimals. ``from_end_to_end`` draws the
    axis over the whole scale, and ``named`` writes each value at its point: for one or two figures, where a cut axis
    would make a small difference look large.
    """

    points: tuple[Point, ...]
    centres: tuple[CentreLine, ...] = ()
    target: float | None = None
    markers: tuple[Marker, ...] = ()
    lower: float | None = None
    upper: float | None = None
    whole: bool = False
    from_end_to_end: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class ChartText:
    """The caller's words. Values come with their unit from ``axis(value, decimals)`` and the rest."""

    axis: Callable[[float, int], str]
    centre: Callable[[float], str]
    target: Callable[[float], str]
    tick: Callable[[date, DateStep], str]
    year: Callable[[date], str]
    point: Callable[[date, float], str]
    value: Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Frame:
    """A size to draw for. ``end_labels``: names of lines stand at their right end, else in a legend above."""

    width: int
    plot_height: int
    font_size: int
    y_ticks: int
    end_labels: bool


#: From about 540 CSS pixels. Drawn at 640 the text is 13 px.
WIDE = Frame(640, 220, 13, 5, True)
#: For a phone: at 300 CSS pixels the text is 13 px, at 256 (a 320 px phone) 11 px.
NARROW = Frame(300, 180, 13, 4, False)


@dataclass(frozen=True, slots=True)
class ValueTick:
    """A horizontal grid line and its label."""

    y: float
    label: str
    label_y: float


@dataclass(frozen=True, slots=True)
class DateTick:
    """A tick of the date axis. ``label_x`` differs from ``x`` where a label would leave the picture.

    ``year`` is set under the first tick of each year, else empty.
    """

    x: float
    label: str
    label_x: float
    year: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A measured point with the text that a pointer shows. ``label`` stands beside it; empty where there are many."""

    x: float
    y: float
    title: str
    label: str = ""
    label_y: float = 0
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Line:
    """A horizontal line: centre or target."""

    x1: float
    x2: float
    y: float
    title: str


@dataclass(frozen=True, slots=True)
class LineLabel:
    """The name of a line. ``leader`` joins a label that had to move with its line, else empty."""

    kind: str  # "centre" or "target"
    text: str
    x: float
    y: float
    leader: str
    #: Only in a legend: a piece of the line, drawn before the text.
    swatch_x1: float | None = None
    swatch_x2: float | None = None
    swatch_y: float | None = None


@dataclass(frozen=True, slots=True)
class MarkerMark:
    """A marker's line and label. ``label`` is empty where none fitted; ``title`` always has the whole text."""

    kind: MarkerKind
    x: float
    top: float
    bottom: float
    glyph: str
    label: str
    label_x: float
    label_y: float
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready to be written as SVG."""

    width: float
    height: float
    font_size: int
    left: float
    right: float
    top: float
    bottom: float
    axis_label_x: float
    date_y: float
    year_y: float
    #: The lowest value of the axis.
    axis_from: float
    value_ticks: tuple[ValueTick, ...]
    date_ticks: tuple[DateTick, ...]
    path: str
    dot: float  # radius of a dot, smaller where points are close
    diamond: float  # half the height of a diamond
    dots: tuple[Mark, ...]
    diamonds: tuple[Mark, ...]
    crosses: tuple[Mark, ...]
    centres: tuple[Line, ...]
    target: Line | None
    line_labels: tuple[LineLabel, ...]
    markers: tuple[MarkerMark, ...]
    #: Markers too far outside the dates of the points to be drawn.
    outside: tuple[Marker, ...]
