"""Letters to those who are asked to come, each in their own language. They go through the outbox.

A row of `SentLetter` comes before every letter that could go twice, in the same transaction. `date-<sequence> of
<meeting>` is kept for every letter that tells of a date: so it is known who has not heard of the latest one; and
`when-<sequence>:<from>+<minutes> of <meeting>`, so that a letter about a change can say what was told before.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Seat, Seating, SentLetter, Share
from portal.gatherings.presenters.calendars import attachment_of
from portal.gatherings.presenters.meetings import clock_of, span_words, when_words, where_words
from portal.gatherings.seatwords import words_for
from portal.gatherings.services.hosts import host_of
from portal.gatherings.services.seatlinks import whole, word_of, word_of_share
from portal.notifications.services.plain import letter_text
from portal.spaces.doors import door_of

_WITH_ENTRY = frozenset({"confirmed", "moved", "cancelled"})
"""Letters that carry the calendar entry; to those who can have it in their calendar."""
_HAS_ENTRY = frozenset({SeatState.CONFIRMED, SeatState.OFFERED, SeatState.WAITING})
_ANSWERED = frozenset({SeatState.CONFIRMED, SeatState.WAITING})
_MOMENT = "%y%m%d%H%M"


def invited(seats: Iterable[Seat], now: datetime) -> int:
    """Write the invitations of those who have none yet; return how many. The caller holds the list."""
    number = 0
    for seat in seats:
        if not _once(seat, "invited"):
            continue
        seat.invited_at = now
        seat.save(update_fields=["invited_at"])
        _write(seat, "invited", lambda: _("Invitation: %(title)s"))
        if seat.leader_email:
            leader_told(seat)
        number += 1
    return number


def leader_told(seat: Seat, link: str = "") -> None:
    """Write to the leader of somebody who is asked; with a link where their yes is needed."""
    if not _once(seat, "leader"):
        return
    with translation.override(_language(seat)):
        meetings = _meetings(seat)
        more = {"leader": seat.leader_name, "link": link}
        subject = _subject(lambda: _("Time for %(name)s to take part") % {"name": seat.name}, meetings)
        EmailMessage(subject=subject, body=_body(seat, "leader", meetings, more), to=[seat.leader_email]).send()


def contact_asked(share: Share, name: str, email: str) -> None:
    """Ask an organisation's contact to name people."""
    seating = share.seating
    meetings = list(seating.gatherings.exclude(stage=Stage.CANCELLED).order_by("starts_at", "pk"))
    with translation.override(seating.language or settings.LANGUAGE_CODE):
        context = {
            **_facts(seating, meetings),
            "name": name,
            "share": share,
            "link": whole("naming", word_of_share(share)),
        }
        subject = _subject(lambda: _("Who comes from you? %(title)s"), meetings)
        body = letter_text("portal/gatherings/letters/contact.txt", context)
        EmailMessage(subject=subject, body=body, to=[email]).send()


def deputy_asked(seat: Seat, now: datetime) -> None:
    """Write to whoever is asked to come instead of another."""
    if _once(seat, "invited"):
        seat.invited_at = now
        seat.save(update_fields=["invited_at"])
        _write(seat, "deputy", lambda: _("Can you come instead? %(title)s"))


def answer_taken(seat: Seat) -> None:
    """Confirm a yes: a seat, or a place on the waiting list."""
    if seat.state == SeatState.CONFIRMED:
        _write(seat, "confirmed", lambda: _("You have a seat: %(title)s"))
    else:
        _write(seat, "waiting", lambda: _("You are on the waiting list: %(title)s"))


def offered(seat: Seat) -> None:
    """Offer a seat that has become free."""
    _write(seat, "offered", lambda: _("There is a seat for you: %(title)s"))


def withdrawn(seat: Seat, *, organisation: str = "", comes: str = "") -> None:
    """Say that an invitation is taken back, and by whom.

    By the host; or the `organisation` has given up its seats; or whoever sent a deputy `comes` after all.
    """
    _write(
        seat, "withdrawn", lambda: _("Your invitation is taken back: %(title)s"), organisation=organisation, comes=comes
    )


def asked_again(seat: Seat, gathering: Gathering, days: int) -> bool:
    """Ask once more for an answer. False when that has been done so many days before already."""
    if not _once(seat, f"ask-{days} of {gathering.pk}"):
        return False
    _write(seat, "asked_again", lambda: _("Can you come? %(title)s"), gathering)
    return True


def reminded(seat: Seat, gathering: Gathering, days: int) -> bool:
    """Remind of a meeting so many days ahead. False when that has been done already."""
    if not _once(seat, f"remind-{days} of {gathering.pk}"):
        return False
    _write(seat, "reminder", lambda: _("Soon: %(title)s"), gathering, days=days)
    return True


def told_of_change(seat: Seat, gathering: Gathering) -> bool:
    """Say that a meeting is moved or called off. False when they have heard of it already."""
    if not _once(seat, date_mark(gathering)):
        return False
    if gathering.is_cancelled:
        _write(seat, "cancelled", lambda: _("Called off: %(title)s"), gathering, reason=gathering.cancelled_reason)
    else:
        told = _told_before(seat, gathering)
        with translation.override(_language(seat)):
            before = span_words(*told) if told is not None and told != _span(gathering) else ""
        more = {"before": before, "same_time": told == _span(gathering), "answered": seat.state in _ANSWERED}
        _write(seat, "moved", lambda: _("Changed: %(title)s"), gathering, **more)
    return True


def _span(gathering: Gathering) -> tuple[datetime, datetime]:
    return gathering.starts_at.replace(second=0, microsecond=0), gathering.ends_at.replace(second=0, microsecond=0)


def _when_mark(gathering: Gathering) -> str:
    begins, ends = _span(gathering)
    minutes = int((ends - begins).total_seconds() // 60)
    return f"when-{gathering.sequence}:{begins.astimezone(UTC):{_MOMENT}}+{minutes} of {gathering.pk}"


def _told_before(seat: Seat, gathering: Gathering) -> tuple[datetime, datetime] | None:
    """Return from when to when the meeting was to be by the last letter; None when that is not known."""
    marks = seat.letters.filter(about__startswith="when-", about__endswith=f" of {gathering.pk}")
    latest = marks.order_by("-pk").values_list("about", flat=True).first()
    if latest is None:
        return None
    moment, _plus, minutes = latest.partition(":")[2].partition(" ")[0].partition("+")
    begins = datetime.strptime(moment, _MOMENT).replace(tzinfo=UTC)
    return begins, begins + timedelta(minutes=int(minutes))


def date_mark(gathering: Gathering) -> str:
    """Return what a letter that tells of the meeting's date is remembered by."""
    return f"date-{gathering.sequence} of {gathering.pk}"


def text_of(seat: Seat) -> tuple[str, str]:
    """Return subject and text of an invitation as it would go now."""
    with translation.override(_language(seat)):
        meetings = _meetings(seat)
        return _subject(lambda: _("Invitation: %(title)s"), meetings), _body(seat, "invited", meetings, {})


def _write(seat: Seat, name: str, subject: Any, gathering: Gathering | None = None, **more: Any) -> None:
    with translation.override(_language(seat)):
        meetings = [gathering] if gathering is not None else _meetings(seat)
        letter = EmailMessage(_subject(subject, meetings), _body(seat, name, meetings, more), to=[seat.email])
        if name in _WITH_ENTRY and seat.state in _HAS_ENTRY and (entry := attachment_of(seat, meetings)) is not None:
            letter.attach(*entry)
        letter.send()
    told = [each for each in meetings if each.stage != Stage.DRAFT]
    marks = [SentLetter(seat=seat, about=mark(each)) for each in told for mark in (date_mark, _when_mark)]
    SentLetter.objects.bulk_create(marks, ignore_conflicts=True)


def _subject(words: Any, meetings: list[Gathering]) -> str:
    title = meetings[0].title if meetings else ""
    said = str(words())
    return said % {"title": title} if "%(title)s" in said else said


def _body(seat: Seat, name: str, meetings: list[Gathering], more: dict[str, Any]) -> str:
    context = {
        **_facts(seat.seating, meetings),
        "seat": seat,
        "words": words_for(seat),
        "until": until_words(seat.offered_until),
        "link": whole("seat", word_of(seat)),
        **more,
    }
    return letter_text(f"portal/gatherings/letters/{name}.txt", context)


def _facts(seating: Seating, meetings: list[Gathering]) -> dict[str, Any]:
    first = meetings[0] if meetings else None
    return {
        "meetings": [{"title": each.title, "when": _sentence(each), "where": where_words(each)} for each in meetings],
        "place": door_of(seating.space).name,
        "host": host_of(seating.space, meetings),
        "greeting": seating.greeting,
        "purpose": first.purpose if first else "",
        "focus": first.focus_question if first else "",
        "answer_by": seating.answer_by,
    }


def until_words(until: datetime | None) -> str:
    """«tirsdag 24. november kl. 16.00»."""
    if until is None:
        return ""
    local = timezone.localtime(until)
    day = f"{date_format(local, 'l')} {date_format(local, 'MONTH_DAY_FORMAT')}"
    return _("%(day)s at %(time)s") % {"day": day, "time": clock_of(local)}


def _sentence(gathering: Gathering) -> str:
    words = when_words(gathering)
    return words[:1].upper() + words[1:]


def _meetings(seat: Seat) -> list[Gathering]:
    """What a letter about the seat is about: those that are to come, as long as there are any."""
    found = list(seat.seating.gatherings.exclude(stage=Stage.CANCELLED).order_by("starts_at", "pk"))
    return [each for each in found if each.ends_at > timezone.now()] or found


def _language(seat: Seat) -> str:
    person = seat.person
    return (person.language if person is not None else "") or seat.language or settings.LANGUAGE_CODE


def _once(seat: Seat, about: str) -> bool:
    _row, made = SentLetter.objects.get_or_create(seat=seat, about=about)
    return made
