"""Write to whoever is responsible a week before an action is due, when it was agreed longer ago than that.

What is agreed today for the day after tomorrow is remembered anyway. What is agreed for months ahead is not: to see
after 3, 6 and 12 months whether an improvement still holds (S64) is what this is for.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.actions.models import Action
from portal.kernel.clock import oslo_date
from portal.notifications.services.plain import letter_text

NOTICE = timedelta(days=7)
# A portal that has stood still for longer than this writes no letters about the past.
LATEST = timedelta(days=14)


def remind(today: date | None = None) -> int:
    """Send what is to be sent today; return how many letters. Run it as often as you like."""
    today = today or timezone.localdate()
    near = (
        Action.objects.open()
        .filter(due__range=(today - LATEST, today + NOTICE), responsible__is_active=True, space__archived_at=None)
        .filter(Q(reminded_of__isnull=True) | ~Q(reminded_of=F("due")))
        .select_related("responsible", "space")
        .order_by("pk")
    )
    return sum(_send(action) for action in near if _asked_in_time(action) and _still_there(action))


def _asked_in_time(action: Action) -> bool:
    return action.due is not None and oslo_date(action.created_at) <= action.due - NOTICE


def _still_there(action: Action) -> bool:
    """Who no longer comes in hears no more of what is agreed there."""
    person = action.responsible
    return person is not None and Action.objects.mine(person).filter(pk=action.pk).exists()


@transaction.atomic
def _send(action: Action) -> int:
    """Write the letter and that it is written, both or neither. A new day gives a new letter."""
    person = action.responsible
    open_still = Action.objects.open().filter(pk=action.pk, due=action.due)
    if not isinstance(person, User) or not open_still.update(reminded_of=action.due):
        return 0
    with translation.override(person.language or settings.LANGUAGE_CODE):
        base = settings.WAGTAILADMIN_BASE_URL
        context = {
            "to": person,
            "action": action,
            "link": base + reverse("actions:action", args=[action.space_id, action.pk]),
            "all": base + reverse("actions:mine"),
        }
        body = letter_text("portal/actions/letters/due.txt", context)
        EmailMessage(subject=_("Soon due: %(what)s") % {"what": action.what}, body=body, to=[person.email]).send()
    return 1
