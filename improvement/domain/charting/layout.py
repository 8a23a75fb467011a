"""Puts a chart together: margins from the widths of labels, then axes, lines, points and markers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from improvement.domain.charting.labels import Placed, place_in_lanes, shorten, spread, text_width
from improvement.domain.charting.model import (
    WIDE,
    Chart,
    ChartData,
    ChartText,
    DateTick,
    Frame,
    Line,
    LineLabel,
    Mark,
    Marker,
    MarkerKind,
    MarkerMark,
    ValueTick,
)
from improvement.domain.charting.scales import ValueAxis, value_axis
from improvement.domain.charting.time_axis import TimeScale, date_ticks

_LANES = 3
_PAD = 9.0  # from the ends of the plot to the first and last point
_DIAMOND = 6.5  # half the height of the largest mark


def _r(number: float) -> float:
    """One decimal, and no decimal where there is none: the picture is smaller so."""
    rounded = round(number, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def lay_out(data: ChartData, text: ChartText, frame: Frame = WIDE) -> Chart:
    """The geometry of ``data`` in ``frame``. An empty series gives axes without points."""
    font = frame.font_size
    axis = value_axis(_extent(data), ticks=frame.y_ticks, lower=data.lower, upper=data.upper, whole=data.whole)
    axis_texts = [text.axis(value, axis.decimals) for value in axis.ticks]
    left = 10 + max((text_width(label, font) for label in axis_texts), default=0)
    names = _line_names(data, text)
    at_end = frame.end_labels and all(text_width(name, font) <= frame.width * 0.24 for _, _, name in names)
    right = frame.width - 6.0
    if at_end and names:
        right = frame.width - 12 - max(text_width(name, font) for _, _, name in names)

    first, last, inside, outside = _span(data)
    scale = TimeScale(first, last, left + _PAD, right - _PAD)
    head = 4.0
    labels: list[LineLabel] = []
    if names and not at_end:
        labels, head = _legend(names, font, frame.width, head)
    markers = sorted(inside, key=lambda marker: marker.day)
    placed = _place(markers, scale, font, frame.width)
    used = max((one.lane + 1 for one in placed if one.text), default=0)
    lane = font * 1.5
    top = head + used * lane + (_DIAMOND + 2 if used else _DIAMOND)
    bottom = top + frame.plot_height
    ys = _Heights(axis, top, bottom)
    if at_end:
        labels = _end_labels(names, ys, right, font)
    ticks: tuple[DateTick, ...] = ()
    if data.points or data.markers:
        ticks = date_ticks(scale, font_size=font, width=frame.width, tick=text.tick, year=text.year)
    date_y = bottom + font * 1.45
    has_year = any(tick.year for tick in ticks)
    year_y = date_y + font * 1.25
    height = (year_y if has_year else date_y) + font * 0.45
    apart = (right - left - 2 * _PAD) / max(len(data.points) - 1, 1)
    dot = 4 if apart >= 9 else 3 if apart >= 5 else 2
    dots, diamonds, crosses, path = _points(data, text, scale, ys)
    return Chart(
        width=frame.width,
        height=_r(height),
        font_size=font,
        left=_r(left),
        right=_r(right),
        top=_r(top),
        bottom=_r(bottom),
        axis_label_x=_r(left - 6),
        date_y=_r(date_y),
        year_y=_r(year_y),
        axis_from=axis.low,
        value_ticks=tuple(
            ValueTick(ys.at(value), label, _r(ys.at(value) + font * 0.35))
            for value, label in zip(axis.ticks, axis_texts, strict=True)
        ),
        date_ticks=ticks,
        path=path,
        dot=dot,
        diamond=dot + 2.5,
        dots=dots,
        diamonds=diamonds,
        crosses=crosses,
        centres=_centres(data, text, scale, ys, left, right),
        target=None if data.target is None else Line(_r(left), _r(right), ys.at(data.target), text.target(data.target)),
        line_labels=tuple(labels),
        markers=_markers(data, markers, placed, scale, ys, head, lane, font),
        outside=outside,
    )


def _place(markers: Sequence[Marker], scale: TimeScale, font: int, width: int) -> list[Placed]:
    """Marker labels as long as they can be while every marker still gets one."""
    wanted = [(scale.x(marker.day), marker.label, marker.short) for marker in markers]
    best: list[Placed] = []
    for share in (0.55, 0.45, 0.35, 0.25):
        placed = place_in_lanes(wanted, font_size=font, width=width, lanes=_LANES, offset=8, longest=width * share)
        if all(one.text for one in placed):
            return placed
        if not best or sum(bool(one.text) for one in placed) > sum(bool(one.text) for one in best):
            best = placed
    return best


class _Heights:
    """Values to y coordinates."""

    __slots__ = ("_low", "_per", "bottom")

    def __init__(self, axis: ValueAxis, top: float, bottom: float) -> None:
        self._low = axis.low
        self.bottom = bottom
        self._per = (bottom - top) / (axis.high - axis.low)

    def at(self, value: float) -> float:
        return _r(self.bottom - (value - self._low) * self._per)


def _extent(data: ChartData) -> list[float]:
    values = [point.value for point in data.points if point.value is not None]
    values += [line.value for line in data.centres if line.value is not None]
    if data.target is not None:
        values.append(data.target)
    if data.from_end_to_end:
        values += [end for end in (data.lower, data.upper) if end is not None]
    return values


def _span(data: ChartData) -> tuple[date, date, list[Marker], tuple[Marker, ...]]:
    """First and last day, and the markers inside and too far outside.

    A test that began after the last measurement is drawn, if it does not squeeze the series together.
    """
    days = [point.day for point in data.points] or [marker.day for marker in data.markers] or [date(2000, 1, 1)]
    first, last = min(days), max(days)
    slack = timedelta(days=max(14, (last - first).days * 15 // 100))
    inside = [m for m in data.markers if m.day - last <= slack and first - m.day <= slack]
    days = [first, last, *(m.day for m in inside)]
    return min(days), max(days), inside, tuple(m for m in data.markers if m not in inside)


def _line_names(data: ChartData, text: ChartText) -> list[tuple[str, float, str]]:
    """Kind, value and name of the lines that are named: the present centre and the target."""
    names = []
    current = data.centres[-1].value if data.centres else None
    if current is not None:
        names.append(("centre", current, text.centre(current)))
    if data.target is not None:
        names.append(("target", data.target, text.target(data.target)))
    return names


def _legend(
    names: Sequence[tuple[str, float, str]], font: int, width: float, head: float
) -> tuple[list[LineLabel], float]:
    """Names above the plot with a piece of their line, as many in a row as fit; and where the plot may start."""
    labels: list[LineLabel] = []
    x, y = 2.0, head + font
    swatch = font * 1.7
    for kind, _, name in names:
        room = width - swatch - 8
        shown = shorten(name, font, room) or name
        size = swatch + 6 + text_width(shown, font)
        if x > 2 and x + size > width:
            x, y = 2.0, y + font * 1.5
        labels.append(LineLabel(kind, shown, _r(x + swatch + 6), _r(y), "", _r(x), _r(x + swatch), _r(y - font * 0.35)))
        x += size + font
    return labels, y + font * 0.6


def _end_labels(names: Sequence[tuple[str, float, str]], ys: _Heights, right: float, font: int) -> list[LineLabel]:
    wanted = [ys.at(value) for _, value, _ in names]
    placed = spread(wanted, font * 1.35, font * 0.5, 1e9)
    labels = []
    for (kind, _, name), line_y, y in zip(names, wanted, placed, strict=True):
        moved = abs(y - line_y) > 2
        leader = f"M{_r(right)} {_r(line_y)}L{_r(right + 7)} {_r(y)}" if moved else ""
        labels.append(LineLabel(kind, name, _r(right + (9 if moved else 6)), _r(y + font * 0.35), leader))
    return labels


def _centres(
    data: ChartData, text: ChartText, scale: TimeScale, ys: _Heights, left: float, right: float
) -> tuple[Line, ...]:
    """A line a phase. Between two phases the break stands half-way between their points."""
    lines = []
    for line in data.centres:
        if line.value is None or not data.points:
            continue
        start = left if line.start == 0 else _between(data, scale, line.start) + 2
        stop = right if line.stop >= len(data.points) else _between(data, scale, line.stop) - 2
        lines.append(Line(_r(start), _r(stop), ys.at(line.value), text.centre(line.value)))
    return tuple(lines)


def _between(data: ChartData, scale: TimeScale, index: int) -> float:
    return (scale.x(data.points[index - 1].day) + scale.x(data.points[index].day)) / 2


def _points(
    data: ChartData, text: ChartText, scale: TimeScale, ys: _Heights
) -> tuple[tuple[Mark, ...], tuple[Mark, ...], tuple[Mark, ...], str]:
    """Marks by shape, and the line between them with a gap at missing points and between phases."""
    dots: list[Mark] = []
    diamonds: list[Mark] = []
    crosses: list[Mark] = []
    path: list[str] = []
    breaks = {line.start for line in data.centres}
    pen = "M"
    for index, point in enumerate(data.points):
        if point.value is None:
            pen = "M"
            continue
        if index in breaks:
            pen = "M"
        x, y = _r(scale.x(point.day)), ys.at(point.value)
        path.append(f"{pen}{x} {y}")
        pen = "L"
        mark = Mark(x, y, text.point(point.day, point.value))
        if data.named:
            mark = _with_name(mark, text.value(point.value), first=index == 0, last=index == len(data.points) - 1)
        (crosses if point.excluded else diamonds if point.signal else dots).append(mark)
    return tuple(dots), tuple(diamonds), tuple(crosses), "".join(path)


def _with_name(mark: Mark, name: str, *, first: bool, last: bool) -> Mark:
    """The value above its point, drawn inwards at the ends of the plot."""
    anchor = "middle" if first == last else "start" if first else "end"
    return replace(mark, label=name, label_y=_r(mark.y - 10), anchor=anchor)


def _markers(
    data: ChartData,
    markers: Sequence[Marker],
    placed: Sequence[Placed],
    scale: TimeScale,
    ys: _Heights,
    head: float,
    lane: float,
    font: int,
) -> tuple[MarkerMark, ...]:
    by_day = {point.day: point.value for point in data.points if point.value is not None}
    out = []
    plot_top = head + lane * max((one.lane + 1 for one in placed if one.text), default=0) + 2
    plot_bottom = _r(ys.bottom)
    for marker, where in zip(markers, placed, strict=True):
        x = _r(scale.x(marker.day))
        top = _r(head + lane * where.lane + 3 if where.text else plot_top)
        value = by_day.get(marker.day) if marker.kind is MarkerKind.NOTE else None
        bottom = plot_bottom if value is None else max(top, _r(ys.at(value) - _DIAMOND - 2))
        glyph = f"M{_r(x - 4)} {top}h8l-4 7z" if marker.kind is MarkerKind.PDSA else f"M{_r(x - 3)} {top}h6v6h-6z"
        label_x = _r(x + 8 if where.anchor == "start" else x - 8)
        out.append(
            MarkerMark(
                marker.kind,
                x,
                top,
                bottom,
                glyph,
                where.text,
                label_x,
                _r(head + lane * where.lane + font * 0.9),
                where.anchor,
                marker.label,
            )
        )
    return tuple(out)
