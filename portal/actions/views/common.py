"""What the views of this room share: the way here, where to go back to, and the origin that a link carried."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from portal.actions.origins import FROM, Origin, in_language, unsign
from portal.actions.permissions import can_write
from portal.actions.presenters.words import place_of
from portal.spaces.doors import Door
from portal.spaces.models import Space, SpaceKind

# The messages on a page (templates/components/messages.html): an address with this part puts the focus there.
_SAID = "#said"


def base_context(request: HttpRequest, *crumbs: tuple[str, str]) -> dict[str, Any]:
    """The space, what the person may do in it, and the way here (title, address; the last one is the page)."""
    space: Space = request.space  # type: ignore[attr-defined]
    roles = request.space_roles  # type: ignore[attr-defined]
    place, alone = place_of(space), space.kind == SpaceKind.PERSON
    return {
        "space": space,
        "place": place,
        "alone": alone,
        "archived": space.archived_at is not None,
        "may_write": can_write(roles, space).allowed,
        "list_url": reverse("actions:mine") if alone else list_of(space),
        "breadcrumbs": [{"title": title, "url": url} for title, url in (*_trail(space, place), *crumbs)],
        "noindex": True,
    }


def _trail(space: Space, place: Door) -> list[tuple[str, str]]:
    if space.kind == SpaceKind.PERSON:
        return [(_("My tasks"), reverse("actions:mine")), (place.name, list_of(space))]
    return [(place.name, place.url or reverse("actions:mine")), (_("Actions and decisions"), list_of(space))]


def list_of(space: Space) -> str:
    """The address of everything agreed on in a space."""
    return reverse("actions:space", args=[space.pk])


def said_at(address: str) -> str:
    """The address where its messages are read: without a part of its own the browser would keep the old one."""
    return f"{address.partition('#')[0]}{_SAID}"


def back_to(request: HttpRequest, otherwise: str) -> str:
    """Where the person came from, if that is a page of ours; else `otherwise`."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = otherwise
    return said_at(target)


def carried(request: HttpRequest) -> tuple[str, Origin | None]:
    """The signed word that the link or the form carried, and what it says; ("", None) when we have not signed it."""
    sent = request.POST if request.method == "POST" else request.GET
    word = sent.get(FROM, "")
    origin = unsign(request.space, word)  # type: ignore[attr-defined]
    return (word, origin) if origin is not None else ("", None)


def after_new(space: Space, origin: Origin | None) -> str:
    """Where one goes on when something new is written down: back to what it came from, else to the list."""
    return said_at(in_language(origin.url)) if origin is not None and origin.url else said_at(list_of(space))
