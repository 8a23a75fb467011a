"""Small groups within a run: proposed with reasons, shuffled, kept, and printed for the tables."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from courses.forms.cohorts import GroupsForm
from courses.models import Cohort
from courses.permissions.cohorts import may_lead_cohort
from courses.presenters.cohorts.groups import group_lines, kept_lines
from courses.services.cohorts import groups as services
from courses.views.cohorts.common import cohort_context
from portal.actions.views.common import said_at
from portal.security.guards import guarded

USUAL = 4
"""So many are proposed for a group."""


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_lead_cohort)
def groups(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Propose groups of a size. The address holds size and shuffle, so that the same address gives the same groups.

    Where groups are kept they stand first, and others are proposed when they are asked for.
    """
    context = cohort_context(request, (_("Groups"), ""))
    cohort: Cohort = context["cohort"]
    seats = services.who_comes(cohort)
    start = _start(cohort, len(seats))
    form = GroupsForm(len(seats), _asked(request, cohort, len(seats), start), initial=start)
    valid = form.is_valid()
    size, seed = (form.cleaned_data["size"], form.cleaned_data["seed"] or 0) if valid else (0, start["seed"])
    if request.method == "POST" and valid:
        services.keep(request.user, cohort, size, seed)  # type: ignore[arg-type]
        messages.success(request, _("The groups are kept. Print the cards for the tables."))
        return redirect(said_at(reverse("courses:cohort_groups", args=[cohort.pk])))
    context |= {
        "form": form,
        "size": size,
        "seed": seed,
        "next_seed": (seed + 1) % 10**6,
        "people": len(seats),
        "groups": group_lines(services.divide(seats, size, seed, cohort.groups_json), seats) if valid else [],
        "kept": kept_lines(services.kept(cohort, seats)),
        "left_out": services.left_out(cohort, seats),
    }
    return render(request, "courses/pages/cohort_groups.html", context, status=422 if form.errors else 200)


def _start(cohort: Cohort, people: int) -> dict[str, int]:
    """What the form begins with: the size that was kept, and another shuffle."""
    stored = cohort.groups_json
    return {"size": min(stored.get("size", USUAL), max(people, 2)), "seed": stored["seed"] + 1 if stored else 0}


def _asked(request: HttpRequest, cohort: Cohort, people: int, start: dict[str, int]) -> dict[str, Any] | None:
    """What is to be proposed or kept: what was asked for, else a first proposal where no groups are kept yet."""
    if request.method == "POST":
        return request.POST.dict()
    if people < 2 or (cohort.groups_json and "size" not in request.GET):
        return None
    return {**start, **request.GET.dict()}


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
