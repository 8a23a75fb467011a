"""The foot of the translation screen: what one may do next, the likeliest first. wagtail-localize's own knows no
review, and makes the last thing one may do its large button, be it to delete the page."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from portal.cms.permissions import may_approve_translation, may_send_translation

register = template.Library()


@register.simple_tag
def waits_for_review(page: Any) -> bool:
    """Say whether somebody has been asked to review the page and has not answered."""
    state = page.current_workflow_task_state
    return state is not None and state.status == TaskState.STATUS_IN_PROGRESS


@register.inclusion_tag("portal/cms/admin/translation_actions.html", takes_context=True)
def translation_actions(context: dict[str, Any]) -> dict[str, Any]:
    """Say what the person may do with the translation of a page."""
    request, page = context["request"], context["instance"]
    props = json.loads(context["props"])
    state = page.current_workflow_task_state
    waiting = waits_for_review(page)
    approves = waiting and bool(may_approve_translation(request, page.pk))
    publishes = props["perms"]["canPublish"]
    may_send = not publishes and bool(may_send_translation(request, page.pk))
    return {
        "csrf_token": context.get("csrf_token"),
        "page": page,
        "locale": context["target_locale"],
        "perms": props["perms"],
        "links": props["links"],
        "locked": props["object"]["isLocked"],
        "previews": props["previewModes"],
        "primary": _primary(page, approves, publishes, may_send and not waiting),
        "sends_again": may_send and waiting,
        "reject_url": _answer_url(page, state) if approves else "",
        # A copy that is being translated cannot be let go of: readers would be left with half a page.
        "stands_alone": not page.alias_of_id,
    }


def _primary(page: Any, approves: bool, publishes: bool, sends: bool) -> dict[str, str] | None:
    if approves:
        return {
            "url": reverse("approve_translation", args=[page.pk]),
            "label": _("Approve and publish"),
            "busy": _("Approving…"),
        }
    if publishes:
        return {
            "url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
            "action": "publish",
            "label": _("Publish in %(language)s") % {"language": page.locale.get_display_name().lower()},
            "busy": _("Publishing…"),
        }
    if sends:
        return {
            "url": reverse("send_translation", args=[page.pk]),
            "label": _("Send to review"),
            "busy": _("Sending…"),
        }
    return None


def _answer_url(page: Any, state: TaskState) -> str:
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk])
