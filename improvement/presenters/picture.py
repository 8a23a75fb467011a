"""A chart as a file: everything that keeps it honest written in the picture, for it will stand without its page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from improvement.domain.charting import Chart, Sheet, SheetText, lay_sheet
from improvement.domain.charting.palette import DOWNLOAD, Palette
from improvement.presenters import formats, sentences

if TYPE_CHECKING:
    from improvement.presenters.chart import MeasureChart

#: A signal in the wanted direction has the colour of the tests, an unwanted one its own, an unjudged one the median's.
_SIGNAL = {"better": DOWNLOAD.marker, "signal": DOWNLOAD.signal, "insight": DOWNLOAD.centre}


def palette_for(tone: str) -> Palette:
    """The fixed colours, with that of the signal by what the signal means."""
    return replace(DOWNLOAD, signal=_SIGNAL.get(tone, DOWNLOAD.signal))


def sheet_of(chart: MeasureChart, drawn: Chart) -> Sheet:
    """The name, the sentence and the unit above; what is marked, the source and the dates below."""
    return lay_sheet(
        drawn,
        SheetText(
            title=chart.measure.name,
            practice=_("Practice figures: made up to practise on. They say nothing about a real place.")
            if chart.measure.is_practice
            else "",
            says=chart.sentence,
            notes=tuple(_notes(chart, drawn)),
            foot=tuple(_foot(chart)),
        ),
    )


def _notes(chart: MeasureChart, drawn: Chart) -> list[str]:
    notes = []
    if chart.is_pair:
        head = sentences.few_heading(len(chart.measured))
        notes.append(f"{head}: {'; '.join(chart.cannot_tell)}.")
    if chart.measure.is_percent:
        notes.append(_("Unit: per cent"))
    elif chart.measure.unit:
        notes.append(_("Unit: %(unit)s") % {"unit": chart.measure.unit})
    cut = sentences.axis_note(chart.measure, drawn.axis_from)
    return [*notes, cut] if cut else notes


def _foot(chart: MeasureChart) -> list[str]:
    foot = []
    if chart.analysis.signal_indexes:
        foot.append(_("Diamonds are the figures that gave the signal."))
    if chart.measure.source:
        foot.append(_("Source: %(source)s") % {"source": " ".join(chart.measure.source.split())})
    days = [point.date for point, _value in chart.measured]
    if days:
        words = {"from": formats.day(days[0]), "to": formats.day(days[-1])}
        foot.append(_("Figures from %(from)s to %(to)s.") % words if len(days) > 1 else words["from"])
    made = {"project": chart.measure.project.title, "day": formats.day(timezone.localdate())}
    foot.append(_("%(project)s. The picture was made in Varig on %(day)s.") % made)
    return foot
