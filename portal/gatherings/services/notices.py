"""What people have been told of a meeting's day and place."""

from __future__ import annotations

from collections.abc import Iterable

from portal.gatherings.choices.meetings import Stage
from portal.gatherings.models import Gathering, Notice, Seat, SentLetter
from portal.security.modelfields import identity_override

_KEPT = ("sequence", "starts_at", "ends_at", "form", "place", "address")


def date_mark(gathering: Gathering) -> str:
    """Return what a letter that tells of the meeting's day and place, as they now are, is remembered by."""
    return f"date-{gathering.sequence} of {gathering.pk}"


def remember(seat: Seat, meetings: Iterable[Gathering]) -> None:
    """Keep that somebody has been told of these meetings, and what they were told."""
    told = [each for each in meetings if each.stage != Stage.DRAFT]
    marks = [SentLetter(seat=seat, about=date_mark(each)) for each in told]
    SentLetter.objects.bulk_create(marks, ignore_conflicts=True)
    notices = [Notice(gathering=each, **{name: getattr(each, name) for name in _KEPT}) for each in told]
    # Whoever wrote the place has been asked about anything in it that looks like an identity number.
    with identity_override(True):
        Notice.objects.bulk_create(notices, ignore_conflicts=True)


def told_before(seat: Seat, gathering: Gathering) -> Notice | None:
    """Return when and where the meeting was to be by the last letter but those of what now holds; None if not known."""
    marks = seat.letters.filter(about__startswith="date-", about__endswith=f" of {gathering.pk}")
    latest = marks.exclude(about=date_mark(gathering)).order_by("-pk").values_list("about", flat=True).first()
    if latest is None:
        return None
    step = int(latest.removeprefix("date-").partition(" ")[0])
    return Notice.objects.filter(gathering=gathering, sequence=step).first()
