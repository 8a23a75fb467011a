"""Who may do what with actions and decisions. Views, templates and services read the same answers.

The guards at the views' doors (`may_…`) load the space once and leave it on the request, with the person's roles.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.actions.models import Action
from portal.kernel.decisions import Decision, allow, any_of, deny
from portal.spaces.models import Space
from portal.spaces.permissions import roles_in, writes_with


def can_see(roles: set[Role]) -> Decision:
    """Who comes into the space sees what was agreed there; nobody else sees that it exists."""
    return allow("member") if roles else deny("not_a_member")


def can_write(roles: set[Role], space: Space) -> Decision:
    """Who works in the space adds, changes and drops, while the space is open."""
    if not roles:
        return deny("not_a_member")
    if space.archived_at is not None:
        return deny("archived")
    return writes_with(roles, space)


def can_tick(user: User | AnonymousUser, roles: set[Role], action: Action) -> Decision:
    """Who works in the space ticks, and so does who is to do it: an advisor who has taken something on, say.

    What has been dropped is taken up again by those who work in the space alone.
    """
    if not roles:
        return deny("not_a_member")
    if action.space.archived_at is not None:
        return deny("archived")
    mine = action.responsible_id == user.pk and action.dropped_at is None
    own = allow("responsible") if mine else deny("not_responsible")
    return any_of(writes_with(roles, action.space), own)


# -- guards of views -------------------------------------------------------------------------------------------------


def _load(request: HttpRequest, space_id: int) -> tuple[Space | None, set[Role]]:
    """The space and the person's roles in it, read once a request and kept on it."""
    if not request.user.is_authenticated:
        return None, set()
    space = Space.objects.filter(pk=space_id).first()
    roles = roles_in(request.user, space) if space is not None else set()
    request.space = space  # type: ignore[attr-defined]
    request.space_roles = roles  # type: ignore[attr-defined]
    return space, roles


def may_see(request: HttpRequest, space_id: int, **kwargs: Any) -> Decision:
    """Guard: may this person read what was agreed in the space?"""
    space, roles = _load(request, space_id)
    return can_see(roles) if space is not None else deny("missing")


def may_write(request: HttpRequest, space_id: int, **kwargs: Any) -> Decision:
    """Guard: may this person add and change in the space?"""
    space, roles = _load(request, space_id)
    return can_write(roles, space) if space is not None else deny("missing")


def may_tick(request: HttpRequest, space_id: int, action_id: int, **kwargs: Any) -> Decision:
    """Guard: may this person say that the action is done, or that it is not?"""
    space, roles = _load(request, space_id)
    action = Action.objects.select_related("space").filter(pk=action_id, space=space_id).first()
    if space is None or action is None:
        return deny("missing")
    return can_tick(request.user, roles, action)
