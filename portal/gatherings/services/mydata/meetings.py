"""What this room holds about a person, for *mine data*."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.accounts import mydata
from portal.accounts.models import User
from portal.gatherings.models import CalendarFeed, Gathering


def export(user: User) -> dict[str, Any]:
    """The meetings that the person has planned."""
    planned = Gathering.objects.filter(created_by=user).order_by("starts_at", "pk")
    return {
        "meetings planned": [
            {"title": each.title, "purpose": each.purpose, "begins": each.starts_at, "planned": each.created_at}
            for each in planned
        ]
    }


def erase(user: User) -> None:
    """Close the calendar address."""
    CalendarFeed.objects.filter(person=user).delete()


def register() -> None:
    """Tell *mine data*. A meeting belongs to those who meet: it stays, without the name of who planned it."""
    mydata.register_exporter("gatherings", export, _("Meetings you have planned"))
    mydata.register_eraser(
        "gatherings",
        erase,
        title=_("Meetings and your calendar address"),
        fate=_("The address is closed. Meetings you have planned stay for those who meet, without your name."),
    )
