"""Several meetings at once: a series, a series that is moved, and a year that is copied to the next."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from portal.accounts.models import User
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain.series import next_year
from portal.gatherings.models import Gathering, SeriesPlace
from portal.gatherings.services import meetings
from portal.gatherings.services.copies import COPIED, copied
from portal.kernel.clock import from_oslo, oslo_date, to_oslo
from portal.spaces.models import Space


def series_of(gathering: Gathering) -> list[Gathering]:
    """Return the meetings of its series in the order of their days; itself alone where it is in none."""
    key = SeriesPlace.objects.filter(gathering=gathering).values_list("key", flat=True).first()
    if key is None:
        return [gathering]
    rows = Gathering.objects.filter(series_place__key=key).select_related("space")
    return list(rows.order_by("starts_at", "pk"))


def plan_more(
    actor: User, like: Gathering, days: Iterable[date], form_key: UUID, *, same_people: bool = False
) -> list[Gathering]:
    """Plan meetings like this one on these days, at its time of the day, as drafts. The same form counts once.

    `same_people`: they share its list of participants, so that whoever answers, answers for all of them.
    """
    with transaction.atomic():
        Gathering.objects.select_for_update().get(pk=like.pk)
        place, _new = SeriesPlace.objects.get_or_create(gathering=like, defaults={"key": uuid.uuid4()})
        made = [_like(actor, like, day, form_key, same_people=same_people) for day in days]
        for each in made:
            SeriesPlace.objects.get_or_create(gathering=each, defaults={"key": place.key})
    return made


def _like(actor: User, like: Gathering, day: date, form_key: UUID, *, same_people: bool = False) -> Gathering:
    values = {name: getattr(like, name) for name in COPIED}
    if same_people:
        values["seating"] = like.seating
    return meetings.plan(
        actor,
        like.space,
        {**values, "starts_at": _at(like, day), "language": like.language},
        agenda=copied(like),
        template_key=like.template_key,
        # One for each copy: a form that is sent twice finds each of them again.
        form_key=uuid.uuid5(form_key, f"{like.pk} {day.isoformat()}"),
    )


def _at(like: Gathering, day: date) -> datetime:
    """The same time of the day on another day, by a Norwegian wall clock."""
    return from_oslo(day, to_oslo(like.starts_at).time())


def following(gathering: Gathering) -> list[Gathering]:
    """Return it and the later ones of its series, but for those called off."""
    rows = series_of(gathering)
    return [each for each in rows if each.starts_at >= gathering.starts_at and not each.is_cancelled]


def move_following(actor: User, gathering: Gathering, expected: int, begins: datetime) -> list[Gathering] | None:
    """Move it to `begins`, and the later ones by as many days, to the same time of the day. None: it was changed.

    All are moved or none.
    """
    shift = oslo_date(begins) - oslo_date(gathering.starts_at)
    clock = to_oslo(begins).time()
    with transaction.atomic():
        rows = following(gathering)
        if rows[0].pk != gathering.pk or rows[0].version != expected:
            return None
        for each in rows:
            starts_at = from_oslo(oslo_date(each.starts_at) + shift, clock)
            if meetings.change(actor, each, each.version, {"starts_at": starts_at}) is not None:
                transaction.set_rollback(True)
                return None
    return rows


def announce_all(actor: User, gathering: Gathering) -> int:
    """Announce those of the series that are drafts; return how many."""
    with transaction.atomic():
        return sum(meetings.announce(actor, each) for each in series_of(gathering) if each.stage == Stage.DRAFT)


def of_year(space: Space, year: int) -> list[Gathering]:
    """Return the meetings that a space has in a year, but for those called off."""
    first, last = from_oslo(date(year, 1, 1)), from_oslo(date(year + 1, 1, 1))
    rows = Gathering.objects.in_space(space).filter(starts_at__gte=first, starts_at__lt=last)
    return list(rows.exclude(stage=Stage.CANCELLED).select_related("space").order_by("starts_at", "pk"))


def years_of(space: Space) -> list[int]:
    """Return the years (Norwegian time) in which a space has meetings, but for those called off; the newest first."""
    rows = Gathering.objects.in_space(space).exclude(stage=Stage.CANCELLED)
    return sorted({oslo_date(moment).year for moment in rows.values_list("starts_at", flat=True)}, reverse=True)


def copy_to_next_year(actor: User, chosen: Sequence[Gathering], form_key: UUID) -> list[Gathering]:
    """Plan each of these once more next year, on the same weekday of the same week, as drafts. A series stays one."""
    with transaction.atomic():
        keys = dict(SeriesPlace.objects.filter(gathering__in=chosen).values_list("gathering_id", "key"))
        made = []
        for each in chosen:
            copy = _like(actor, each, next_year(oslo_date(each.starts_at)), form_key)
            if each.pk in keys:
                new = uuid.uuid5(form_key, str(keys[each.pk]))
                SeriesPlace.objects.get_or_create(gathering=copy, defaults={"key": new})
            made.append(copy)
    return made
