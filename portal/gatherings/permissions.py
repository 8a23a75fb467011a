"""Who may do what with meetings. Views, templates and services read the same answers.

The guards at the views' doors (`may_…`) load the meeting once and leave it on the request, with the person's roles in
its space.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts.models import Membership, Organisation, User
from portal.accounts.roles import Role
from portal.accounts.services.belonging import belongs_to
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.choices.seats import Joining
from portal.gatherings.domain.seats import Attendance, SeatState
from portal.gatherings.models import Gathering, Presence, Seat, Seating
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


def is_live(gathering: Gathering) -> Decision:
    """Whether anything may be written for the meeting: it is announced, and its space is open."""
    if gathering.space.archived_at is not None:
        return deny("archived")
    if gathering.stage != Stage.ANNOUNCED:
        return deny("not_announced")
    return allow("announced")


def can_bring(gathering: Gathering, now: datetime | None = None) -> Decision:
    """Bring a problem: whoever sees the meeting, until the day it is held has passed."""
    live = is_live(gathering)
    if not live:
        return live
    today = timezone.localdate(now)
    return allow("coming") if today <= timezone.localdate(gathering.ends_at) else deny("over")


def is_own(person: User | AnonymousUser, seating: Seating) -> bool:
    """Whether somebody belongs today to the organisation that holds the meetings, or to a part of it."""
    return seating.organisation_id is not None and seating.organisation_id in belongs_to(person)


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


def may_take_part(request: HttpRequest, gathering_id: int, **kwargs: Any) -> Decision:
    """Guard: may this person read and write what those who meet share? See `takes_part`."""
    seen = may_see(request, gathering_id, **kwargs)
    return takes_part(request) if seen else seen


def takes_part(request: HttpRequest) -> Decision:
    """Say whether somebody who sees the meeting is one of those who meet, after a guard has loaded it.

    Whoever comes in to the space, has a seat that is theirs, or was noted as there. Somebody who is only asked, or may
    sign up, knows when, where and what, and nothing of what is said: minutes, notes, problems, material.
    """
    if request.space_roles:  # type: ignore[attr-defined]
        return allow("member")
    seat = own_seat(request)
    if seat is not None and seat.state == SeatState.CONFIRMED:
        return allow("has_seat")
    return allow("was_there") if _was_there(request) else deny("no_seat")


def _was_there(request: HttpRequest) -> bool:
    """Whether the person was noted as there; that stands when the seat is given up afterwards."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    was = Presence.objects.filter(gathering=gathering, seat__person=request.user).exclude(state=Attendance.NONE)  # type: ignore[misc]
    return was.exists()


def own_seat(request: HttpRequest) -> Seat | None:
    """Return the person's own seat at the meeting that a guard has loaded; asked once a request."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    if gathering.seating_id is None or not request.user.is_authenticated:
        return None
    if not hasattr(request, "own_seat"):
        mine = Seat.objects.of(request.user).select_related("seating", "replaced_by", "person")
        request.own_seat = mine.filter(seating=gathering.seating_id).first()  # type: ignore[attr-defined]
    found: Seat | None = request.own_seat  # type: ignore[attr-defined]
    return found


def _is_asked(request: HttpRequest, gathering: Gathering) -> Decision:
    """Whoever has a seat sees the meeting, and nothing else in its space; so do those who may give themselves one."""
    if gathering.stage == Stage.DRAFT or gathering.seating is None or not request.user.is_authenticated:
        return deny("not_asked")
    if gathering.seating.joining == Joining.OPEN:
        return allow("open")
    if gathering.seating.joining == Joining.OWN_PEOPLE and is_own(request.user, gathering.seating):
        return allow("own_people")
    return allow("asked") if own_seat(request) is not None or _was_there(request) else deny("not_asked")


def may_plan(request: HttpRequest, gathering_id: int, **kwargs: Any) -> Decision:
    """Guard: may this person change and run the meeting?"""
    gathering, roles = _load(request, gathering_id)
    return can_plan(roles, gathering.space) if gathering is not None else deny("missing")
