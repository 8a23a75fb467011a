"""The run sheet: for whoever leads, for the room's screen, and for those who take part. One clock for all three."""

from __future__ import annotations

import json
import uuid
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.gatherings.domain.run import now_of
from portal.gatherings.models import Gathering
from portal.gatherings.permissions import may_plan, may_take_part
from portal.gatherings.presenters.meetings import clock_of, parts_of, when_words
from portal.gatherings.services import running
from portal.gatherings.services.running import ACTS, Press
from portal.gatherings.views.common import base_context
from portal.gatherings.views.pulses import now_context
from portal.kernel.clock import system_clock
from portal.security.guards import guarded

_LONGEST_ID = 64


@require_safe
@guarded(may_plan)
def sheet(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """What whoever leads has in the hand: the clock, the script, and what can be pressed."""
    return _shown(request, "portal/gatherings/pages/run.html", (_("Run sheet"), ""))


@require_safe
@guarded(may_take_part)
def follow(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """What those who take part see: where we are and what comes next."""
    context = {**now_context(request), "place": "folg"}
    return _shown(request, "portal/gatherings/pages/follow.html", (_("Follow the meeting"), ""), context)


@require_safe
@guarded(may_take_part)
def room(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """What stands on the wall: large, and nothing to press."""
    context = {**now_context(request), "place": "rommet"}
    return _shown(request, "portal/gatherings/pages/room.html", (_("On the screen"), ""), context)


def _shown(
    request: HttpRequest, template: str, crumb: tuple[str, str], more: dict[str, Any] | None = None
) -> HttpResponse:
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    now = now_of(gathering.run, gathering.plan, system_clock())
    context = {
        **base_context(request, crumb),
        "when": when_words(gathering),
        "parts": parts_of(gathering, request),
        "now": now,
        "ends": clock_of(now.ends if now else gathering.ends_at),
        "run": gathering.run,
        "state_json": json.dumps(running.state_of(gathering)),
        # A press from a form without script counts once too, however often it is sent.
        "press_id": uuid.uuid4().hex,
        "state_url": reverse("gatherings:state", args=[gathering.pk]),
        "press_url": reverse("gatherings:press", args=[gathering.pk]),
        **(more or {}),
    }
    return render(request, template, context)


@require_safe
@guarded(may_take_part)
def state(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """How far it has come, for the clocks; 304 while nothing has happened."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    mark = f'"{gathering.run_version}-{gathering.agenda_version}-{int(gathering.starts_at.timestamp())}"'
    if request.headers.get("If-None-Match") == mark:
        response: HttpResponse = HttpResponse(status=304)
    else:
        response = JsonResponse(running.state_of(gathering))
    response["ETag"] = mark
    patch_cache_control(response, private=True, no_cache=True)
    return response


@require_POST
@guarded(may_plan)
def press(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Do what was pressed: one press from a form, or those that waited for the network, in order."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    presses = _waited(request) if request.content_type == "application/json" else _one(request)
    if presses is None:
        return JsonResponse({"error": "bad"}, status=400)
    for each in presses:
        gathering = running.press(request.user, gathering, each)  # type: ignore[arg-type]
    if request.content_type == "application/json":
        return JsonResponse(running.state_of(gathering))
    return redirect("gatherings:run", gathering.pk)


def _one(request: HttpRequest) -> list[Press] | None:
    found = _press({name: request.POST.get(name, "") for name in ("id", "act", "key", "minutes")})
    return [found] if found is not None else None


def _waited(request: HttpRequest) -> list[Press] | None:
    try:
        sent = json.loads(request.body)
    except ValueError:
        return None
    if not isinstance(sent, list) or len(sent) > running.KEPT:
        return None
    found = [_press(each) for each in sent if isinstance(each, dict)]
    return None if None in found or len(found) != len(sent) else [each for each in found if each is not None]


def _press(sent: dict[str, Any]) -> Press | None:
    """What was pressed, or None where nobody can have pressed it."""
    id, act = str(sent.get("id", "")), str(sent.get("act", ""))
    if act not in ACTS or not 0 < len(id) <= _LONGEST_ID:
        return None
    try:
        minutes = int(sent.get("minutes") or 0)
        at = datetime.fromisoformat(str(sent["at"])) if sent.get("at") else None
    except ValueError:
        return None
    if at is not None and at.tzinfo is None:
        return None
    return Press(id, act, str(sent.get("key", ""))[:_LONGEST_ID], minutes, at)
