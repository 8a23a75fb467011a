"""A copy of an agenda, with keys of its own: a change in one touches nothing in the other."""

from __future__ import annotations

import uuid
from dataclasses import replace

from portal.gatherings.domain.agenda import Agenda, Slot
from portal.gatherings.models import Gathering

COPIED = ("title", "kind", "purpose", "focus_question", "minutes", "form", "place", "address", "link")
"""What a meeting like another one takes from it, besides the agenda."""


def copied(like: Gathering) -> Agenda:
    """Return the meeting's agenda with keys of its own, without the problems that people brought to that meeting.

    A problem is withdrawn by whoever brought it; a copy of its words would stay behind.
    """
    brought = set(like.problems.exclude(slot_key="").values_list("slot_key", flat=True))
    return Agenda(
        tuple(
            replace(part, key=key(), slots=tuple(_fresh(slot) for slot in part.slots if slot.key not in brought))
            for part in like.agenda.parts
        )
    )


def _fresh(slot: Slot) -> Slot:
    return replace(slot, key=key())


#: A key stands in a column that holds no identity numbers, and eleven digits of chance may look like one.
_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def key() -> str:
    """Return a new key for a part or a slot: letters only."""
    return uuid.uuid4().hex.translate(_LETTERS)
