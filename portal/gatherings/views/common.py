"""What the views of this room share: the way here, and what the person may do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.gatherings.models import Gathering
from portal.gatherings.permissions import can_plan
from portal.spaces.doors import door_of
from portal.spaces.models import Space


def space_context(request: HttpRequest, *crumbs: tuple[str, str]) -> dict[str, Any]:
    """The space, what the person may do in it, and the way here (title, address; the last one is the page)."""
    space: Space = request.space  # type: ignore[attr-defined]
    door = door_of(space)
    inside = bool(request.space_roles)  # type: ignore[attr-defined]
    mine = reverse("gatherings:mine")
    list_url = reverse("gatherings:space", args=[space.pk]) if inside else mine
    # Whoever is asked to one meeting does not come in to the space: their way leads from their own meetings.
    start = [(door.name, door.url or mine), (_("Meetings"), list_url)] if inside else [(_("My meetings"), mine)]
    trail = [*start, *crumbs]
    return {
        "space": space,
        "place_name": door.name,
        "list_url": list_url,
        "archived": space.archived_at is not None,
        "may_plan": can_plan(request.space_roles, space).allowed,  # type: ignore[attr-defined]
        "breadcrumbs": [{"title": title, "url": url} for title, url in trail],
        "noindex": True,
    }


def base_context(request: HttpRequest, *crumbs: tuple[str, str]) -> dict[str, Any]:
    """The same, with the meeting."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    here = (gathering.title, gathering.get_absolute_url())
    return {**space_context(request, here, *crumbs), "gathering": gathering}
