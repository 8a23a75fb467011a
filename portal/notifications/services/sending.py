"""Send what waits in the outbox."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import Q
from django.utils import timezone

from portal.notifications.models import Letter
from portal.notifications.models.letters import CALENDAR_FILE

KEEP_DAYS = 14
logger = logging.getLogger(__name__)


def send_due(limit: int = 50) -> int:
    """Send up to `limit` due letters through settings.VARIG_MAIL_TRANSPORT and return how many went.

    A letter is marked only after the server took it. If the process dies in between, that one letter may go twice.
    Without a transport (the demo) nothing is sent; letters are read on the outbox page.
    """
    transport = settings.VARIG_MAIL_TRANSPORT
    if not transport:
        return 0
    sent = 0
    for letter in Letter.objects.due().order_by("next_try_at")[:limit]:
        try:
            message = EmailMultiAlternatives(
                letter.subject,
                letter.text,
                letter.sender or settings.DEFAULT_FROM_EMAIL,
                [letter.recipient],
                connection=get_connection(transport),
            )
            if letter.html:
                message.attach_alternative(letter.html, "text/html")
            if letter.calendar_method:
                message.attach(CALENDAR_FILE, letter.calendar, f"text/calendar; method={letter.calendar_method}")
            message.send()
        except OSError as error:
            logger.warning("A letter could not be sent (%s); it waits", type(error).__name__)
            letter.failed()
        else:
            letter.sent_at = timezone.now()
            letter.save(update_fields=["sent_at"])
            sent += 1
    return sent


def forget_old() -> int:
    """Delete letters that were sent, or given up, more than KEEP_DAYS days ago."""
    before = timezone.now() - timedelta(days=KEEP_DAYS)
    deleted, _ = Letter.objects.filter(Q(sent_at__lt=before) | Q(given_up_at__lt=before)).delete()
    return deleted
