"""Django's mail goes into the outbox instead of straight out."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailAttachment, EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from portal.notifications.models import Letter


class OutboxBackend(BaseEmailBackend):
    """Store each letter, one row a recipient, in the caller's transaction."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store the letters and return how many messages they came from."""
        for message in email_messages:
            html = next((str(body) for body, kind in getattr(message, "alternatives", []) if kind == "text/html"), "")
            Letter.objects.bulk_create(
                Letter(
                    recipient=recipient,
                    subject=message.subject[:300],
                    text=str(message.body),
                    html=html,
                    calendar=_calendar_of(message),
                    sender=message.from_email or "",
                )
                for recipient in message.recipients()
            )
        return len(email_messages)


def _calendar_of(message: EmailMessage) -> str:
    """Return the calendar entry that goes with the message. Other files are not sent by letter."""
    files = (each for each in message.attachments if isinstance(each, EmailAttachment))
    return next((str(each.content) for each in files if (each.mimetype or "").startswith("text/calendar")), "")
