"""What this room holds about a person, for *mine data*: the experience reports they have written."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from network.models import ExperienceReportPage
from portal.accounts import mydata
from portal.accounts.models import User


def export(user: User) -> dict[str, Any]:
    """Their own reports as they last wrote them, published or not."""
    reports = ExperienceReportPage.objects.filter(owner=user).order_by("pk")
    return {"reports": [_report(page) for page in reports]}


def _report(stored: ExperienceReportPage) -> dict[str, Any]:
    written = stored.get_latest_revision_as_object()
    return {
        "title": written.title,
        "summary": written.summary,
        "language": stored.locale.language_code,
        "published": stored.first_published_at,
        "sections": written.sections.get_prep_value(),
        "effects": written.effects.get_prep_value(),
    }


def register() -> None:
    """Tell *mine data*."""
    mydata.register_exporter("network", export, _("Experience reports you have written"))
