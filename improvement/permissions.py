"""Who may do what in a project. One function a question; views, templates and services read the same answers.

The guards at the views' doors (`may_…`) load the project once and leave it on the request, with the person's roles.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from improvement.models import Project
from portal.accounts.models import Membership, Organisation, User
from portal.accounts.roles import Role
from portal.kernel.decisions import Decision, allow, deny
from portal.spaces.permissions import roles_in, writes_with

OFFERED_ROLES = (Role.PROJECT_LEAD, Role.TEAM_MEMBER, Role.PEER_CONSULTANT, Role.ADVISOR, Role.LEADER)
"""Roles that a project lead may give."""


def can_see(roles: set[Role]) -> Decision:
    """Members see their project; nobody else sees that it exists."""
    return allow("member") if roles else deny("not_a_member")


def can_write(roles: set[Role], project: Project) -> Decision:
    """Members with a writing role change an open project."""
    if not roles:
        return deny("not_a_member")
    if project.is_archived:
        return deny("archived")
    return writes_with(roles, project.space)


def can_manage(roles: set[Role], project: Project) -> Decision:
    """Project leads keep the list of members, and archive and reopen."""
    if not roles:
        return deny("not_a_member")
    return allow("project_lead") if Role.PROJECT_LEAD in roles else deny("not_project_lead")


def organisations_to_create_for(user: User | AnonymousUser) -> list[Organisation]:
    """The organisations for which the person may start a project, the one they act for first."""
    if not user.is_authenticated:
        return []
    held = Membership.objects.current().filter(person=user).select_related("organisation").order_by("pk")
    found = {membership.organisation_id: membership.organisation for membership in held}
    acting = user.acting_as
    first = acting.organisation_id if acting is not None and acting.organisation_id in found else None
    return sorted(found.values(), key=lambda one: (one.pk != first, one.name))


def can_create(user: User | AnonymousUser) -> Decision:
    """Whoever belongs to an organisation may start a project for it."""
    if not user.is_authenticated:
        return deny("anonymous")
    return allow("belongs") if organisations_to_create_for(user) else deny("no_organisation")


# -- guards of views -------------------------------------------------------------------------------------------------


def _load(request: HttpRequest, project_id: int) -> tuple[Project | None, set[Role]]:
    """The project and the person's roles in it, read once a request and kept on it."""
    if not request.user.is_authenticated:
        return None, set()
    project = Project.objects.select_related("space").filter(pk=project_id).first()
    roles = roles_in(request.user, project.space) if project is not None else set()
    request.project = project  # type: ignore[attr-defined]
    request.project_roles = roles  # type: ignore[attr-defined]
    return project, roles


def may_see(request: HttpRequest, project_id: int, **kwargs: Any) -> Decision:
    """Guard: may this person read the project?"""
    project, roles = _load(request, project_id)
    return can_see(roles) if project is not None else deny("missing")


def may_write(request: HttpRequest, project_id: int, **kwargs: Any) -> Decision:
    """Guard: may this person change what is in the project?"""
    project, roles = _load(request, project_id)
    return can_write(roles, project) if project is not None else deny("missing")


def may_manage(request: HttpRequest, project_id: int, **kwargs: Any) -> Decision:
    """Guard: may this person change who is in the project?"""
    project, roles = _load(request, project_id)
    return can_manage(roles, project) if project is not None else deny("missing")
