"""Letters from those who run a group: seen before they go, each in its reader's language, each only once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import translation

from courses.models import Cohort, CohortLetter
from portal.accounts.models import User
from portal.gatherings.models import Seat
from portal.kernel.decisions import Decision
from portal.notifications.services.plain import letter_text
from portal.security import audit
from portal.security.ratelimit import limited

LETTERS_AN_HOUR = 6


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as it goes: subject and body, in the reader's language."""

    subject: str
    body: str


def may_send(cohort: Cohort) -> Decision:
    """Count one try to write to the group; a no when it is one too many this hour."""
    return limited(f"cohort-letter:{cohort.pk}", LETTERS_AN_HOUR, 3600)


def written(cohort: Cohort, seat: Seat, actor: User, subject: str, text: str) -> Written:
    """Return the letter that this reader gets."""
    with translation.override(language_of(seat)):
        body = letter_text("courses/letters/from_facilitator.txt", _context(cohort, seat, actor, text))
    return Written(f"{cohort.title}: {subject}", body)


def send(cohort: Cohort, actor: User, seats: Sequence[Seat], subject: str, text: str, form_key: UUID) -> int:
    """Write to these people and return how many letters went; none when the same form was sent before."""
    try:
        with transaction.atomic():
            CohortLetter.objects.create(cohort=cohort, form_key=form_key, number=len(seats), sent_by=actor)
            for seat in seats:
                letter = written(cohort, seat, actor, subject, text)
                EmailMessage(subject=letter.subject, body=letter.body, to=[seat.email]).send()
            audit.record(actor, "cohort.written_to", cohort, space_id=cohort.space_id, number=len(seats))
    except IntegrityError:
        return 0
    return len(seats)


def language_of(seat: Seat) -> str:
    """Return the language in which somebody reads letters: their own choice, else the one they were asked in."""
    chosen = seat.person.language if seat.person is not None else ""
    return chosen or seat.language or settings.LANGUAGE_CODE


def link_to(path: str) -> str:
    """Return the whole address of a page of ours."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"


def _context(cohort: Cohort, seat: Seat, actor: User, text: str) -> dict[str, Any]:
    return {
        "to": seat.name,
        "actor": actor,
        "cohort": cohort,
        "text": text,
        # Who has no account cannot open it.
        "link": link_to(cohort.get_absolute_url()) if seat.person_id is not None else "",
    }
