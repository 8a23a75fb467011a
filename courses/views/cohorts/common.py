"""What the views of runs share: the run, what the person may do, and the way here."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.models import Cohort
from courses.services.cohorts.planning import outline_for


def list_crumb() -> dict[str, str]:
    """The page of all one's groups."""
    return {"title": _("My groups"), "url": reverse("courses:cohorts")}


def cohort_context(request: HttpRequest, *crumbs: tuple[str, str]) -> dict[str, Any]:
    """The run, its course, and the way here (title, address; the last one is the page)."""
    cohort: Cohort = request.cohort  # type: ignore[attr-defined]
    here = {"title": cohort.title, "url": cohort.get_absolute_url()}
    return {
        "cohort": cohort,
        "course": outline_for(cohort),
        "leads": request.leads_cohort,  # type: ignore[attr-defined]
        "seat": request.cohort_seat,  # type: ignore[attr-defined]
        "breadcrumbs": [list_crumb(), here, *({"title": title, "url": url} for title, url in crumbs)],
        "noindex": True,
    }
