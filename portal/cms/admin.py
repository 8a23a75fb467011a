"""Addresses and actions that the portal adds to the admin, takes over from its tools or takes away."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem, RestartWorkflowMenuItem
from wagtail.admin.menu import MenuItem

from portal.cms.views import translations, typed


def translation_urls() -> list[URLPattern]:
    """Come before wagtail-localize's own; those under localize/ stand at its addresses."""
    return [
        path(
            "localize/submit/page/<int:page_id>/",
            translations.begin_translation,
            name="begin_page_translation",
        ),
        path(
            "localize/update/<int:translation_source_id>/",
            translations.update_translations,
            name="update_page_translations",
        ),
        path(
            "localize/translate/<int:translation_id>/strings/<int:string_segment_id>/edit/",
            typed.one_text,
            name="guarded_text",
        ),
        path("localize/translate/<int:translation_id>/pofile/upload/", typed.many_texts, name="guarded_texts"),
        path("translations/<int:page_id>/send/", translations.send_translation, name="send_translation"),
        path("translations/<int:page_id>/approve/", translations.approve_translation, name="approve_translation"),
    ]


def design_menu_item() -> MenuItem:
    """Lead writers to all blocks and components with examples, from the help menu."""
    return MenuItem(_("All building blocks"), reverse("cms:catalogue"), icon_name="grip", name="design", order=900)


def one_way_to_send_again(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Take «start the whole review again» away where the review has one step: there it does what sending again does."""
    page = context.get("page")
    state = page.current_workflow_state if page is not None else None
    if state is not None and state.workflow.tasks.count() < 2:
        menu_items[:] = [item for item in menu_items if not isinstance(item, RestartWorkflowMenuItem)]
