"""What my page tells writers and reviewers of experience reports."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import TaskState

from network.models import ExperienceReportPage
from portal.cms.mypage import Card

DRAFTS_SHOWN = 3


def report_cards(request: HttpRequest) -> Iterator[Card]:
    """One's own reports that are not out yet, and how many wait for one's review."""
    user = request.user
    if not user.has_perm("wagtailadmin.access_admin"):
        return
    waiting = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, task__groupapprovaltask__groups__in=user.groups.all()
    )
    count = waiting.values("pk").distinct().count()
    if count:
        yield Card(
            title=ngettext("%(count)s page waits for your review", "%(count)s pages wait for your review", count)
            % {"count": count},
            text=_("Read it, then approve it or ask for changes."),
            url=reverse("wagtailadmin_home"),
            action=_("Open the list"),
            eyebrow=_("Review"),
            rank=20,
        )
    drafts = (
        ExperienceReportPage.objects.filter(owner=user, live=False, alias_of__isnull=True)
        .for_list()
        .order_by("-latest_revision_created_at")[:DRAFTS_SHOWN]
    )
    for page in drafts:
        sent = page.current_workflow_state is not None
        yield Card(
            title=page.title,
            text=_("Sent to review. You hear when somebody has read it.")
            if sent
            else _("A draft that only you and the editors see."),
            url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
            action=_("Open the report") if sent else _("Go on writing"),
            eyebrow=_("Experience report"),
            rank=60 if sent else 30,
        )
