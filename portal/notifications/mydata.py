"""What this room holds about a person, for *mine data*: letters that wait or were sent lately."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.accounts import mydata
from portal.accounts.models import User
from portal.notifications.models import Letter


def export(user: User) -> dict[str, Any]:
    """Letters to the person that are still kept. Their texts are left out: a code in them could still open a door."""
    letters = Letter.objects.filter(recipient__iexact=user.email)
    return {
        "letters": [{"subject": each.subject, "written": each.created_at, "sent": each.sent_at} for each in letters]
    }


def erase(user: User) -> None:
    """Delete the letters to the person."""
    Letter.objects.filter(recipient__iexact=user.email).delete()


def register() -> None:
    """Tell *mine data*."""
    mydata.register_exporter("letters", export, _("Letters we have sent you lately"))
    mydata.register_eraser("letters", erase, title=_("Letters we have sent you"), fate=_("Deleted."))
