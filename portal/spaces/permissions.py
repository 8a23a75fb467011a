"""Who may do what in a space."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import Membership, User
from portal.accounts.roles import Role
from portal.kernel.decisions import Decision, allow, deny
from portal.spaces.models import OrganisationSpace, PersonSpace, Space, SpaceKind, SpaceMember

WRITERS = frozenset(
    {Role.PROJECT_LEAD, Role.TEAM_MEMBER, Role.COORDINATOR, Role.PEER_CONSULTANT, Role.FACILITATOR, Role.KE}
)
"""Roles in a project's space that write. The others (advisor, leader, organisation contact) read and advise."""


def writes_with(roles: set[Role], space: Space) -> Decision:
    """Say whether somebody with these roles writes in the space. Outside projects every member does."""
    if not roles:
        return deny("not_a_member")
    if space.kind != SpaceKind.PROJECT:
        return allow("member")
    return allow("writer") if roles & WRITERS else deny("reads_only")


def roles_in(user: User | AnonymousUser, space: Space) -> set[Role]:
    """Return the roles that the person holds in the space today.

    In an organisation's space they are those of the person's memberships there; in one's own one is everything that a
    form could ask for.
    """
    if not user.is_authenticated:
        return set()
    if space.kind == SpaceKind.PERSON:
        return set(Role) if PersonSpace.objects.filter(space=space, person=user).exists() else set()
    if space.kind == SpaceKind.ORGANISATION:
        organisation = OrganisationSpace.objects.filter(space=space).values("organisation")
        roles = Membership.objects.current().filter(person=user, organisation__in=organisation)
        return {Role(role) for role in roles.values_list("role", flat=True)}
    held = SpaceMember.objects.current().filter(space=space, person=user).values_list("role", flat=True)
    return {Role(role) for role in held}


def can_enter(user: User | AnonymousUser, space: Space) -> Decision:
    """Members see their space."""
    return allow("member") if roles_in(user, space) else deny("not_a_member")


def can_write(user: User | AnonymousUser, space: Space) -> Decision:
    """Members write while the space is open."""
    if space.archived_at is not None:
        return deny("archived")
    return can_enter(user, space)
