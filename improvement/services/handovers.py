"""Ask the owner of a practice whether it holds, three, six and twelve months after it was handed over (S64).

Run it as often as you like: a row comes before each letter, in the same transaction, so that none goes twice.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from improvement.domain.handover import due_now
from improvement.models import HandOver, HandOverQuestion
from portal.kernel.clock import Clock, oslo_date, system_clock
from portal.notifications.services.plain import letter_text
from portal.spaces.permissions import roles_in

# The last question goes a year after; nothing older is looked at.
_FAR_BACK = timedelta(days=420)


def ask(clock: Clock = system_clock) -> int:
    """Send what is to go today; return how many letters. An archived project is asked too: that is when it matters."""
    today = oslo_date(clock())
    rows = HandOver.objects.filter(archived_at=None, owner__is_active=True, handed_over_on__gte=today - _FAR_BACK)
    number = 0
    for row in rows.select_related("owner", "project__space").prefetch_related("questions"):
        assert row.handed_over_on is not None and row.owner is not None  # noqa: S101, PT018 - by the filter, for types
        months = due_now(row.handed_over_on, today, {each.months for each in row.questions.all()})
        if months is not None and roles_in(row.owner, row.project.space):
            number += _ask(row, months)
    return number


def _ask(row: HandOver, months: int) -> int:
    owner = row.owner
    assert owner is not None  # noqa: S101 - by the filter; tells the type checker
    try:
        with transaction.atomic(), translation.override(owner.language or settings.LANGUAGE_CODE):
            HandOverQuestion.objects.create(handover=row, months=months)
            context = {"to": owner, "row": row, "months": months, "link": _whole(row)}
            EmailMessage(
                subject=_("Does it hold? %(what)s") % {"what": row.what},
                body=letter_text("improvement/letters/handover.txt", context),
                to=[owner.email],
            ).send()
    except IntegrityError:
        return 0
    return 1


def _whole(row: HandOver) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{row.get_absolute_url()}"
