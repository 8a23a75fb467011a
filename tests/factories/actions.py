"""Actions and decisions for tests, made by the same services as in the portal."""

from __future__ import annotations

from typing import Any

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.actions.models import Action, Decision
from portal.actions.services.actions import add_action
from portal.actions.services.decisions import add_decision
from portal.spaces.models import Space
from tests.factories.accounts import SpaceMemberFactory
from tests.factories.improvement import make_project


def make_space(lead: User | None = None, title: str = "Oppfølgingsteam") -> tuple[Space, User]:
    """A project's space and its lead."""
    project = make_project(lead, title=title)
    return project.space, project.created_by


def join(space: Space, role: Role = Role.TEAM_MEMBER, person: User | None = None) -> User:
    """Somebody in the space with a role."""
    return SpaceMemberFactory(space=space, role=role, **({"person": person} if person else {})).person


def make_action(space: Space, actor: User, what: str = "Ringe NAV", **values: Any) -> Action:
    """An open action."""
    return add_action(actor, space, what, **values)


def make_decision(space: Space, actor: User, what: str = "Vi møtes hver mandag", **values: Any) -> Decision:
    """A decision made today."""
    return add_decision(actor, space, what, **values)
