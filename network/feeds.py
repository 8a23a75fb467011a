"""Experience reports for feed readers, in each language."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.cms.feeds import COUNT, NewsFeed
from portal.cms.listings import newest
from portal.security.guards import public


class ReportFeed(NewsFeed):
    """The newest experience reports."""

    def title(self) -> str:
        """The feed's name."""
        return _("Experience reports from Varig")

    def description(self) -> str:
        """What it holds."""
        return _("What projects have tried, what it gave, and what they learnt.")

    def link(self) -> str:
        """Where the feed lives."""
        return reverse("network:report_feed")

    def items(self) -> list[Any]:
        """The newest reports."""
        return newest("reports", COUNT)


report_feed = public("Lists only what everyone may read.")(ReportFeed())
