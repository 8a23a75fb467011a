"""Problems for a meeting: brought and withdrawn by those who take part, chosen by those who plan."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.models import User
from portal.actions.views.common import said_at
from portal.gatherings.forms.room import ProblemForm
from portal.gatherings.models import Gathering, Problem
from portal.gatherings.permissions import may_plan, may_take_part
from portal.gatherings.presenters.meetings import when_words
from portal.gatherings.presenters.problems import closed_words, lines_for
from portal.gatherings.services import problems as services
from portal.gatherings.views.agenda import MOST_SLOTS
from portal.gatherings.views.common import base_context
from portal.security.guards import guarded

_PAGE = "portal/gatherings/pages/problems.html"


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_take_part)
def page(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Bring a problem, and see one's own and what is to be worked on; whoever plans sees them all."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    person: User = request.user  # type: ignore[assignment]
    if request.method != "POST":
        return render(request, _PAGE, _context(request, ProblemForm()))
    form = ProblemForm(request.POST)
    closed = closed_words(gathering)
    if form.is_valid() and closed:
        form.add_error(None, closed)
    if form.is_valid():
        data = form.cleaned_data
        made = services.bring(person, gathering, data["text"], named=data["named"], form_key=data["form_key"])
        if made is not None:
            messages.success(request, _("The problem is brought to the meeting. You can withdraw it here."))
            return redirect(said_at(request.path))
        form.add_error("text", _("You have brought %(number)s problems to this meeting.") % {"number": services.MOST})
    return render(request, _PAGE, _context(request, form), status=422)


def _context(request: HttpRequest, form: ProblemForm) -> dict[str, Any]:
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    lines = lines_for(request.user, gathering, services.problems_of(gathering))  # type: ignore[arg-type]
    return {
        **base_context(request, (_("Problems"), "")),
        "when": when_words(gathering),
        "form": form,
        "closed": closed_words(gathering),
        "mine": [each for each in lines if each.mine],
        "chosen": [each for each in lines if each.problem.chosen],
        "lines": lines,
    }


def _found(request: HttpRequest, problem_id: uuid.UUID) -> Problem:
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    found: Problem | None = Problem.objects.filter(pk=problem_id, gathering=gathering).first()
    if found is None:
        raise Http404
    found.gathering = gathering
    return found


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(said_at(reverse("gatherings:problems", args=[request.gathering.pk])))  # type: ignore[attr-defined]


@require_POST
@guarded(may_take_part)
def withdraw(request: HttpRequest, gathering_id: int, problem_id: uuid.UUID) -> HttpResponse:
    """Take back what one brought."""
    if not services.withdraw(request.user, request.gathering, problem_id):  # type: ignore[arg-type, attr-defined]
        raise Http404
    messages.success(request, _("The problem is withdrawn."))
    return _back(request)


@require_POST
@guarded(may_plan)
def choose(request: HttpRequest, gathering_id: int, problem_id: uuid.UUID) -> HttpResponse:
    """Say that it is to be worked on, or not after all."""
    services.choose(request.user, _found(request, problem_id), request.POST.get("chosen") == "1")  # type: ignore[arg-type]
    return _back(request)


@require_POST
@guarded(may_plan)
def on_agenda(request: HttpRequest, gathering_id: int, problem_id: uuid.UUID) -> HttpResponse:
    """Give it a place in the agenda."""
    problem = _found(request, problem_id)
    if len(problem.gathering.agenda.slots) >= MOST_SLOTS:
        messages.error(request, _("An agenda holds at most %(number)s items.") % {"number": MOST_SLOTS})
        return _back(request)
    key = services.put_on_agenda(request.user, problem)  # type: ignore[arg-type]
    messages.success(request, _("The problem stands in the agenda."))
    return redirect(f"{reverse('gatherings:agenda', args=[gathering_id])}#s-{key}")
