"""Dividing those who come into groups, and keeping a division."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.domain.groups import Group, Person, compose
from courses.models import Cohort
from portal.accounts.models import User
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Seat
from portal.security import audit


def who_comes(cohort: Cohort) -> list[Seat]:
    """Return those who have said yes, in the order in which they were put on the list."""
    rows = cohort.seating.seats.filter(state=SeatState.CONFIRMED).select_related("organisation__parent__parent__parent")
    return list(rows.order_by("pk"))


def divide(seats: Sequence[Seat], size: int, seed: int, before: dict[str, Any]) -> list[Group]:
    """Divide people into groups of this size. `before` is the division that was kept, whose pairs are avoided."""
    together = [frozenset(pair) for group in before.get("groups", ()) for pair in combinations(group, 2)]
    return compose([_person(each) for each in seats], size, seed=seed, together_before=together)


def _person(seat: Seat) -> Person:
    """A seat as the composer sees it. A part of an organisation is a unit of the whole."""
    unit = seat.organisation
    whole = unit.line()[-1] if unit is not None else None
    part = f"{unit.pk}" if unit is not None and whole is not None and whole.pk != unit.pk else ""
    return Person(seat.pk, whole.pk if whole is not None else 0, part, seat.role)


def keep(actor: User, cohort: Cohort, size: int, seed: int) -> list[list[int]]:
    """Keep the division that this size and shuffle give, for those who come today."""
    with transaction.atomic():
        held: Cohort = Cohort.objects.select_for_update().select_related("seating").get(pk=cohort.pk)
        if (held.groups_json.get("size"), held.groups_json.get("seed")) == (size, seed):
            return list(held.groups_json["groups"])  # The button was pressed twice.
        groups = divide(who_comes(held), size, seed, held.groups_json)
        keys = [[person.key for person in group.people] for group in groups]
        held.groups_json = {"size": size, "seed": seed, "groups": keys, "at": timezone.now().isoformat()}
        held.save(update_fields=["groups_json"])
        audit.record(actor, "cohort.groups_kept", held, space_id=held.space_id, number=len(keys))
    cohort.groups_json = held.groups_json
    return keys


def kept(cohort: Cohort, seats: Sequence[Seat]) -> list[list[Seat]]:
    """Return the division that was kept, without those who no longer come."""
    known = {each.pk: each for each in seats}
    groups = [[known[key] for key in group if key in known] for group in cohort.groups_json.get("groups", ())]
    return [group for group in groups if group]


def left_out(cohort: Cohort, seats: Sequence[Seat]) -> list[Seat]:
    """Return those who come and are in no group of the division that was kept."""
    placed = {key for group in cohort.groups_json.get("groups", ()) for key in group}
    return [each for each in seats if each.pk not in placed] if placed else []
