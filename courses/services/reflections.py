"""Save what somebody writes for themselves, half finished or whole, from one device or two."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from courses.models import Reflection, StepPage
from courses.services.learning import start_with, touch
from portal.kernel.clock import Clock, system_clock


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a save. Not `saved`: another window was first; its text is here so that both can be shown.

    `text` is private: it never appears in a repr.
    """

    saved: bool
    version: int
    saved_at: datetime | None
    text: str = field(repr=False, default="")


def save_reflection(
    person: Any, page: StepPage, block_id: UUID, text: str, expected: int, clock: Clock = system_clock
) -> Saved:
    """Store the text if the stored version still is `expected` (0: nothing stored yet).

    The same text again is taken without a new version, so that a form sent twice does not quarrel with itself. Raises
    ValidationError when an identity number stands in the text (the column refuses it).
    """
    now = clock()
    with transaction.atomic():
        row, created = Reflection.objects.get_or_create(
            person=person,
            step_key=page.translation_key,
            block_id=block_id,
            defaults={"text": text, "updated_at": now},
        )
        told = created or row.text != text
        if not created and told and not row.save_version(expected, text=text, updated_at=now):
            row.refresh_from_db()
            return Saved(False, row.version, row.updated_at, row.text)
        start_with(person, page, clock)
        # The same once more comes from a field that was left: whoever left it is somewhere else by now.
        touch(person, page, block_id if told else None, clock)
    return Saved(True, row.version, row.updated_at, row.text)
