"""What this room holds about a person, for *mine data*: reports they have written, and networks they asked to join."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from network.models import ExperienceReportPage, JoinRequest, Network
from network.services.pages import name_of
from portal.accounts import mydata
from portal.accounts.models import User


def export(user: User) -> dict[str, Any]:
    """Their own reports as they last wrote them, published or not; and their own wishes to join networks."""
    reports = ExperienceReportPage.objects.filter(owner=user).order_by("pk")
    wishes = JoinRequest.objects.filter(person=user).select_related("network").order_by("asked_at", "pk")
    made = Network.objects.filter(created_by=user).order_by("created_at", "pk")
    return {
        "reports": [_report(page) for page in reports],
        "networks made": [{"network": name_of(each), "at": each.created_at} for each in made],
        "asked to join": [
            {"network": name_of(each.network), "words": each.words, "answer": each.answer, "at": each.asked_at}
            for each in wishes
        ],
    }


def erase(user: User) -> None:
    """Take the wishes away. Places in networks end with the others (portal/spaces)."""
    JoinRequest.objects.filter(person=user).delete()


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
    mydata.register_exporter(
        "network", export, _("Experience reports you have written, and networks you asked to join")
    )
    mydata.register_eraser(
        "network",
        erase,
        title=_("Networks you have asked to join"),
        fate=_("What you wrote when you asked is deleted. Networks that you made stay, without your name."),
    )
