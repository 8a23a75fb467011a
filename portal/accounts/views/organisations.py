"""The page of an organisation: who is here, as what; for those who look after it also who is on the way."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.accounts.models import Invitation, Membership, Organisation
from portal.accounts.orgpage import doors
from portal.accounts.permissions import can_administer, can_end, can_see_organisation
from portal.accounts.presenters import organisation_crumbs
from portal.kernel.decisions import Decision
from portal.security.guards import guarded

PEOPLE_A_PAGE = 50


def find(slug: str) -> Organisation:
    """Return the organisation with what it is part of, or 404: the same for a wrong slug as for a foreign one."""
    organisation = Organisation.objects.select_related("parent__parent__parent").filter(slug=slug).first()
    if organisation is None:
        raise Http404
    return organisation


def may_see(request: HttpRequest, slug: str) -> Decision:
    """Ask who may see the page. A wrong address is asked about like a foreign one."""
    return can_see_organisation(request.user, find(slug))  # type: ignore[arg-type]


def may_administer(request: HttpRequest, slug: str, **others: Any) -> Decision:
    """Ask who may look after the organisation."""
    return can_administer(request.user, find(slug))  # type: ignore[arg-type]


@guarded(may_see)
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the organisation: names and roles only, for its members."""
    organisation = find(slug)
    administers = bool(can_administer(request.user, organisation))  # type: ignore[arg-type]
    members = (
        Membership.objects.current()
        .filter(organisation=organisation)
        .select_related("person", "organisation__parent")
        .order_by("person__first_name", "person__last_name", "role", "pk")
    )
    wanted = request.GET.get("q", "").strip()
    if wanted:
        members = members.filter(Q(person__first_name__icontains=wanted) | Q(person__last_name__icontains=wanted))
    people = Paginator(members, PEOPLE_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "organisation": organisation,
        "breadcrumbs": organisation_crumbs(organisation),
        "line": organisation.line()[1:],
        "parts": Organisation.objects.filter(parent=organisation) if administers else [],
        "doors": doors(request, organisation),
        "people": people,
        "wanted": wanted,
        "administers": administers,
        "endable": _endable(request, list(people)) if administers else set(),
        "invitations": _invitations(organisation) if administers else [],
        "noindex": True,
    }
    return render(request, "portal/accounts/pages/organisation.html", context)


def _endable(request: HttpRequest, members: list[Membership]) -> set[int]:
    """Which memberships the person may end; asked once a role, as everything else is the same."""
    by_role: dict[str, bool] = {}
    for member in members:
        if member.role not in by_role:
            by_role[member.role] = bool(can_end(request.user, member))  # type: ignore[arg-type]
    return {member.pk for member in members if by_role[member.role]}


def _invitations(organisation: Organisation) -> list[Invitation]:
    return list(
        Invitation.objects.filter(organisation=organisation)
        .select_related("accepted_by", "invited_by")
        .order_by("-sent_at", "-pk")[:200]
    )
