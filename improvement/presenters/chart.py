"""A measure's series as a reader meets it: the sentence, the picture, the rules, and how far to trust them.

The rules and the geometry come from `improvement.domain`; here they get words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from improvement.domain.charting import NARROW, WIDE, CentreLine, Chart, ChartData, ChartText, Frame, Marker, lay_out
from improvement.domain.charting import Point as Spot
from improvement.domain.spc import Direction, RunChart, analyse_run_chart
from improvement.domain.statement import ChartStatement, StartedTest, state
from improvement.models import Measure, PdsaCycle, Point, Wanted
from improvement.presenters import formats, sentences
from improvement.presenters.picture import palette_for, sheet_of
from improvement.presenters.sentences import Rule

#: From so many measured points on a median is drawn; below, a line would look like a judgement.
_LINE_FROM = 10

_WANTED = {Wanted.UP: Direction.UP, Wanted.DOWN: Direction.DOWN, Wanted.NEITHER: None}


@dataclass
class MeasureChart:
    """Everything a page shows of one measure. Points must come in date order."""

    measure: Measure
    points: Sequence[Point]
    cycles: Sequence[PdsaCycle] = field(default_factory=tuple)

    @cached_property
    def values(self) -> list[float | None]:
        """What is plotted, unrounded."""
        percent = self.measure.is_percent
        return [point.plotted(percent=percent) for point in self.points]

    @cached_property
    def analysis(self) -> RunChart:
        """Median and rules."""
        return analyse_run_chart(self.values)

    @cached_property
    def measured(self) -> list[tuple[Point, float]]:
        """The points that have a value."""
        return [(point, value) for point, value in zip(self.points, self.values, strict=True) if value is not None]

    @property
    def is_pair(self) -> bool:
        """One or two figures: shown side by side, never as a line."""
        return 0 < len(self.measured) <= 2

    @property
    def is_empty(self) -> bool:
        """No figure yet."""
        return not self.measured

    @cached_property
    def facts(self) -> ChartStatement:
        """What the domain says about the series."""
        target = self.measure.target
        return state(
            self.analysis,
            [point.date for point in self.points],
            tests=[StartedTest(one.started_on, str(one.number)) for one in self.started_cycles if one.started_on],
            target=None if target is None else float(target),
            wanted=_WANTED[Wanted(self.measure.wanted)],
        )

    @cached_property
    def sentence(self) -> str:
        """What the chart says, in words."""
        return sentences.whole(self.measure, self.facts, [(point.date, value) for point, value in self.measured])

    @cached_property
    def cannot_tell(self) -> list[str]:
        """What one or two figures cannot tell."""
        return sentences.what_few_cannot_tell(len(self.measured)) if self.is_pair else []

    @property
    def few_heading(self) -> str:
        """The heading above it."""
        return sentences.few_heading(len(self.measured))

    @cached_property
    def tag(self) -> tuple[str, str]:
        """The shortest honest word, and its colour."""
        return sentences.tag(self.facts)

    @cached_property
    def tone(self) -> str:
        """What a signal means: `better`, `signal` (the unwanted way), `insight` (nobody can say); empty without one."""
        return sentences.tone(self.facts)

    @cached_property
    def trust(self) -> list[str]:
        """How far the rules can be trusted for a series like this."""
        return sentences.trust(self.facts)

    @cached_property
    def rules(self) -> list[Rule]:
        """What each rule counted, and its limit."""
        return sentences.rules(self.facts)

    @cached_property
    def target_line(self) -> str:
        """How many of the last figures reach the target."""
        return sentences.target_met(self.measure, self.facts)

    @property
    def is_judged(self) -> bool:
        """Whether the rules could be used."""
        return self.analysis.verdict.is_judged

    @cached_property
    def started_cycles(self) -> list[PdsaCycle]:
        """Tests that have begun, in order."""
        return sorted((one for one in self.cycles if one.started_on), key=lambda one: (one.started_on, one.number))

    @cached_property
    def latest(self) -> str:
        """The last figure with its unit."""
        return formats.with_unit(self.measured[-1][1], self.measure) if self.measured else ""

    @cached_property
    def change_in_words(self) -> str:
        """For two figures: «50 → 102», else the latest."""
        if len(self.measured) != 2:
            return self.latest
        (_p, first), (_q, last) = self.measured
        return f"{formats.number(first)} → {formats.with_unit(last, self.measure)}"

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The table twin: every point, newest last, marked where the picture marks it."""
        marked = self.analysis.signal_indexes
        by_day: dict[date, list[str]] = {}
        days = [point.date for point in self.points]
        for cycle in self.started_cycles:
            began = cycle.started_on
            after = next((day for day in days if began is not None and day >= began), None)
            if after is not None:
                by_day.setdefault(after, []).append(_("%(cycle)s begins") % {"cycle": f"PDSA {cycle.number}"})
        return [
            {
                "point": point,
                "day": formats.day(point.date),
                "value": formats.with_unit(value, self.measure),
                "part": _("%(part)s of %(whole)s")
                % {"part": formats.number(point.numerator), "whole": formats.number(point.denominator)}
                if point.numerator is not None and point.denominator is not None
                else "",
                "signal": index in marked,
                "events": by_day.get(point.date, []),
            }
            for index, (point, value) in enumerate(zip(self.points, self.values, strict=True))
        ]

    @property
    def has_parts(self) -> bool:
        """Whether any point is a fraction."""
        return any(point.numerator is not None for point in self.points)

    # -- pictures ----------------------------------------------------------------------------------------------------

    def svg(self, variant: str = "wide", *, download: bool = False) -> SafeString:
        """The picture: `wide` or `narrow` for the page, with colours of its own for a file."""
        drawn = self._drawings[variant]
        context = {
            "uid": f"m{self.measure.pk}{variant[0]}",
            "title": self.title,
            "description": self.sentence,
            "variant": variant,
            "palette": palette_for(self.tone) if download else None,
            "sheet": sheet_of(self, drawn) if download else None,
            "chart": drawn,
        }
        return render_to_string("improvement/parts/run_chart.svg", context)

    @property
    def wide(self) -> SafeString:
        """The picture for the page."""
        return self.svg("wide")

    @property
    def narrow(self) -> SafeString:
        """The picture for a phone."""
        return self.svg("narrow")

    @property
    def title(self) -> str:
        """The measure's name, and that its figures are practice ones where they are."""
        return sentences.labelled(self.measure)

    @property
    def axis_notes(self) -> dict[str, str]:
        """That the axis is cut, by the drawing it is said of; under an empty key where both say the same."""
        notes = {
            variant: sentences.axis_note(self.measure, drawn.axis_from) for variant, drawn in self._drawings.items()
        }
        if len(set(notes.values())) == 1:
            notes = {"": notes["wide"]}
        return {variant: note for variant, note in notes.items() if note}

    @cached_property
    def _drawings(self) -> dict[str, Chart]:
        return {"wide": self._laid_out(WIDE), "narrow": self._laid_out(NARROW)}

    def _laid_out(self, frame: Frame) -> Chart:
        chart = lay_out(self._data(), _text(self.measure), frame)
        # Two figures make no line: what lay between them nobody knows.
        return replace(chart, path="") if len(self.measured) <= 2 else chart

    def _data(self) -> ChartData:
        marked = self.analysis.signal_indexes
        percent = self.measure.is_percent
        spots = tuple(
            Spot(point.date, value, signal=index in marked)
            for index, (point, value) in enumerate(zip(self.points, self.values, strict=True))
        )
        centres: tuple[CentreLine, ...] = ()
        if len(self.measured) >= _LINE_FROM:
            centres = tuple(
                CentreLine(phase.segment.start, phase.segment.stop, phase.centre) for phase in self.analysis.phases
            )
        numbers = [value for value in self.values if value is not None]
        return ChartData(
            points=spots,
            centres=centres,
            target=float(self.measure.target) if self.measure.target is not None else None,
            markers=tuple(
                Marker(one.started_on, f"PDSA {one.number}: {one.title}", f"PDSA {one.number}")
                for one in self.started_cycles
                if one.started_on
            ),
            lower=0 if percent or (numbers and min(numbers) >= 0) else None,
            upper=100 if percent else None,
            whole=all(value == int(value) for value in numbers),
            from_end_to_end=self.is_pair,
            named=self.is_pair,
        )

    @cached_property
    def mini(self) -> dict[str, Any]:
        """Geometry of the small picture on a card, 240 by 64; the words beside it say what it says."""
        return _mini(self)


def _text(measure: Measure) -> ChartText:
    return ChartText(
        axis=lambda value, decimals: (
            formats.with_unit(value, measure, decimals) if measure.is_percent else formats.number(value, decimals)
        ),
        centre=lambda value: _("median %(value)s") % {"value": formats.with_unit(value, measure)},
        target=lambda value: _("target %(value)s") % {"value": formats.with_unit(value, measure)},
        tick=formats.tick,
        year=lambda value: str(value.year),
        point=lambda when, value: f"{formats.day(when)}: {formats.with_unit(value, measure)}",
        value=lambda value: formats.with_unit(value, measure),
    )


def _mini(chart: MeasureChart) -> dict[str, Any]:
    """A line without axes: points, median where there is one, marks where the rules speak."""
    width, height, edge = 240.0, 64.0, 7.0
    found = [
        (point.date.toordinal(), value, index)
        for index, (point, value) in enumerate(zip(chart.points, chart.values, strict=True))
        if value is not None
    ]
    if not found:
        return {}
    first, last = found[0][0], found[-1][0]
    centre = chart.analysis.current.centre if chart.analysis.current and len(found) >= _LINE_FROM else None
    heights = [value for _d, value, _i in found] + ([centre] if centre is not None else [])
    low, high = min(heights), max(heights)

    def x(day: int) -> float:
        return round(width / 2 if first == last else edge + (day - first) / (last - first) * (width - 2 * edge), 1)

    def y(value: float) -> float:
        return round(
            height / 2 if low == high else height - edge - (value - low) / (high - low) * (height - 2 * edge), 1
        )

    marked = chart.analysis.signal_indexes
    spots = [(x(day), y(value), index in marked) for day, value, index in found]
    return {
        "line": " ".join(f"{a},{b}" for a, b, _s in spots) if len(spots) > 2 else "",
        "dots": "".join(_circle(a, b, 2 if len(spots) > 2 else 4) for a, b, signal in spots if not signal),
        "diamonds": "".join(f"M{a} {b}m0-3.6 3.6 3.6-3.6 3.6-3.6-3.6z" for a, b, signal in spots if signal),
        "centre": None if centre is None else y(centre),
    }


def _circle(x: float, y: float, r: int) -> str:
    """A circle as a piece of a path, so that all points of a picture are one element."""
    return f"M{x} {y}m-{r} 0a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0-{2 * r} 0"
