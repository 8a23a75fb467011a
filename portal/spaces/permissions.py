"""Who may do what in a space."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.kernel.decisions import Decision, allow, deny
from portal.spaces.models import Space, SpaceMember


def roles_in(user: User | AnonymousUser, space: Space) -> set[Role]:
    """Return the roles that the person holds in the space today."""
    if not user.is_authenticated:
        return set()
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
