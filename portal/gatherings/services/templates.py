"""Agendas of the library that a meeting may begin from, and exercises that are put into one."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from portal.gatherings.choices.meetings import GatheringKind
from portal.gatherings.domain.agenda import Agenda, SlotKind
from portal.gatherings.models import AgendaTemplatePage, ExercisePage
from portal.gatherings.services.snapshot import agenda_of


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a meeting begins from: the agenda's key in the library, a copy of it, and what kind of meeting it is for."""

    key: UUID | None = None
    agenda: Agenda = field(default_factory=Agenda)
    kind: str = GatheringKind.MEETING


def choices_for(kinds: frozenset[str] | None = None) -> list[tuple[str, str]]:
    """Return key and title of every agenda that the reader can begin from, in the reader's language where it has it."""
    pages = AgendaTemplatePage.objects.listable().order_by("title")
    return [(str(page.translation_key), page.title) for page in pages if kinds is None or page.gathering in kinds]


def exercise_choices() -> list[tuple[str, str]]:
    """Return key and title of every exercise of the library, in the reader's language where it has it."""
    pages = ExercisePage.objects.listable().order_by("title")
    return [(str(page.translation_key), page.title) for page in pages]


def slot_from(key: str) -> dict[str, Any]:
    """Return what an item of an agenda begins with when an exercise is put into it; nothing for one that is not there.

    The steps stay in the library, one link away, so that what is mended there is right in every meeting.
    """
    page = next(iter(exercises_at([key])), None)
    if page is None:
        return {}
    return {
        "title": page.title,
        "minutes": page.minutes or 10,
        "kind": SlotKind.EXERCISE,
        "lead": page.lead,
        "method": page.summary,
        "materials": ", ".join(line.strip() for line in page.materials.splitlines() if line.strip())[:500],
        "exercise": str(page.translation_key),
    }


def exercises_at(keys: Iterable[str]) -> list[ExercisePage]:
    """Return the exercises with these keys that a reader may open. One query; none when nothing is asked for."""
    wanted = set()
    for key in filter(None, keys):
        with suppress(ValueError):
            wanted.add(UUID(key))
    return list(ExercisePage.objects.listable().filter(translation_key__in=wanted)) if wanted else []


def agenda_from(key: str) -> Beginning:
    """Return a copy of the agenda, as the reader's language has it; an empty one without a key that is there."""
    try:
        wanted = UUID(key)
    except ValueError:
        return Beginning()
    page = AgendaTemplatePage.objects.listable().filter(translation_key=wanted).first()
    return Beginning(wanted, agenda_of(page), page.gathering) if page is not None else Beginning()
