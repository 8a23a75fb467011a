"""What goes by itself: a reminder of what one chose to practise, and four questions after the last meeting (S70).

Run it as often as you like. A row comes before each letter, in the same transaction, so that none goes twice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from courses.domain.followups import due_now, practice_due
from courses.models import Cohort, FollowUp, Practice, PracticeStepPage
from courses.services.cohorts.letters import language_of, link_to
from courses.services.outline import outline_of, page_for
from portal.accounts.models import User
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain.seats import GONE, Attendance, SeatState
from portal.gatherings.models import Gathering, Seat, SentLetter
from portal.kernel.clock import Clock, oslo_date, system_clock
from portal.notifications.services.plain import letter_text
from portal.security import audit

# The last question goes a year after; nothing older is looked at.
_FAR_BACK = timedelta(days=400)
_SIGNER = Signer(salt="courses.follow_up")


def run(clock: Clock = system_clock) -> int:
    """Send what is to go today; return how many letters. A closed run is followed up too: that is when it matters."""
    now = clock()
    today, number = oslo_date(now), 0
    for cohort in _begun(now):
        meetings = _held(cohort)
        if not meetings or meetings[0].starts_at > now:
            continue
        number += _remind_of_practice(cohort, meetings, today, now)
        if meetings[-1].ends_at <= now:
            number += _ask(cohort, oslo_date(meetings[-1].ends_at), today)
    return number


def _begun(now: datetime) -> list[Cohort]:
    rows = Cohort.objects.filter(
        opened_at__isnull=False,
        space__archived_at__isnull=True,
        seating__gatherings__starts_at__range=(now - _FAR_BACK, now),
    )
    return list(rows.select_related("seating").distinct().order_by("pk"))


def _held(cohort: Cohort) -> list[Gathering]:
    return list(cohort.seating.gatherings.filter(stage=Stage.ANNOUNCED).order_by("starts_at", "pk"))


def _people(cohort: Cohort) -> list[Seat]:
    """Those who hold a seat, with an account or without: many were named by their organisation and never made one."""
    rows = cohort.seating.seats.filter(state=SeatState.CONFIRMED).exclude(person__is_active=False)
    return list(rows.select_related("person").order_by("pk"))


def _remind_of_practice(cohort: Cohort, meetings: list[Gathering], today: date, now: datetime) -> int:
    """Remind of the practice that comes after a meeting, unless it has been tried already."""
    number = 0
    for gathering in meetings:
        if gathering.ends_at > now or not practice_due(oslo_date(gathering.ends_at), today):
            continue
        page = _practice_after(cohort, gathering)
        if page is None:
            continue
        # Who was away is followed up by those who lead: what they missed is not asked after as if they had been there.
        away = set(gathering.presences.filter(state=Attendance.NONE).values_list("seat", flat=True))
        seats = [each for each in _people(cohort) if each.pk not in away]
        tried = set(
            Practice.objects.filter(
                step_key=page.translation_key,
                tried_at__isnull=False,
                person__in=[each.person_id for each in seats if each.person_id],
            ).values_list("person_id", flat=True)
        )
        number += sum(_send_practice(cohort, gathering, seat) for seat in seats if seat.person_id not in tried)
    return number


def _practice_after(cohort: Cohort, gathering: Gathering) -> PracticeStepPage | None:
    """Return the first practice step after a meeting and before the next one, in the language now in use."""
    outline = outline_of(cohort.course_key, cohort.language)
    infos = outline.infos if outline is not None else ()
    at = next((place for place, info in enumerate(infos) if info.key == gathering.step_key), len(infos))
    for info in infos[at + 1 :]:
        if info.kind == "gathering":
            return None
        if info.kind == "practice":
            found: PracticeStepPage | None = page_for(PracticeStepPage, info.key)
            return found
    return None


def _send_practice(cohort: Cohort, gathering: Gathering, seat: Seat) -> int:
    def letter() -> tuple[str, str]:
        page = _practice_after(cohort, gathering)
        context = {"to": seat.name, "cohort": cohort, "gathering": gathering, "page": page, "link": _url(page)}
        return _("How is it going? %(title)s") % {"title": cohort.title}, _body("practise", context)

    return _once(seat, f"practise of {gathering.pk}", letter)


def _url(page: PracticeStepPage | None) -> str:
    path = (page.get_url() if page is not None else "") or "/"
    return path if path.startswith("http") else link_to(path)


def _ask(cohort: Cohort, last: date, today: date) -> int:
    sent: dict[int, set[str]] = {}
    for key, when in FollowUp.objects.filter(cohort=cohort).values_list("seat_id", "when"):
        sent.setdefault(key, set()).add(when)
    number = 0
    for seat in _people(cohort):
        due = due_now(last, today, sent.get(seat.pk, set()))
        if due is not None:
            number += _send_question(cohort, seat, due.stage)
    return number


def _send_question(cohort: Cohort, seat: Seat, stage: str) -> int:
    try:
        with transaction.atomic():
            row = FollowUp.objects.create(cohort=cohort, seat=seat, when=stage)
            with translation.override(language_of(seat)):
                context: dict[str, Any] = {
                    "to": seat.name,
                    "cohort": cohort,
                    "when": row.get_when_display(),
                    "link": link_to(address_of(row)),
                }
                subject = _("What has held? %(title)s") % {"title": cohort.title}
                EmailMessage(subject=subject, body=_body("follow_up", context), to=[seat.email]).send()
    except IntegrityError:  # Another process was first.
        return 0
    return 1


def _once(seat: Seat, about: str, letter: Callable[[], tuple[str, str]]) -> int:
    try:
        with transaction.atomic():
            SentLetter.objects.create(seat=seat, about=about)
            with translation.override(language_of(seat)):
                subject, body = letter()
                EmailMessage(subject=subject, body=body, to=[seat.email]).send()
    except IntegrityError:
        return 0
    return 1


def _body(name: str, context: dict[str, Any]) -> str:
    return letter_text(f"courses/letters/{name}.txt", context)


def address_of(row: FollowUp) -> str:
    """Return where a follow-up is answered: signed in, or by a signed link while the seat belongs to no account."""
    if row.seat.person_id is not None:
        return reverse("courses:follow_up", args=[row.pk])
    return reverse("courses:follow_up_by_link", args=[_SIGNER.sign(str(row.pk)).replace(":", ".")])


def asked_at(word: str) -> FollowUp | None:
    """Return the follow-up of a link; None for a word that was never made here, and for a seat that is given up."""
    try:
        key = _SIGNER.unsign(":".join(word.rsplit(".", 1)))
    except BadSignature:
        return None
    rows = FollowUp.objects.select_related("cohort__space", "seat").exclude(seat__state__in=GONE)
    found: FollowUp | None = rows.filter(pk=int(key)).first()
    return found


def answer(person: User | None, row: FollowUp, values: dict[str, Any], clock: Clock = system_clock) -> None:
    """Keep what somebody says, and whether the facilitators may read it. May be said anew."""
    with transaction.atomic():
        for name, value in values.items():
            setattr(row, name, value)
        row.answered_at = clock()
        row.save(update_fields=[*values, "answered_at"])
        audit.record(person, "cohort.follow_up_answered", row, space_id=row.cohort.space_id)
