"""Small groups within a run: proposed with reasons, shuffled, kept, and printed for the tables."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from courses.cohortforms import GroupsForm
from courses.cohortpermissions import may_lead_cohort
from courses.models import Cohort
from courses.presenters.cohortgroups import group_lines, kept_lines
from courses.services import cohortgroups as services
from courses.views.cohortcommon import cohort_context
from portal.actions.views.common import said_at
from portal.security.guards import guarded


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_lead_cohort)
def groups(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Propose groups of a size. The address holds size and shuffle, so that the same address gives the same groups."""
    context = cohort_context(request, (_("Groups"), ""))
    cohort: Cohort = context["cohort"]
    seats = services.who_comes(cohort)
    if request.method == "POST":
        return _keep(request, context)
    start = _start(cohort)
    form = GroupsForm({**start, **request.GET.dict()} if "size" in request.GET else start)
    valid = form.is_valid()
    size, seed = (form.cleaned_data["size"], form.cleaned_data["seed"] or 0) if valid else (4, 0)
    proposed = services.divide(seats, size, seed, cohort.groups_json) if valid else []
    context |= {
        "form": form,
        "size": size,
        "seed": seed,
        "next_seed": (seed + 1) % 10**6,
        "people": len(seats),
        "groups": group_lines(proposed, seats),
        "kept": kept_lines(services.kept(cohort, seats)),
        "left_out": services.left_out(cohort, seats),
    }
    return render(request, "courses/pages/cohort_groups.html", context, status=200 if valid else 422)


def _start(cohort: Cohort) -> dict[str, Any]:
    stored = cohort.groups_json
    return {"size": stored.get("size", 4), "seed": stored["seed"] + 1 if stored else 0}


def _keep(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    cohort: Cohort = context["cohort"]
    form = GroupsForm(request.POST)
    if form.is_valid():
        services.keep(request.user, cohort, form.cleaned_data["size"], form.cleaned_data["seed"] or 0)  # type: ignore[arg-type]
        messages.success(request, _("The groups are kept. Print the cards for the tables."))
    else:
        messages.error(request, _("Choose a size from 2 to 20."))
    return redirect(said_at(reverse("courses:cohort_groups", args=[cohort.pk])))


@require_safe
@guarded(may_lead_cohort)
def cards(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """A card for each table, one a page when printed."""
    context = cohort_context(
        request, (_("Groups"), reverse("courses:cohort_groups", args=[cohort_id])), (_("Cards for the tables"), "")
    )
    cohort: Cohort = context["cohort"]
    context["kept"] = kept_lines(services.kept(cohort, services.who_comes(cohort)))
    return render(request, "courses/pages/cohort_cards.html", context)
