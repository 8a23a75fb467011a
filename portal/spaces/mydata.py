"""What this room holds about a person, for *mine data*."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts import mydata
from portal.accounts.models import User
from portal.spaces.handover import concern, name_of
from portal.spaces.models import SpaceMember


def export(user: User) -> dict[str, Any]:
    """Places the person has and has had."""
    members = SpaceMember.objects.filter(person=user).select_related("space", "acting_for").order_by("pk")
    return {
        "places": [
            {
                "where": name_of(each.space),
                "kind": each.space.get_kind_display(),
                "role": each.get_role_display(),
                "on behalf of": str(each.acting_for) if each.acting_for else "",
                "from": each.starts_on,
                "to": each.ends_on,
            }
            for each in members
        ]
    }


def erase(user: User) -> None:
    """End the places the person has; that somebody was there stays, without the name."""
    today = timezone.localdate()
    SpaceMember.objects.filter(person=user, starts_on__gt=today).delete()
    SpaceMember.objects.current().filter(person=user).update(ends_on=today)


def register() -> None:
    """Tell *mine data*."""
    mydata.register_exporter("spaces", export, _("Projects and groups"))
    mydata.register_eraser(
        "spaces",
        erase,
        title=_("Your places in projects and groups"),
        fate=_("Ended today. The others see “former member”; what you wrote together stays theirs."),
    )
    mydata.register_concern(concern)
