"""What templates show of networks: the list, and one network with its members and meetings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Min
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from network.choices import Access, Answer
from network.forms.networks import AskForm
from network.models import JoinRequest, MeetingPage, Network, NetworkPage
from network.permissions import can_change, can_join, can_lead, may_create, roles_of
from network.services.pages import in_readers_language
from portal.cms.services.links import addresses
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.models import Gathering
from portal.gatherings.presenters.meetings import MeetingLine, lines_of
from portal.spaces.models import SpaceMember

PER_PAGE = 20
SOON = 50


@dataclass(frozen=True, slots=True)
class NetworkCard:
    """A network in the list."""

    page: NetworkPage
    url: str
    eyebrow: str
    organisations: int
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in the network's list, with the address of its page (a draft has none: its planning instead)."""

    line: MeetingLine
    url: str


@dataclass(frozen=True, slots=True)
class Represented:
    """An organisation with how many people it has in the network; an empty name for those without one."""

    name: str
    people: int


def access_words(access: str) -> str:
    """Who may join, in a word or two."""
    return {
        Access.OPEN: _("Open network"),
        Access.INVITED: _("Network by invitation"),
        Access.CLOSED: _("Closed network"),
    }[Access(access)]


def network_list(request: HttpRequest) -> dict[str, Any]:
    """One's own networks, archived ones last, and below them the others that everybody may know of and that are alive.

    As many queries for many as for few.
    """
    mine = _mine(request)
    others = NetworkPage.objects.listable().exclude(translation_key__in=[page.translation_key for page in mine])
    rows = (
        others.filter(network__space__archived_at__isnull=True).select_related("network__space").order_by("title", "pk")
    )
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    cards = _cards([*mine, *shown.object_list], request)
    return {
        "mine": cards[: len(mine)],
        "cards": cards[len(mine) :],
        "page": shown,
        "new_url": reverse("network:new") if may_create(request.user) else "",
    }


def _mine(request: HttpRequest) -> list[NetworkPage]:
    if not request.user.is_authenticated:
        return []
    held = SpaceMember.objects.current().filter(person=request.user).values("space")
    keys = Network.objects.filter(space__in=held).values("key")
    rows = NetworkPage.objects.live().filter(translation_key__in=keys).select_related("network__space", "locale")
    found = in_readers_language(rows.order_by("title", "pk"))
    return sorted(found, key=lambda page: page.network.space.archived_at is not None)


def _cards(pages: list[NetworkPage], request: HttpRequest) -> list[NetworkCard]:
    found, spaces = addresses(pages, request), {page.network_id for page in pages}
    members = SpaceMember.objects.current().filter(space__in=spaces).order_by().values("space")
    organisations = dict(members.annotate(n=Count("acting_for", distinct=True)).values_list("space", "n"))
    coming = Gathering.objects.filter(space__in=spaces, stage=Stage.ANNOUNCED, starts_at__gte=timezone.now())
    nearest = dict(coming.order_by().values("space").annotate(first=Min("starts_at")).values_list("space", "first"))
    return [
        NetworkCard(
            page,
            found[page.pk],
            access_words(page.access) if page.network.space.archived_at is None else _("Archived network"),
            organisations.get(page.network_id, 0),
            nearest.get(page.network_id),
        )
        for page in pages
    ]


def network_screen(page: NetworkPage, request: HttpRequest) -> dict[str, Any]:
    """One network as the reader sees it: what one may do, who is in it, and its meetings."""
    network = Network.objects.select_related("space").get(pk=page.network_id)
    roles = roles_of(request.user, network)
    leads = can_lead(roles).allowed
    rows = Gathering.objects.in_space(network.space)
    rows = rows if leads else rows.told()
    past = Paginator(rows.past(), PER_PAGE).get_page(request.GET.get("page"))
    coming = list(rows.coming()[: SOON + 1])
    later, coming = coming[SOON:], coming[:SOON]
    lines = meeting_rows(page, [*coming, *past.object_list], request)
    return {
        "network": network,
        "eyebrow": access_words(network.access),
        "archived": network.space.archived_at is not None,
        "is_member": bool(roles),
        "leads": leads,
        "changes": can_change(roles, network).allowed,
        **door_of(request, network, roles),
        "waiting": network.requests.filter(answer=Answer.WAITING).count() if leads else 0,
        "represented": represented(network),
        "coming": lines[: len(coming)],
        "has_later": bool(later),
        "past": lines[len(coming) :],
        "past_page": past,
    }


def door_of(request: HttpRequest, network: Network, roles: set[Any]) -> dict[str, Any]:
    """How one comes in: by a press, by asking, or not; and whether one has asked."""
    may = can_join(roles, network)
    asked = False
    if may and request.user.is_authenticated:
        asked = JoinRequest.objects.filter(network=network, person=request.user, answer=Answer.WAITING).exists()
    return {
        "may_join": may.allowed and network.access == Access.OPEN,
        "may_ask": may.allowed and network.access == Access.INVITED and not asked,
        "has_asked": asked,
        "ask_form": AskForm(),
    }


def represented(network: Network) -> list[Represented]:
    """The organisations in the network by name, with how many people each has; those without one last."""
    rows = (
        SpaceMember.objects.current()
        .filter(space=network.pk)
        .order_by()
        .values("acting_for__name")
        .annotate(people=Count("person", distinct=True))
    )
    found = [Represented(row["acting_for__name"] or "", row["people"]) for row in rows]
    return sorted(found, key=lambda each: (not each.name, each.name.casefold()))


def meeting_rows(page: NetworkPage, gatherings: Iterable[Gathering], request: HttpRequest) -> list[MeetingRow]:
    """Meetings as lines that lead to their pages in the reader's own tree; one query for all pages."""
    listed = list(gatherings)
    slugs = dict(
        MeetingPage.objects.child_of(page)
        .live()
        .filter(record__in=[each.pk for each in listed])
        .values_list("record_id", "slug")
    )
    here = addresses([page], request)[page.pk]
    return [
        MeetingRow(line, f"{here}{slugs[each.pk]}/" if each.pk in slugs else each.get_absolute_url())
        for each, line in zip(listed, lines_of(listed), strict=True)
    ]
