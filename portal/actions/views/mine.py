"""My tasks: everything that waits for one person, in one place."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.models import User
from portal.actions.forms import OwnTaskForm
from portal.actions.models import Action
from portal.actions.presenters.lines import done_lines, heaps
from portal.actions.presenters.words import place_of
from portal.actions.services.actions import add_action
from portal.actions.views.common import said_at
from portal.security.guards import signed_in
from portal.spaces.models import Space, SpaceKind
from portal.spaces.querysets import owners_of_spaces
from portal.spaces.services.owned import space_of_person

_LATELY = timedelta(days=14)
_SHOWN = 20
#: Nobody does more than this; a list that grew past it would only be slow.
_MOST = 300
PLACE = "rom"


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """What the person is to do, by when it is due, from one space or from all; and what they have done lately."""
    user: User = request.user  # type: ignore[assignment]
    own = Action.objects.mine(user).with_people().with_places()
    waiting = list(own.open().by_due()[:_MOST])
    done = list(own.done_since(timezone.now() - _LATELY)[:_SHOWN])
    places = _places(waiting)
    chosen = next((one for one in places if str(one["key"]) == request.GET.get(PLACE, "")), None)
    if chosen is not None:
        waiting = [each for each in waiting if each.space_id == chosen["key"]]
        done = [each for each in done if each.space_id == chosen["key"]]
    context = {
        "heaps": heaps(waiting, user),
        "done": done_lines(done, user),
        "places": places if len(places) > 1 else [],
        "chosen": chosen,
        "total": sum(one["number"] for one in places),
        "lists": _lists(user),
        "here": request.get_full_path(),
        "noindex": True,
    }
    return render(request, "portal/actions/pages/mine.html", context)


def _places(waiting: list[Action]) -> list[dict[str, Any]]:
    """The spaces that something waits in, with how much."""
    found: dict[int, dict[str, Any]] = {}
    for each in waiting:
        entry = found.setdefault(each.space_id, {"key": each.space_id, "name": "", "number": 0})
        entry["name"] = entry["name"] or place_of(each.space).name
        entry["number"] += 1
    return sorted(found.values(), key=lambda one: str(one["name"]))


def _lists(user: User) -> list[dict[str, str]]:
    """The lists of the teams that the person is in."""
    spaces = Space.objects.open_to(user).filter(archived_at__isnull=True).exclude(kind=SpaceKind.PERSON)
    found = [
        {"name": place_of(space).name, "url": reverse("actions:space", args=[space.pk])}
        for space in spaces.select_related(*owners_of_spaces())
    ]
    return sorted(found, key=lambda one: one["name"])


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def own_new(request: HttpRequest) -> HttpResponse:
    """A task to oneself, that nobody else sees. The space for it is made with the first one."""
    user: User = request.user  # type: ignore[assignment]
    form = OwnTaskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        add_action(
            user,
            space_of_person(user),
            values.pop("what"),
            responsible=user,
            form_key=form.cleaned_data.get("form_key"),
            went_past_guard=form.used_identity_override,
            **values,
        )
        messages.success(request, _("The task is saved."))
        return redirect(said_at(reverse("actions:mine")))
    crumbs = [{"title": _("My tasks"), "url": reverse("actions:mine")}, {"title": _("New task"), "url": ""}]
    context = {"form": form, "breadcrumbs": crumbs, "list_url": reverse("actions:mine"), "alone": True, "noindex": True}
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/actions/pages/action_new.html", context, status=status)
