"""What my page tells writers of experience reports. Drafts and reviews of all pages: portal/cms/editing.py."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from network.models import ReportIndexPage
from network.permissions import may_write_report
from network.presenters import write_address
from portal.cms.mypage import Card


def report_cards(request: HttpRequest) -> Iterator[Card]:
    """Offer an empty report to advisors, below the list in the language they read."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return
    lists = list(ReportIndexPage.objects.select_related("locale").order_by("locale_id"))
    lists.sort(key=lambda each: each.locale.language_code != get_language())
    index = next((each for each in lists if may_write_report(request.user, each)), None)
    if index is not None:
        yield Card(
            title=_("Write an experience report"),
            text=_("What was tried, what it gave, and what others can learn. It stays a draft until you send it."),
            url=write_address(index),
            action=_("Begin"),
            eyebrow=_("Experience report"),
            rank=65,
        )
