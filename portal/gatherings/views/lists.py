"""Meetings in lists: those of a space, and one's own."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.gatherings.models import CalendarFeed, Gathering
from portal.gatherings.permissions import may_list
from portal.gatherings.presenters.meetings import MeetingLine, lines_of
from portal.gatherings.presenters.places import places_to_plan
from portal.gatherings.services.calendars import address_of
from portal.gatherings.views.common import space_context
from portal.security.guards import guarded, signed_in
from portal.spaces.doors import door_of
from portal.spaces.models import Space
from portal.spaces.querysets import owners_of_spaces
from portal.spaces.services.visiting import open_spaces

A_PAGE = 20


@require_safe
@guarded(may_list)
def in_space(request: HttpRequest, space_id: int) -> HttpResponse:
    """What is to come in the space, and what has been. Drafts are shown to those who plan."""
    context = space_context(request)
    rows = Gathering.objects.in_space(request.space)  # type: ignore[attr-defined]
    rows = rows if context["may_plan"] else rows.told()
    past = Paginator(rows.past(), A_PAGE).get_page(request.GET.get("page"))
    context |= {
        "coming": lines_of(rows.coming()[:100]),
        "past": lines_of(past),
        "past_page": past,
    }
    return render(request, "portal/gatherings/pages/space.html", context)


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """The meetings of every space that is open to the person, and those they are asked to."""
    rows = (
        Gathering.objects.of(request.user, open_spaces(request))  # type: ignore[arg-type]
        .told()
        .select_related("space", *owners_of_spaces("space__"))
    )
    past = Paginator(rows.past(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "coming": _with_places(rows.coming()[:100]),
        "past": _with_places(past),
        "past_page": past,
        "feed_url": _feed_url(request),
        "noindex": True,
    }
    return render(request, "portal/gatherings/pages/mine.html", context)


def _feed_url(request: HttpRequest) -> str:
    feed = CalendarFeed.objects.filter(person=request.user).first()  # type: ignore[misc]
    return request.build_absolute_uri(reverse("gatherings:feed", args=[address_of(feed)])) if feed else ""


def _with_places(rows: object) -> list[MeetingLine]:
    names: dict[int, str] = {}

    def name(space: Space) -> str:
        if space.pk not in names:
            names[space.pk] = door_of(space).name
        return names[space.pk]

    return [line for each in rows for line in lines_of([each], name(each.space))]  # type: ignore[attr-defined]


@require_safe
@signed_in
def places(request: HttpRequest) -> HttpResponse:
    """Where a meeting may be planned; an agenda of the library that was chosen comes along."""
    agenda = request.GET.get("opplegg", "")
    context = {
        "places": places_to_plan(request),
        "with": "?" + urlencode({"opplegg": agenda}) if agenda else "",
        "breadcrumbs": [
            {"title": _("My meetings"), "url": reverse("gatherings:mine")},
            {"title": _("Plan a meeting"), "url": ""},
        ],
        "noindex": True,
    }
    return render(request, "portal/gatherings/pages/places.html", context)
