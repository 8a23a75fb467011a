"""Who may do what with translations in the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.models import GroupApprovalTask, Page
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import user_can_edit_instance

from portal.cms.services.translating import translation_of
from portal.kernel.decisions import Decision, allow, deny


def may_write_guide(user: Any, section: Page) -> Decision:
    """Whoever may add pages below the section of guides: editors, moderators and administrators."""
    if not user.is_authenticated:
        return deny("signed_out")
    if not user.has_perm("wagtailadmin.access_admin"):
        return deny("no_tool")
    return allow("may_add") if section.permissions_for_user(user).can_add_subpage() else deny("may_not_add")


def reviews(user: Any) -> Decision:
    """Whoever stands in a group that some step of a workflow asks."""
    asked = GroupApprovalTask.objects.filter(active=True, groups__in=user.groups.all()).exists()
    return allow("in_group") if asked else deny("not_asked")


def translates(user: Any) -> Decision:
    """Whoever may submit for translation."""
    return allow("permission") if user.has_perm("wagtail_localize.submit_translation") else deny("no_permission")


def may_send_translation(request: HttpRequest, page_id: int, **kwargs: Any) -> Decision:
    """Who may edit the page may send its translation to review; who may publish needs no review."""
    page = _translated_page(page_id)
    if page is None:
        return deny("no_translation")
    rights = page.permissions_for_user(request.user)
    if not rights.can_edit():
        return deny("may_not_edit")
    return allow("may_edit") if page.has_workflow else deny("no_workflow")


def may_approve_translation(request: HttpRequest, page_id: int, **kwargs: Any) -> Decision:
    """Who the workflow asks now."""
    page = _translated_page(page_id)
    if page is None:
        return deny("no_translation")
    task = page.current_workflow_task
    if task is None:
        return deny("not_in_review")
    answers = {name for name, _label, _modal in task.get_actions(page, request.user)}
    return allow("asked_to_review") if "approve" in answers else deny("not_asked")


def may_begin_translation(request: HttpRequest, **kwargs: Any) -> Decision:
    """Who may submit for translation in the admin."""
    if not request.user.has_perms(["wagtailadmin.access_admin", "wagtail_localize.submit_translation"]):
        return deny("no_permission")
    return allow("permission")


def may_edit_translation(request: HttpRequest, translation_id: int, **kwargs: Any) -> Decision:
    """Who may edit what a translation becomes; asked before its texts are looked at, and again by the tool."""
    translation = Translation.objects.filter(pk=translation_id).first()
    if translation is None:
        return deny("missing")
    may = user_can_edit_instance(request.user, translation.get_target_instance())
    return allow("may_edit") if may else deny("may_not_edit")


def _translated_page(page_id: int) -> Page | None:
    page = Page.objects.filter(pk=page_id).first()
    return page.specific if page is not None and translation_of(page) is not None else None
