"""Who may do what with meetings. Views, templates and services read the same answers.

The guards at the views' doors (`may_…`) load the meeting once and leave it on the request, with the person's roles in
its space.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from portal.accounts.models import Membership, Organisation
from portal.accounts.roles import Role
from portal.gatherings.choices import Joining, Stage
from portal.gatherings.models import Gathering, Seat
from portal.kernel.decisions import Decision, allow, any_of, deny
from portal.spaces.models import Space, SpaceKind
from portal.spaces.permissions import roles_in, writes_with

# In an organisation's space everybody is at home; these plan its meetings.
PLANNERS = frozenset(
    {
        Role.COORDINATOR,
        Role.LEADER,
        Role.KE,
        Role.FACILITATOR,
        Role.PROJECT_LEAD,
        Role.ADVISOR,
        Role.ORGANISATION_CONTACT,
        Role.ORGANISATION_ADMIN,
    }
)
# These run a meeting wherever they come in.
_RUNNERS = frozenset({Role.FACILITATOR, Role.ADVISOR})


def can_plan(roles: set[Role], space: Space) -> Decision:
    """Plan, change and run: who works in the space, and whoever facilitates or advises there, while it is open."""
    if not roles:
        return deny("not_a_member")
    if space.archived_at is not None:
        return deny("archived")
    if space.kind == SpaceKind.PERSON:
        return deny("own_space")
    if space.kind == SpaceKind.ORGANISATION:
        return allow("planner") if roles & PLANNERS else deny("reads_only")
    facilitates = allow("facilitates") if roles & _RUNNERS else deny("reads_only")
    if space.kind == SpaceKind.NETWORK:
        # Members write together, but the meetings are planned by those who lead.
        return facilitates
    return any_of(writes_with(roles, space), facilitates)


def can_see(roles: set[Role], gathering: Gathering) -> Decision:
    """Whoever comes into the space reads what is announced; drafts are read by those who plan."""
    if not roles:
        return deny("not_a_member")
    if gathering.stage != Stage.DRAFT:
        return allow("member")
    return can_plan(roles, gathering.space)


# -- guards of views -------------------------------------------------------------------------------------------------


def _load_space(request: HttpRequest, space_id: int) -> tuple[Space | None, set[Role]]:
    if not request.user.is_authenticated:
        return None, set()
    space = Space.objects.filter(pk=space_id).first()
    roles = roles_in(request.user, space) if space is not None else set()
    request.space = space  # type: ignore[attr-defined]
    request.space_roles = roles  # type: ignore[attr-defined]
    return space, roles


def _load(request: HttpRequest, gathering_id: int) -> tuple[Gathering | None, set[Role]]:
    if not request.user.is_authenticated:
        return None, set()
    rows = Gathering.objects.select_related("space", "seating__space")
    gathering: Gathering | None = rows.filter(pk=gathering_id).first()
    roles = roles_in(request.user, gathering.space) if gathering is not None else set()
    request.gathering = gathering  # type: ignore[attr-defined]
    request.space = gathering.space if gathering is not None else None  # type: ignore[attr-defined]
    request.space_roles = roles  # type: ignore[attr-defined]
    return gathering, roles


def may_list(request: HttpRequest, space_id: int, **kwargs: Any) -> Decision:
    """Guard: may this person see which meetings the space has?"""
    space, roles = _load_space(request, space_id)
    return allow("member") if space is not None and roles else deny("missing")


def may_plan_in(request: HttpRequest, space_id: int, **kwargs: Any) -> Decision:
    """Guard: may this person plan a meeting in the space?"""
    space, roles = _load_space(request, space_id)
    return can_plan(roles, space) if space is not None else deny("missing")


def may_plan_for(request: HttpRequest, slug: str, **kwargs: Any) -> Decision:
    """Guard: may this person plan the organisation's meetings? Its space need not be made yet."""
    if not request.user.is_authenticated:
        return deny("anonymous")
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        return deny("missing")
    held = Membership.objects.current().filter(person=request.user, organisation=organisation)
    roles = {Role(role) for role in held.values_list("role", flat=True)}
    request.organisation = organisation  # type: ignore[attr-defined]
    return allow("planner") if roles & PLANNERS else deny("not_a_planner")


def may_see(request: HttpRequest, gathering_id: int, **kwargs: Any) -> Decision:
    """Guard: may this person read the meeting's page? Whoever comes in to the space, and whoever is asked to it."""
    gathering, roles = _load(request, gathering_id)
    if gathering is None:
        return deny("missing")
    return any_of(can_see(roles, gathering), _is_asked(request, gathering))


def _is_asked(request: HttpRequest, gathering: Gathering) -> Decision:
    """Whoever has a seat sees the meeting, and nothing else in its space; where it is open to all, all do."""
    if gathering.stage == Stage.DRAFT or gathering.seating is None or not request.user.is_authenticated:
        return deny("not_asked")
    if gathering.seating.joining == Joining.OPEN:
        return allow("open")
    mine = Seat.objects.of(request.user).filter(seating=gathering.seating)
    return allow("asked") if mine.exists() else deny("not_asked")


def may_plan(request: HttpRequest, gathering_id: int, **kwargs: Any) -> Decision:
    """Guard: may this person change and run the meeting?"""
    gathering, roles = _load(request, gathering_id)
    return can_plan(roles, gathering.space) if gathering is not None else deny("missing")
