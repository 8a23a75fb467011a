"""An agenda of the library as meetings take it: a copy that later changes in the library do not touch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from portal.gatherings.domain.agenda import Agenda, Part, Slot, SlotKind
from portal.gatherings.models.library import AgendaTemplatePage, ExercisePage

WORDS = ("title", "lead", "method", "script", "materials", "needs")


def agenda_of(page: AgendaTemplatePage) -> Agenda:
    """Return the page's agenda. Keys are block ids, so they are the same in every language the page is written in.

    What an editor has not filled in yet counts as nothing, since previews show half-written agendas. One query.
    """
    parts = []
    for number, child in enumerate(page.parts):
        key = str(child.id or number)
        slots = tuple(_slot(slot_key, value) for slot_key, value in _slots(key, child.value))
        parts.append(Part(key, child.value.get("title") or "", slots))
    return Agenda(tuple(parts))


def exercises_of(page: AgendaTemplatePage) -> dict[str, ExercisePage]:
    """Return the exercise of each slot that has one, by the slot's key."""
    found = {}
    for number, child in enumerate(page.parts):
        for key, value in _slots(str(child.id or number), child.value):
            if value.get("exercise"):
                found[key] = value["exercise"]
    return found


def _slots(part: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Walk the items of a part. One that was never saved has no id yet, and gets its place for a key."""
    for number, item in enumerate(value["slots"].bound_blocks):
        yield str(item.id or f"{part}-{number}"), item.value


def _slot(key: str, value: Any) -> Slot:
    words = {name: (value.get(name) or "").strip() for name in WORDS}
    exercise = value.get("exercise")
    return Slot(
        key=key,
        minutes=value.get("minutes") or 0,
        kind=SlotKind(value.get("kind") or SlotKind.CONVERSATION),
        exercise=str(exercise.translation_key) if exercise else "",
        **words,
    )
