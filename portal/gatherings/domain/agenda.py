"""What happens when people meet: parts, and slots of some minutes each, in order.

Only lengths are stored. When something begins follows from when the meeting begins and from what stands before it, so
that moving, adding or lengthening one thing moves the rest by itself. `to_json` and `from_json` are each other's
inverse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

LONGEST = 24 * 60
"""Minutes. What lasts longer than a day is two meetings."""


class SlotKind(StrEnum):
    """What kind of thing happens. The kinds of a conference day (S24), and those of work in groups."""

    OPENING = "opening"
    TALK = "talk"
    QUESTIONS = "questions"
    EXERCISE = "exercise"
    CONVERSATION = "conversation"
    WORKSHOP = "workshop"
    PLENARY = "plenary"
    BREAK = "break"
    MEAL = "meal"
    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"
    CLOSING = "closing"


REST = frozenset({SlotKind.BREAK, SlotKind.MEAL})
"""Nobody leads these, and they are the first to give when time is short."""


ASKED = frozenset({SlotKind.CHECK_IN, SlotKind.CHECK_OUT})
"""A round with one question (`method`), which everybody sees while it goes on."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that happens. `lead` is a role in words; `script` is read by whoever leads, and by nobody else.

    `exercise` is the translation key of a page in the library, as text.
    """

    key: str
    title: str
    minutes: int
    kind: SlotKind = SlotKind.CONVERSATION
    method: str = ""
    lead: str = ""
    materials: str = ""
    script: str = ""
    needs: str = ""
    exercise: str = ""

    @property
    def prompt(self) -> str:
        """The question of a round; empty for all else."""
        return self.method if self.kind in ASKED else ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the meeting («Del 1»). A short meeting has one, without a title."""

    key: str
    title: str = ""
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Timed:
    """A slot with its moments. `number` counts from one through the whole meeting."""

    slot: Slot
    part: str
    number: int
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Agenda:
    """The whole of it."""

    parts: tuple[Part, ...] = ()

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every slot, in order."""
        return tuple(slot for part in self.parts for slot in part.slots)

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return sum(slot.minutes for slot in self.slots)

    def slot(self, key: str) -> Slot | None:
        """The slot with this key."""
        return next((slot for slot in self.slots if slot.key == key), None)


def timed(agenda: Agenda, begins: datetime) -> list[Timed]:
    """Return every slot with when it begins and ends.

    Give a moment in UTC: across a change to summer time a slot of fifteen minutes still lasts fifteen minutes.
    """
    found, moment = [], begins
    for number, (part, slot) in enumerate(_walk(agenda), start=1):
        ends = moment + timedelta(minutes=slot.minutes)
        found.append(Timed(slot, part.key, number, moment, ends))
        moment = ends
    return found


def _walk(agenda: Agenda) -> Iterator[tuple[Part, Slot]]:
    return ((part, slot) for part in agenda.parts for slot in part.slots)


# -- changes: each returns a new agenda, or the same one where there is nothing to change ----------------------------


def added(agenda: Agenda, slot: Slot, part: str = "") -> Agenda:
    """Return it with the slot last in the part; in the last part without one, which is made if there is none."""
    if not agenda.parts:
        return Agenda((Part(part or "1", slots=(slot,)),))
    wanted = part if any(each.key == part for each in agenda.parts) else agenda.parts[-1].key
    return _map(agenda, lambda each: replace(each, slots=(*each.slots, slot)) if each.key == wanted else each)


def changed(agenda: Agenda, key: str, **values: Any) -> Agenda:
    """Return it with other values in one slot."""
    return _map(
        agenda,
        lambda part: replace(
            part, slots=tuple(replace(slot, **values) if slot.key == key else slot for slot in part.slots)
        ),
    )


def removed(agenda: Agenda, key: str) -> Agenda:
    """Return it without the slot. The part stays, also when it is empty."""
    return _map(agenda, lambda part: replace(part, slots=tuple(slot for slot in part.slots if slot.key != key)))


def placed(agenda: Agenda, key: str, part: str, at: int) -> Agenda:
    """Return it with the slot at place `at` (from 0) in the part: what a drag does. Too far is last."""
    slot = agenda.slot(key)
    if slot is None or all(each.key != part for each in agenda.parts):
        return agenda
    rest = removed(agenda, key)

    def put(each: Part) -> Part:
        if each.key != part:
            return each
        place = min(max(at, 0), len(each.slots))
        return replace(each, slots=(*each.slots[:place], slot, *each.slots[place:]))

    return _map(rest, put)


def shifted(agenda: Agenda, key: str, steps: int) -> Agenda:
    """Return it with the slot one place earlier (-1) or later (+1): what the keys do.

    At the edge of a part it goes on into the next part, and stops at the ends of the meeting.
    """
    for index, part in enumerate(agenda.parts):
        keys = [slot.key for slot in part.slots]
        if key not in keys:
            continue
        at = keys.index(key) + steps
        if 0 <= at < len(keys):
            return placed(agenda, key, part.key, at)
        neighbour = index + steps
        if not 0 <= neighbour < len(agenda.parts):
            return agenda
        into = agenda.parts[neighbour]
        return placed(agenda, key, into.key, len(into.slots) if steps < 0 else 0)
    return agenda


def with_part(agenda: Agenda, key: str, title: str) -> Agenda:
    """Return it with an empty part last."""
    return Agenda((*agenda.parts, Part(key, title)))


def part_shifted(agenda: Agenda, key: str, steps: int) -> Agenda:
    """Return it with the part one place earlier (-1) or later (+1); it stops at the ends of the meeting."""
    keys = [part.key for part in agenda.parts]
    if key not in keys or not 0 <= (to := keys.index(key) + steps) < len(keys):
        return agenda
    parts = list(agenda.parts)
    parts.insert(to, parts.pop(keys.index(key)))
    return Agenda(tuple(parts))


def renamed(agenda: Agenda, part: str, title: str) -> Agenda:
    """Return it with another title on a part."""
    return _map(agenda, lambda each: replace(each, title=title) if each.key == part else each)


def without_part(agenda: Agenda, key: str) -> Agenda:
    """Return it without the part; what stood in it goes to the end of the part before, or the start of the one after.

    The only part there is stays when it holds something.
    """
    keys = [part.key for part in agenda.parts]
    if key not in keys:
        return agenda
    at = keys.index(key)
    gone, rest = agenda.parts[at], [*agenda.parts[:at], *agenda.parts[at + 1 :]]
    if not gone.slots:
        return Agenda(tuple(rest))
    if not rest:
        return agenda
    into = max(at - 1, 0)
    slots = (*rest[into].slots, *gone.slots) if at else (*gone.slots, *rest[into].slots)
    rest[into] = replace(rest[into], slots=slots)
    return Agenda(tuple(rest))


def _map(agenda: Agenda, change: Any) -> Agenda:
    return Agenda(tuple(change(part) for part in agenda.parts))


# -- stored ----------------------------------------------------------------------------------------------------------


def to_json(agenda: Agenda) -> list[dict[str, Any]]:
    """Return what is stored."""
    return [
        {"key": part.key, "title": part.title, "slots": [asdict(slot) for slot in part.slots]} for part in agenda.parts
    ]


def from_json(stored: list[dict[str, Any]]) -> Agenda:
    """Return the agenda of what was stored; raises ValueError where it is none."""
    try:
        return Agenda(
            tuple(
                Part(
                    str(part["key"]),
                    str(part["title"]),
                    tuple(Slot(**{**slot, "kind": SlotKind(slot["kind"])}) for slot in part["slots"]),
                )
                for part in stored
            )
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"This is no agenda: {error}") from error
