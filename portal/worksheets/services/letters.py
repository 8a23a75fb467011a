"""Send links by letter. The address stands in the letter alone: the seat knows only what the link is called."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.notifications.services.plain import letter_text
from portal.security import audit
from portal.security.ratelimit import limited
from portal.spaces.permissions import roles_in
from portal.worksheets.domain.addressed import Line, Problem
from portal.worksheets.domain.form import said
from portal.worksheets.models import Seat, Worksheet
from portal.worksheets.services import ratings

DAY = 24 * 3600
LETTERS_A_DAY = 200
"""So many letters with links one person may have sent in a day: four full sheets."""
TO_ONE_A_DAY = 5
"""So many one address may get in a day, whoever asks."""


def check(worksheet: Worksheet, lines: Sequence[Line]) -> None:
    """Mark the lines of those who rate on the page itself, as members of the space."""
    fine = {line.email: line for line in lines if line.problem is None}
    for person in User.objects.filter(email__in=fine, is_active=True):
        if roles_in(person, worksheet.space):
            fine[person.email].problem = Problem.MEMBER


def may_send(actor: User, lines: Sequence[Line]) -> bool:
    """Count the letters; no when the sender has sent too many today. Marks the lines of those who have had enough."""
    for line in lines:
        if not limited(f"rating-letter:{actor.pk}", LETTERS_A_DAY, DAY):
            return False
        if not limited(f"rating-letter-to:{line.email}", TO_ONE_A_DAY, DAY):
            line.problem = Problem.TOO_OFTEN
    return True


def send(actor: User, worksheet: Worksheet, lines: Sequence[Line], language: str) -> list[Seat]:
    """Make a link a line and write the letters, both or neither. Who has an account gets their own language."""
    own = dict(
        User.objects.filter(email__in=[line.email for line in lines])
        .exclude(language="")
        .values_list("email", "language")
    )
    with transaction.atomic():
        first = worksheet.seats.filter(person__isnull=True).count() + 1
        labels = [line.label or _("Link %(number)d") % {"number": at} for at, line in enumerate(lines, start=first)]
        seats = ratings.make_links(actor, worksheet, labels)
        for seat, line in zip(seats, lines, strict=True):
            _write(actor, worksheet, seat, line.email, own.get(line.email, language))
        audit.record(actor, "worksheet.links_sent", worksheet, number=len(seats))
    return seats


def _write(actor: User, worksheet: Worksheet, seat: Seat, email: str, language: str) -> None:
    with translation.override(language):
        title = said(worksheet.form.title, language)
        context = {
            "actor": actor,
            "title": title,
            "worksheet": worksheet,
            "link": settings.WAGTAILADMIN_BASE_URL + reverse("worksheets:rate_by_link", args=[ratings.token_of(seat)]),
        }
        EmailMessage(
            subject=_("%(person)s asks for your view: %(title)s") % {"person": actor, "title": title},
            body=letter_text("portal/worksheets/letters/rate.txt", context),
            to=[email],
        ).send()
