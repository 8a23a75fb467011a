"""Meetings that come again: planned from one, moved together, announced together, and copied to next year."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from portal.actions.views.common import said_at
from portal.gatherings.domain.series import Day, Rhythm, days_after
from portal.gatherings.forms.base import OnceForm
from portal.gatherings.forms.series import MoveForm, SeriesForm
from portal.gatherings.models import Gathering
from portal.gatherings.permissions import may_plan, may_plan_in
from portal.gatherings.presenters.meetings import when_words
from portal.gatherings.presenters.series import copy_lines, day_lines, series_lines
from portal.gatherings.services import series as services
from portal.gatherings.views.common import base_context, space_context
from portal.kernel.clock import from_oslo, oslo_date
from portal.security.guards import guarded

_NEW, _PAGE, _COPY = (f"portal/gatherings/pages/{name}.html" for name in ("series_new", "series", "copy_year"))


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_plan)
def new(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Plan more meetings like this one: first the days are shown, then they are planned."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    context = {**base_context(request, (_("Series"), "")), "when": when_words(gathering)}
    people = gathering.seating_id is not None
    if request.method != "POST":
        start = {"first": oslo_date(services.series_of(gathering)[-1].starts_at)}
        return render(request, _NEW, {**context, "form": SeriesForm(with_people=people, initial=start)})
    form = SeriesForm(request.POST, with_people=people)
    if not form.is_valid():
        return render(request, _NEW, {**context, "form": form}, status=422)
    data = form.cleaned_data
    days = days_after(data["first"], Rhythm(data["rhythm"]), data["count"])
    chosen = _chosen(request, days)
    if "plan" not in request.POST or not chosen:
        if "plan" in request.POST:
            form.add_error(None, _("Tick at least one day."))
        lines = day_lines(days)
        return render(request, _NEW, {**context, "form": form, "days": lines}, status=422 if form.errors else 200)
    made = services.plan_more(
        request.user,  # type: ignore[arg-type]
        gathering,
        chosen,
        data["form_key"],
        same_people=data.get("same_people", False),
    )
    words = ngettext("%(n)s meeting is planned as a draft.", "%(n)s meetings are planned as drafts.", len(made))
    messages.success(request, words % {"n": len(made)})
    return redirect(said_at(reverse("gatherings:series", args=[gathering.pk])))


def _chosen(request: HttpRequest, days: list[Day]) -> list[date]:
    ticked = set(request.POST.getlist("dag"))
    return [each.day for each in days if each.holiday is None and each.day.isoformat() in ticked]


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_plan)
def page(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """The series of a meeting; this one and those after it can be moved together."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    if request.method != "POST":
        return _series(request, MoveForm(gathering=gathering))
    form = MoveForm(request.POST, gathering=gathering)
    if not form.is_valid():
        return _series(request, form, 422)
    begins = from_oslo(form.cleaned_data["day"], form.cleaned_data["at"])
    moved = services.move_following(request.user, gathering, form.cleaned_data["version"], begins)  # type: ignore[arg-type]
    if moved is None:
        gathering.refresh_from_db()
        form.add_error(None, _("Somebody else has changed the meeting. Look at the list, and move it once more."))
        data = form.data.copy()  # type: ignore[attr-defined]
        data["version"] = gathering.version
        form.data = data
        return _series(request, form, 409)
    words = ngettext("%(n)s meeting is moved.", "%(n)s meetings are moved.", len(moved))
    messages.success(request, words % {"n": len(moved)})
    return redirect(said_at(request.path))


def _series(request: HttpRequest, form: MoveForm, status: int = 200) -> HttpResponse:
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    rows = services.series_of(gathering)
    context: dict[str, Any] = {
        **base_context(request, (_("Series"), "")),
        "when": when_words(gathering),
        "lines": series_lines(rows),
        "drafts": sum(each.stage == "draft" for each in rows),
        "following": len(services.following(gathering)),
        "form": form,
    }
    return render(request, _PAGE, context, status=status)


@require_POST
@guarded(may_plan)
def announce(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Announce every draft of the series."""
    number = services.announce_all(request.user, request.gathering)  # type: ignore[arg-type, attr-defined]
    words = ngettext("%(n)s meeting is announced.", "%(n)s meetings are announced.", number)
    messages.success(request, words % {"n": number})
    return redirect(said_at(reverse("gatherings:series", args=[gathering_id])))


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_plan_in)
def copy_year(request: HttpRequest, space_id: int) -> HttpResponse:
    """The meetings of a year, to be planned once more next year."""
    years = services.years_of(request.space)  # type: ignore[attr-defined]
    year = _year(request, years)
    rows = services.of_year(request.space, year)  # type: ignore[attr-defined]
    context = {
        **space_context(request, (_("Copy to next year"), "")),
        "lines": copy_lines(rows),
        "year": year,
        "next": year + 1,
        "others": [each for each in years if each != year],
    }
    if request.method != "POST":
        return render(request, _COPY, {**context, "form": OnceForm()})
    form = OnceForm(request.POST)
    ticked = set(request.POST.getlist("mote"))
    chosen = [each for each in rows if str(each.pk) in ticked]
    if form.is_valid() and not chosen:
        form.add_error(None, _("Tick at least one meeting."))
    if not form.is_valid():
        return render(request, _COPY, {**context, "form": form}, status=422)
    made = services.copy_to_next_year(request.user, chosen, form.cleaned_data["form_key"])  # type: ignore[arg-type]
    words = ngettext("%(n)s meeting is planned as a draft.", "%(n)s meetings are planned as drafts.", len(made))
    messages.success(request, words % {"n": len(made)})
    return redirect(said_at(context["list_url"]))


def _year(request: HttpRequest, years: list[int]) -> int:
    """The year that is asked for; else this one, or the newest that has meetings where this one has none."""
    asked = request.GET.get("ar", "") or request.POST.get("ar", "")
    this = timezone.localdate().year
    if asked.isdecimal() and int(asked[:5]) in {*years, this}:
        return int(asked[:5])
    return this if this in years or not years else years[0]
