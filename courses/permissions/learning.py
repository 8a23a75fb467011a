"""Who may do what with courses. One question a function; the answer carries the rule's code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from wagtail.models import Page

from courses.models import STEP_KINDS, Certificate, CoursePage, ModulePage
from courses.services.duplicating import originals_of
from portal.accounts.models import Membership
from portal.accounts.roles import Role
from portal.cms.services.privacy import restrictions_on
from portal.kernel.decisions import Decision, allow, deny


def may_take_course(request: HttpRequest, course_key: UUID) -> Decision:
    """Anyone who is signed in may take a published course they may read."""
    return _open_to(request, CoursePage, course_key)


def may_take_step(request: HttpRequest, step_key: UUID, **_more: Any) -> Decision:
    """Anyone who is signed in may answer in a published step they may read. What they write is their own."""
    for kind in STEP_KINDS:
        decision = _open_to(request, kind, step_key)
        if decision or decision.reason != "not_published":
            return decision
    return deny("not_published")


def may_rehearse(request: HttpRequest) -> Decision:
    """Whoever works in the admin may answer in its previews. What they answer is about what the form itself holds."""
    if not request.user.is_authenticated:
        return deny("signed_out")
    return allow("admin") if request.user.has_perm("wagtailadmin.access_admin") else deny("no_tool")


def may_ask_for_certificate(request: HttpRequest, module_key: UUID) -> Decision:
    """Anyone signed in may see what is left to a certificate; the service gives it only to who has completed."""
    return _open_to(request, ModulePage, module_key)


def owns_certificate(request: HttpRequest, code: str, **_more: Any) -> Decision:
    """A certificate's own page and its PDF are its owner's. Others check it by the code on the public page."""
    if not request.user.is_authenticated:
        return deny("signed_out")
    held = Certificate.objects.of(request.user).filter(code=code).exists()
    return allow("owner") if held else deny("not_owner")


# Who may see what has been completed here, and who may decide about steps and read what was shared.
FOLLOWERS = (Role.LEADER, Role.KE, Role.ORGANISATION_ADMIN)
COURSE_LEADERS = (Role.FACILITATOR, Role.KE)


def may_follow_learning(request: HttpRequest, slug: str) -> Decision:
    """Leaders, KE and administrators of this very organisation see completions and dates; nobody above or beside."""
    return _holds(request, slug, FOLLOWERS)


def may_lead_courses(request: HttpRequest, slug: str, **_more: Any) -> Decision:
    """Facilitators and KE of this very organisation decide about steps, and read what was shared with them."""
    return _holds(request, slug, COURSE_LEADERS)


def belongs_here(request: HttpRequest, slug: str) -> Decision:
    """Everybody who belongs to the organisation today, in whatever role."""
    return _holds(request, slug, tuple(Role))


def may_duplicate_course(request: HttpRequest, page_id: int) -> Decision:
    """Who may add pages beside the course, in every language it is written in, may duplicate it."""
    return _of_course(request, page_id, _may_add_beside)


def may_see_insight(request: HttpRequest, page_id: int) -> Decision:
    """Who may edit the course sees where learners stop."""
    return _of_course(request, page_id, lambda page, user: page.permissions_for_user(user).can_edit())


def _may_add_beside(page: Any, user: Any) -> bool:
    return all(each.get_parent().permissions_for_user(user).can_add_subpage() for each in originals_of(page))


def _of_course(request: HttpRequest, page_id: int, question: Callable[[Any, Any], bool]) -> Decision:
    if not request.user.is_authenticated:
        return deny("signed_out")
    page = CoursePage.objects.filter(pk=page_id).first()
    if page is None:
        return deny("no_such_course")
    return allow("editor") if question(page, request.user) else deny("not_an_editor_here")


def _holds(request: HttpRequest, slug: str, roles: tuple[Role, ...]) -> Decision:
    if not request.user.is_authenticated:
        return deny("signed_out")
    held = Membership.objects.current().filter(person=request.user, organisation__slug=slug, role__in=roles)
    return allow("role_here") if held.exists() else deny("no_such_role_here")


def _open_to(request: HttpRequest, kind: type[Page], key: UUID) -> Decision:
    if not request.user.is_authenticated:
        return deny("signed_out")
    page = kind.objects.filter(translation_key=key, live=True).first()
    if page is None:
        return deny("not_published")
    if all(restriction.accept_request(request) for restriction in restrictions_on(page)):
        return allow("signed_in")
    return deny("private_page")
