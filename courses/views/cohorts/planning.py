"""Runs of courses: planned, read, changed, opened, closed, and their days set together."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.domain.cohorts import moved
from courses.forms.cohorts import CohortForm, DatesForm, NewCohortForm
from courses.models import Cohort
from courses.permissions.cohorts import may_lead_cohort, may_plan_cohorts, may_see_cohort, organisations_opened_for
from courses.presenters.cohorts.lines import cohort_lines, day_note, titles_of
from courses.presenters.cohorts.page import page_context
from courses.services.cohorts import planning as services
from courses.services.outline import outline_of
from courses.views.cohorts.common import cohort_context, list_crumb
from portal.accounts.models import User
from portal.actions.views.common import said_at
from portal.actions.views.conflicts import conflict_page, seen_in, with_choices
from portal.gatherings.presenters.meetings import day_warning
from portal.security.guards import guarded, signed_in

A_LIST = 100
_NEW, _EDIT, _DATES = (f"courses/pages/cohort_{name}.html" for name in ("new", "edit", "dates"))


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """The runs that one leads, those that one takes part in, and those that one may join."""
    user: User = request.user  # type: ignore[assignment]
    led, taken = _lines(Cohort.objects.led_by(user)), _lines(Cohort.objects.with_seat(user))
    own = [line.cohort.pk for line in (*led, *taken)]
    context = {
        "led": led,
        "taken": taken,
        "open": _lines(Cohort.objects.coming(user, timezone.now()).exclude(pk__in=own)),
        "may_plan": bool(may_plan_cohorts(request)),
        "noindex": True,
    }
    return render(request, "courses/pages/cohorts.html", context)


def _lines(rows: QuerySet[Cohort]) -> list[Any]:
    full = rows.select_related("seating__organisation").prefetch_related("seating__gatherings", "seating__seats")
    found = list(full.order_by("-created_at", "-pk")[:A_LIST])
    language = get_language() or "nb"
    keys = dict.fromkeys(each.course_key for each in found)
    return cohort_lines(found, titles_of(outline_of(key, language) for key in keys))


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_plan_cohorts)
def new(request: HttpRequest) -> HttpResponse:
    """Plan a run of a course; the next thing is its days."""
    user: User = request.user  # type: ignore[assignment]
    outlines = services.courses_with_meetings(get_language() or "nb")
    own = organisations_opened_for(user)
    context = {
        "courses": outlines,
        "breadcrumbs": [list_crumb(), {"title": _("New group"), "url": ""}],
        "noindex": True,
    }
    if request.method != "POST":
        start = {"course": request.GET.get("kurs", ""), "organisation": own[0].pk}
        return render(request, _NEW, {**context, "form": NewCohortForm(courses=outlines, own=own, initial=start)})
    form = NewCohortForm(request.POST, courses=outlines, own=own)
    if not form.is_valid():
        return render(request, _NEW, {**context, "form": form}, status=422)
    chosen = next(each for each in outlines if each.key == UUID(form.cleaned_data["course"]))
    cohort = services.start(
        user,
        form.cleaned_data["organisation"],
        chosen,
        form.values(),
        form.where(),
        form.invited(),
        form_key=form.cleaned_data.get("form_key"),
        went_past_guard=form.used_identity_override,
    )
    messages.success(request, _("The group is planned, and nobody else is told of it yet. Look at the days first."))
    return redirect(said_at(f"{cohort.get_absolute_url()}datoer/"))


@require_safe
@guarded(may_see_cohort)
def page(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Days, place and what is expected; for those who lead it also what is to be done next."""
    context = cohort_context(request)
    return render(request, "courses/pages/cohort.html", {**context, **page_context(request, context)})


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_lead_cohort)
def edit(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Change its name and what has been agreed."""
    cohort: Cohort = request.cohort  # type: ignore[attr-defined]
    context = cohort_context(request, (_("Change"), ""))
    if request.method != "POST":
        form = CohortForm(row=cohort)
        return render(request, _EDIT, {**context, "form": form, "seen": seen_in(form)})
    form = CohortForm(with_choices(request.POST, CohortForm, cohort), row=cohort)
    context["seen"] = request.POST.get("seen", "")
    if not form.is_valid():
        return render(request, _EDIT, {**context, "form": form}, status=422)
    current = services.change(
        request.user,  # type: ignore[arg-type]
        cohort,
        form.cleaned_data["version"],
        form.values(),
        form.seats(),
        went_past_guard=form.used_identity_override,
    )
    if current is not None:
        return conflict_page(request, form, current, _EDIT, context)
    messages.success(request, _("Saved."))
    return redirect(said_at(cohort.get_absolute_url()))


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_lead_cohort)
def dates(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Set the days of all meetings together. `flytt` in the address proposes days that follow another first one."""
    cohort: Cohort = request.cohort  # type: ignore[attr-defined]
    gatherings = services.movable(cohort, timezone.now())
    context = cohort_context(request, (_("Days"), ""))
    if request.method != "POST":
        proposals = moved(services.days_of(gatherings), wanted) if (wanted := _day(request)) else []
        form = DatesForm(gatherings, days=[each.day for each in proposals])
        notes = [day_note(each) for each in proposals] or [day_warning(each) for each in gatherings]
        context |= {"proposed": bool(proposals), "first": wanted}
        return render(request, _DATES, {**context, "form": form, "rows": _rows(form, notes)})
    form = DatesForm(gatherings, request.POST)
    if not form.is_valid():
        return render(request, _DATES, {**context, "form": form, "rows": _rows(form, [])}, status=422)
    try:
        number = services.set_dates(request.user, cohort, form.wanted())  # type: ignore[arg-type]
    except services.DatesChanged:
        fresh = DatesForm(services.movable(cohort, timezone.now()))
        context |= {"form": fresh, "rows": _rows(fresh, []), "clash": form.rows()}
        return render(request, _DATES, context, status=409)
    text = ngettext("One meeting is moved.", "%(number)d meetings are moved.", number) % {"number": number}
    messages.success(request, text if number else _("The days are as they were."))
    for each in services.movable(cohort, timezone.now()):
        if said := day_warning(each):
            messages.warning(request, _("%(title)s: %(warning)s") % {"title": each.title, "warning": said})
    return redirect(said_at(cohort.get_absolute_url()))


def _day(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("flytt", ""))
    except ValueError:
        return None


def _rows(form: DatesForm, notes: list[str]) -> list[tuple[Any, Any, Any, str]]:
    padded = notes + [""] * (len(form.gatherings) - len(notes))
    return [(*row, note) for row, note in zip(form.rows(), padded, strict=True)]


@require_POST
@guarded(may_lead_cohort)
def open_up(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Announce its meetings together, and let people in."""
    cohort: Cohort = request.cohort  # type: ignore[attr-defined]
    if services.open_up(request.user, cohort):  # type: ignore[arg-type]
        messages.success(request, _("The group is open and its meetings are announced. Now write to those you invite."))
    else:
        messages.info(request, _("The group was open already."))
    return redirect(said_at(cohort.get_absolute_url()))


@require_POST
@guarded(may_lead_cohort)
def close(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Say that the run is over, or (`igjen`) open it again."""
    cohort: Cohort = request.cohort  # type: ignore[attr-defined]
    again = "igjen" in request.POST
    services.set_closed(request.user, cohort, not again)  # type: ignore[arg-type]
    messages.success(request, _("The group is open again.") if again else _("The group is done. All in it stands."))
    return redirect(said_at(cohort.get_absolute_url()))
