"""A measure as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from improvement.models import Measure, Project
from improvement.permissions import may_see
from improvement.presenters.formats import as_typed
from improvement.views.common import get_or_404
from improvement.views.measures import chart_of
from portal.exports.csv import CONTENT_TYPE, csv_text
from portal.security.guards import guarded


def _measure(request: HttpRequest, measure_id: int) -> Measure:
    project: Project = request.project  # type: ignore[attr-defined]
    measure: Measure = get_or_404(Measure.objects.all(), pk=measure_id, project=project)
    return measure


def _named(response: HttpResponse, measure: Measure, ending: str) -> HttpResponse:
    name = slugify(measure.name.translate(str.maketrans("æøåÆØÅ", "aoaAOA"))) or "measure"
    if measure.is_practice:
        name += "-" + slugify(_("practice figures").translate(str.maketrans("æøå", "aoa")))
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response


@require_safe
@guarded(may_see)
def svg(request: HttpRequest, project_id: int, measure_id: int) -> HttpResponse:
    """The chart as a picture with its own colours."""
    measure = _measure(request, measure_id)
    picture = chart_of(measure).svg(download=True)
    response = HttpResponse(picture, content_type="image/svg+xml; charset=utf-8")
    # Opened by itself it is a document: nothing in it may run.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'none'; sandbox"
    return _named(response, measure, "svg")


@require_safe
@guarded(may_see)
def csv(request: HttpRequest, project_id: int, measure_id: int) -> HttpResponse:
    """The figures, as a Norwegian spreadsheet (or an English one) opens them."""
    measure = _measure(request, measure_id)
    chart = chart_of(measure)
    label = _("practice figures") if measure.is_practice else ""
    header = [
        _("Date"),
        measure.name,
        _("Unit"),
        _("How many"),
        _("Out of how many"),
        _("Note"),
        _("Marked as signal"),
        _("Kind of figures"),
    ]
    unit = "%" if measure.is_percent else measure.unit
    marked = chart.analysis.signal_indexes
    rows = [
        [
            point.date,
            as_typed(value),
            unit,
            as_typed(point.numerator),
            as_typed(point.denominator),
            point.note,
            _("yes") if index in marked else "",
            label,
        ]
        for index, (point, value) in enumerate(zip(chart.points, chart.values, strict=True))
    ]
    norwegian = not (get_language() or "nb").startswith("en")
    response = HttpResponse(csv_text(header, rows, norwegian_excel=norwegian), content_type=CONTENT_TYPE)
    return _named(response, measure, "csv")
