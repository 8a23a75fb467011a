"""Who may write experience reports; who may know of a network, join it and lead it.

The guards at the views' doors (`may_…` with a request) load the network once and leave it on the request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail.models import Page

from network.choices import Access
from portal.accounts.models import Membership, User
from portal.accounts.roles import Role
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.models import Gathering
from portal.kernel.decisions import Decision, allow, deny
from portal.spaces.models import SpaceKind
from portal.spaces.permissions import roles_in

if TYPE_CHECKING:
    from network.models.networks import Network

LEADS = frozenset({Role.ADVISOR, Role.FACILITATOR})
"""Roles in a network's space that lead it: they plan its meetings, name members and write its page."""

MAKES = frozenset({Role.ADVISOR, Role.KE, Role.ORGANISATION_ADMIN})
"""Roles in an organisation that make networks."""


def may_write_report(user: Any, index: Page) -> Decision:
    """Whoever may add pages below this list: advisors, and those who edit all pages."""
    if not user.is_authenticated:
        return deny("signed_out")
    if not user.has_perm("wagtailadmin.access_admin"):
        return deny("no_tool")
    return allow("may_add") if index.permissions_for_user(user).can_add_subpage() else deny("may_not_add")


def may_create(user: User | AnonymousUser) -> Decision:
    """Advisors make networks, and so do those who coordinate or look after an organisation (S08: it is their own)."""
    if not user.is_authenticated:
        return deny("anonymous")
    held = Membership.objects.current().filter(person=user, role__in=MAKES)
    return allow("makes_networks") if held.exists() else deny("makes_no_networks")


def roles_of(user: User | AnonymousUser, network: Network) -> set[Role]:
    """Return the roles the person holds in the network today; asked once a request."""
    kept: dict[int, set[Role]] = getattr(user, "_network_roles", None) or {}
    if network.pk not in kept:
        kept[network.pk] = roles_in(user, network.space)
        user._network_roles = kept  # type: ignore[union-attr]
    return kept[network.pk]


def may_read(user: User | AnonymousUser, network: Network) -> Decision:
    """Everybody knows of a network that is not closed; of a closed one only its members."""
    if network.access != Access.CLOSED:
        return allow("public")
    if not user.is_authenticated:
        return deny("anonymous")
    return allow("member") if roles_of(user, network) else deny("not_a_member")


def can_lead(roles: set[Role]) -> Decision:
    """Those who lead the network."""
    return allow("leads") if roles & LEADS else deny("does_not_lead")


def can_change(roles: set[Role], network: Network) -> Decision:
    """Those who lead it change what stands there and take people in, until it is archived."""
    if network.space.archived_at is not None:
        return deny("archived")
    return can_lead(roles)


def can_join(roles: set[Role], network: Network) -> Decision:
    """Into an open one everybody comes; into one by invitation whoever leads it lets in who asks."""
    if network.space.archived_at is not None:
        return deny("archived")
    if roles:
        return deny("member_already")
    return allow(network.access) if network.access != Access.CLOSED else deny("closed")


def answer_stranger(request: HttpRequest) -> HttpResponseBase:
    """Lead somebody who is not signed in to the door; for others the page does not exist."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise Http404


# -- guards of views -------------------------------------------------------------------------------------------------


def may_begin(request: HttpRequest, **kwargs: Any) -> Decision:
    """Guard: may this person make a network?"""
    return may_create(request.user)


def _load(request: HttpRequest, space_id: int) -> Network | None:
    from network.models.networks import Network

    network: Network | None = Network.objects.select_related("space", "changed_by").filter(pk=space_id).first()
    request.network = network  # type: ignore[attr-defined]
    request.network_roles = roles_of(request.user, network) if network is not None else set()  # type: ignore[attr-defined]
    return network


def may_know(request: HttpRequest, space_id: int, **kwargs: Any) -> Decision:
    """Guard: may this person know of the network?"""
    network = _load(request, space_id)
    return may_read(request.user, network) if network is not None else deny("missing")


def may_come_in(request: HttpRequest, space_id: int, **kwargs: Any) -> Decision:
    """Guard: is this person a member?"""
    network = _load(request, space_id)
    if network is None or not request.network_roles:  # type: ignore[attr-defined]
        return deny("not_a_member")
    return allow("member")


def may_ask(request: HttpRequest, space_id: int, **kwargs: Any) -> Decision:
    """Guard: may this person join, or ask to? A member who does it again is told so by the view."""
    if not request.user.is_authenticated:
        return deny("anonymous")
    return may_know(request, space_id)


def may_lead(request: HttpRequest, space_id: int, **kwargs: Any) -> Decision:
    """Guard: does this person lead the network?"""
    network = _load(request, space_id)
    return can_lead(request.network_roles) if network is not None else deny("missing")  # type: ignore[attr-defined]


def _load_meeting(request: HttpRequest, gathering_id: int) -> Gathering | None:
    found: Gathering | None = (
        Gathering.objects.told()
        .select_related("space", "network_record__changed_by")
        .filter(pk=gathering_id, space__kind=SpaceKind.NETWORK)
        .first()
    )
    if found is None or _load(request, found.space_id) is None:
        return None
    request.gathering = found  # type: ignore[attr-defined]
    return found


def may_know_meeting(request: HttpRequest, gathering_id: int, **kwargs: Any) -> Decision:
    """Guard: may this person know of the meeting? It is announced, and so is the network."""
    if _load_meeting(request, gathering_id) is None:
        return deny("missing")
    return may_read(request.user, request.network)  # type: ignore[attr-defined]


def may_write_meeting(request: HttpRequest, gathering_id: int, **kwargs: Any) -> Decision:
    """Guard: may this person write on the meeting's page?"""
    gathering = _load_meeting(request, gathering_id)
    if gathering is None or gathering.stage == Stage.DRAFT:
        return deny("missing")
    return can_lead(request.network_roles)  # type: ignore[attr-defined]
