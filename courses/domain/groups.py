"""Groups of people who meet across organisations: small, mixed, and able to say why they look as they do.

People are dealt like cards, organisation by organisation, so that each one reaches as many groups as it has people. Of
many such deals the one is kept in which the fewest sit with their own unit only, the roles are spread best and the
fewest meet somebody they were with last time. The same seed gives the same groups; another seed is «shuffle again».
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import ceil

TRIES = 60
"""Deals that are compared. More gives little: the spread of organisations is the best possible in each of them."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to place. `unit` is the part of the organisation they work in; empty where that is not known."""

    key: int
    organisation: int
    unit: str = ""
    role: str = ""


class Why(StrEnum):
    """What there is to say about a group."""

    EVERYBODY = "everybody"
    """Every organisation that takes part is in it."""
    MISSING = "missing"
    """Organisations with fewer people than there are groups cannot be in all of them: these are not in this one."""
    ONE_UNIT = "one_unit"
    """All in it work in the same unit: there were too few others to go round."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to say about a group; `organisations` are those that are missing."""

    why: Why
    organisations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Who sits together, and what there is to say about it."""

    people: tuple[Person, ...]
    notes: tuple[Note, ...]


def compose(
    people: Sequence[Person], size: int, *, seed: int = 0, together_before: Iterable[frozenset[int]] = ()
) -> list[Group]:
    """Return groups of at most `size` people, whose sizes differ by one at the most.

    Nobody sits alone: where pairs do not come out even, one group is a group of three. `together_before` are pairs of
    keys that were in the same group last time. Raises ValueError for a size below two.
    """
    if size < 2:
        raise ValueError("a group has at least two people")
    if not people:
        return []
    number = min(ceil(len(people) / size), max(len(people) // 2, 1))
    before, dice = frozenset(together_before), random.Random(seed)  # noqa: S311 - seats, not secrets
    deals = [_deal(people, number, dice) for _each in range(TRIES if number > 1 else 1)]
    best = min(deals, key=lambda deal: _cost(deal, before))
    everybody = frozenset(person.organisation for person in people)
    return [Group(tuple(group), _notes(group, everybody)) for group in best]


def _deal(people: Sequence[Person], number: int, dice: random.Random) -> list[list[Person]]:
    """Deal round and round: whoever belongs together comes one after the other, and so into different groups."""
    organisations = sorted({person.organisation for person in people})
    dice.shuffle(organisations)
    place = {organisation: at for at, organisation in enumerate(organisations)}
    luck = {person.key: dice.random() for person in people}
    units = {unit: dice.random() for unit in sorted({person.unit for person in people})}

    def order(person: Person) -> tuple[int, float, str, float]:
        return (place[person.organisation], units[person.unit], person.role, luck[person.key])

    groups: list[list[Person]] = [[] for _each in range(number)]
    for at, person in enumerate(sorted(people, key=order)):
        groups[at % number].append(person)
    return groups


def _cost(groups: list[list[Person]], before: frozenset[frozenset[int]]) -> tuple[int, int, int, int]:
    """What is wrong with a deal, the worst first: one unit alone, roles in a heap, known pairs, units in a heap."""
    alone = sum(_one_unit(group) for group in groups)
    roles = sum(_heaped(person.role for person in group if person.role) for group in groups)
    known = sum(frozenset((one.key, other.key)) in before for group in groups for one, other in combinations(group, 2))
    units = sum(_heaped(person.unit for person in group if person.unit) for group in groups)
    return alone, roles, known, units


def _heaped(words: Iterable[str]) -> int:
    """How many pairs say the same."""
    return sum(count * (count - 1) // 2 for count in Counter(words).values())


def _one_unit(group: Sequence[Person]) -> bool:
    """Whether all work in the same, known unit of the same organisation. One alone is with nobody."""
    places = {(person.organisation, person.unit) for person in group}
    return len(group) > 1 and len(places) == 1 and bool(group[0].unit)


def _notes(group: Sequence[Person], everybody: frozenset[int]) -> tuple[Note, ...]:
    lacking = tuple(sorted(everybody - {person.organisation for person in group}))
    notes = [Note(Why.MISSING, lacking) if lacking else Note(Why.EVERYBODY)]
    if _one_unit(group):
        notes.append(Note(Why.ONE_UNIT))
    return tuple(notes)
