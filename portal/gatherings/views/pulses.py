"""The pulse: asked and closed by whoever leads, answered by those who take part, shown to all when enough have."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.models import User
from portal.actions.views.common import said_at
from portal.gatherings.choices.room import PulseQuestions
from portal.gatherings.models import Gathering
from portal.gatherings.permissions import is_live, may_plan, may_take_part
from portal.gatherings.presenters.meetings import when_words
from portal.gatherings.presenters.pulses import HIGHEST, LOWEST, asked, results_of
from portal.gatherings.services import pulses as services
from portal.gatherings.views.common import base_context
from portal.security.guards import guarded

_PAGE, _NOW = "portal/gatherings/pages/pulse.html", "portal/gatherings/parts/pulse_now.html"


@require_safe
@guarded(may_take_part)
def page(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """The pulse of the meeting: what is asked now, and what was answered."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    context = {
        **base_context(request, (_("Pulse"), "")),
        **now_context(request),
        "when": when_words(gathering),
        "questions": PulseQuestions.choices,
        "is_live": is_live(gathering).allowed,
    }
    return render(request, _PAGE, context)


def now_context(request: HttpRequest) -> dict[str, Any]:
    """What is asked now and whether the reader has answered; the results of what is closed."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    person: User = request.user  # type: ignore[assignment]
    pulse = services.open_pulse(gathering)
    return {
        "asked": asked(pulse) if pulse is not None else None,
        "answered": pulse is not None and services.answered(person, pulse),
        "results": results_of(gathering),
        "pulse_mark": _mark(request),
    }


def _mark(request: HttpRequest) -> str:
    """Changes when a pulse is asked, answered or closed."""
    found = services.pulses_of(request.gathering)  # type: ignore[attr-defined]
    last = f"{found[-1].pk}-{found[-1].closed:d}-{services.heard(found[-1])}" if found else "none"
    return f'"{last}-{request.user.pk}-{get_language()}"'


@require_safe
@guarded(may_take_part)
def now(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """The pulse alone, for pages that look every few seconds; 304 while nothing has happened."""
    mark = _mark(request)
    if request.headers.get("If-None-Match") == mark:
        response = HttpResponse(status=304)
    else:
        context = {**base_context(request), **now_context(request), **_seen_from(request)}
        response = render(request, _NOW, context)
    response["ETag"] = mark
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _seen_from(request: HttpRequest) -> dict[str, Any]:
    """Where the part stands: on the pulse's own page, on the phone of who follows, or on the wall."""
    place = request.GET.get("vis", "") or request.POST.get("vis", "")
    return {"place": place if place in {"folg", "rommet"} else ""}


@require_POST
@guarded(may_take_part)
def answer(request: HttpRequest, gathering_id: int, pulse_id: int) -> HttpResponse:
    """Answer, once and without a name."""
    value = request.POST.get("value", "")
    if value not in {str(step) for step in range(LOWEST, HIGHEST + 1)}:
        messages.error(request, _("Choose one of the five steps."))
        return _back(request)
    got = services.answer(request.user, pulse_id, request.gathering, int(value))  # type: ignore[arg-type, attr-defined]
    if got == "closed":
        messages.info(request, _("The question is closed."))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """The pulse alone to the script that asked; else the page."""
    if request.headers.get("HX-Request"):
        return render(request, _NOW, {**base_context(request), **now_context(request), **_seen_from(request)})
    return redirect(said_at(reverse("gatherings:pulse", args=[request.gathering.pk])))  # type: ignore[attr-defined]


@require_POST
@guarded(may_plan)
def ask(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Ask those who take part."""
    question = request.POST.get("question", "")
    if question not in PulseQuestions.values or not is_live(request.gathering):  # type: ignore[attr-defined]
        messages.error(request, _("Choose what to ask."))
    elif not services.ask(request.user, request.gathering, question):  # type: ignore[arg-type, attr-defined]
        messages.info(request, _("A question is being asked already. Close it first."))
    return _back(request)


@require_POST
@guarded(may_plan)
def close(request: HttpRequest, gathering_id: int, pulse_id: int) -> HttpResponse:
    """Stop asking, and show what was answered where five have."""
    services.close(request.user, request.gathering, pulse_id)  # type: ignore[arg-type, attr-defined]
    return _back(request)
