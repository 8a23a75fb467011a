"""The people of a run: a list with filters, one person, letters, and those who help running it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.forms.cohorts import FacilitatorForm, LetterForm, MadeUpForm
from courses.models import Cohort, MadeUp
from courses.permissions.cohorts import may_lead_cohort
from courses.presenters.cohorts.page import facilitators_of, people_url
from courses.presenters.cohorts.roster import (
    chosen_rows,
    filter_choices,
    organisation_choices,
    person_lines,
    roster_tab,
)
from courses.services.cohorts import attending, letters
from courses.services.cohorts import team as teams
from courses.services.cohorts.roster import OFF_THE_LIST, Roster, Row, roster_of
from courses.views.cohorts.common import cohort_context
from portal.accounts.models import User
from portal.actions.views.common import said_at
from portal.exports import xlsx
from portal.exports.names import file_name
from portal.security.guards import guarded

A_PAGE = 50


def _roster(context: dict[str, Any]) -> Roster:
    return roster_of(context["cohort"], context["course"], timezone.now())


def _asked(request: HttpRequest) -> tuple[str, str]:
    return request.GET.get("vis", ""), request.GET.get("org", "")


@require_safe
@guarded(may_lead_cohort)
def people(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Everybody: answer, attendance, how far, and on what they are behind."""
    context = cohort_context(request, (_("People"), ""))
    roster, (word, organisation) = _roster(context), _asked(request)
    page = Paginator(chosen_rows(roster, word, organisation), A_PAGE).get_page(request.GET.get("page"))
    context |= {
        "roster": roster,
        "page": page,
        "lines": person_lines(page, roster, context["course"]),
        "filters": filter_choices(roster, word),
        "organisations": organisation_choices(roster),
        "word": word,
        "organisation": organisation,
        "asked": request.GET.urlencode(),
        "people_url": people_url(list(roster.meetings)),
    }
    return render(request, "courses/pages/cohort_people.html", context)


@require_safe
@guarded(may_lead_cohort)
def workbook(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """The list as it is narrowed in the address, as a workbook."""
    context = cohort_context(request)
    roster, cohort = _roster(context), context["cohort"]
    lines = person_lines(chosen_rows(roster, *_asked(request)), roster, context["course"])
    content = xlsx.workbook(cohort.title, [roster_tab(lines, roster)])
    name = f"{file_name(cohort.title, 'kull')}.xlsx"
    return HttpResponse(
        content,
        content_type=xlsx.CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_lead_cohort)
def person(request: HttpRequest, cohort_id: int, seat_id: int) -> HttpResponse:
    """One person: where they were, what they are behind on, and how they make up for what they missed."""
    context = cohort_context(request, (_("People"), reverse("courses:cohort_people", args=[cohort_id])))
    roster = _roster(context)
    row: Row | None = next((each for each in roster.rows if each.seat.pk == seat_id), None)
    if row is None:
        raise Http404
    begun = [each for each in roster.meetings if each.starts_at <= timezone.now()]
    form = MadeUpForm(begun, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        attending.make_up(request.user, context["cohort"], form.chosen(), row.seat, form.cleaned_data["how"])  # type: ignore[arg-type]
        messages.success(request, _("Noted. It counts for the step of that meeting."))
        return redirect(said_at(request.path))
    context["breadcrumbs"].append({"title": row.seat.name, "url": ""})
    context |= {
        "line": person_lines([row], roster, context["course"])[0],
        "roster": roster,
        "begun": begun,
        "made_up": MadeUp.objects.filter(seat=row.seat).select_related("gathering", "noted_by"),
        "form": form,
    }
    return render(request, "courses/pages/cohort_person.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_lead_cohort)
def letter(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Write to one, some or all. What goes is shown first; only then there is a button that sends it."""
    context = cohort_context(
        request, (_("People"), reverse("courses:cohort_people", args=[cohort_id])), (_("Write"), "")
    )
    cohort: Cohort = context["cohort"]
    roster = _roster(context)
    seats = [row.seat for row in roster.rows if row.seat.state not in OFF_THE_LIST]
    if request.method != "POST":
        form = LetterForm(seats, initial={"to": _beginning(request, roster)})
        return render(request, "courses/pages/cohort_letter.html", {**context, "form": form})
    form = LetterForm(seats, request.POST)
    if not form.is_valid():
        return render(request, "courses/pages/cohort_letter.html", {**context, "form": form}, status=422)
    user: User = request.user  # type: ignore[assignment]
    chosen, subject, text = form.chosen(), form.cleaned_data["subject"], form.cleaned_data["text"]
    if "send" not in request.POST or not form.cleaned_data["form_key"]:
        shown = letters.written(cohort, chosen[0], user, subject, text)
        context |= {"form": form, "shown": shown, "first": chosen[0], "number": len(chosen)}
        return render(request, "courses/pages/cohort_letter.html", context)
    return _send(request, context, form, (subject, text))


def _send(request: HttpRequest, context: dict[str, Any], form: LetterForm, words: tuple[str, str]) -> HttpResponse:
    cohort: Cohort = context["cohort"]
    key: UUID = form.cleaned_data["form_key"]
    if not letters.may_send(cohort):
        form.add_error(None, _("This group has had many letters in the last hour. Wait a little, and send it then."))
        return render(request, "courses/pages/cohort_letter.html", {**context, "form": form}, status=429)
    number = letters.send(cohort, request.user, form.chosen(), *words, key)  # type: ignore[arg-type]
    text = ngettext("The letter is on its way to one person.", "The letter is on its way to %(number)d people.", number)
    messages.success(request, text % {"number": number} if number else _("This letter was sent already."))
    return redirect(said_at(reverse("courses:cohort_people", args=[cohort.pk])))


def _beginning(request: HttpRequest, roster: Roster) -> list[str]:
    """Who is ticked from the start: those named in the address, else those whom the filters leave."""
    named = [each for each in request.GET.getlist("til") if each.isdecimal()]
    return named or [str(row.seat.pk) for row in chosen_rows(roster, *_asked(request))]


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_lead_cohort)
def team(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Who runs it together; add somebody."""
    context = cohort_context(request, (_("Facilitators"), ""))
    form = FacilitatorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        added = teams.add(request.user, context["cohort"], form.cleaned_data["email"])  # type: ignore[arg-type]
        messages.success(request, _("Added.") if added else _("They run it already."))
        return redirect(said_at(request.path))
    context |= {"form": form, "facilitators": facilitators_of(context["cohort"])}
    return render(request, "courses/pages/cohort_team.html", context, status=422 if form.is_bound else 200)


@require_POST
@guarded(may_lead_cohort)
def team_end(request: HttpRequest, cohort_id: int, person_id: int) -> HttpResponse:
    """Let somebody go. The last one stays: a group without anybody to run it is nobody's."""
    context = cohort_context(request)
    if all(each.pk != person_id for each in facilitators_of(context["cohort"])):
        raise Http404
    if teams.end(request.user, context["cohort"], person_id):  # type: ignore[arg-type]
        messages.success(request, _("They no longer run it."))
    else:
        messages.info(request, _("The last one stays. Add somebody else first."))
    still = bool(may_lead_cohort(request, cohort_id))
    return redirect(said_at(reverse("courses:cohort_team", args=[cohort_id]) if still else reverse("courses:cohorts")))
