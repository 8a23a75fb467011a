"""Who may do what with courses. One question a function; the answer carries the rule's code."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from wagtail.models import Page

from courses.models import Certificate, CoursePage, LessonPage, ModulePage
from portal.cms.services.privacy import restrictions_on
from portal.kernel.decisions import Decision, allow, deny


def may_take_course(request: HttpRequest, course_key: UUID) -> Decision:
    """Anyone who is signed in may take a published course they may read."""
    return _open_to(request, CoursePage, course_key)


def may_take_step(request: HttpRequest, step_key: UUID, **_more: Any) -> Decision:
    """Anyone who is signed in may answer in a published step they may read. What they write is their own."""
    return _open_to(request, LessonPage, step_key)


def may_ask_for_certificate(request: HttpRequest, module_key: UUID) -> Decision:
    """Anyone signed in may see what is left to a certificate; the service gives it only to who has completed."""
    return _open_to(request, ModulePage, module_key)


def owns_certificate(request: HttpRequest, code: str, **_more: Any) -> Decision:
    """A certificate's own page and its PDF are its owner's. Others check it by the code on the public page."""
    if not request.user.is_authenticated:
        return deny("signed_out")
    held = Certificate.objects.of(request.user).filter(code=code).exists()
    return allow("owner") if held else deny("not_owner")


def _open_to(request: HttpRequest, kind: type[Page], key: UUID) -> Decision:
    if not request.user.is_authenticated:
        return deny("signed_out")
    page = kind.objects.filter(translation_key=key, live=True).first()
    if page is None:
        return deny("not_published")
    if all(restriction.accept_request(request) for restriction in restrictions_on(page)):
        return allow("signed_in")
    return deny("private_page")
