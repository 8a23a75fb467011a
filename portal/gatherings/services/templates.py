"""Agendas of the library that a meeting may begin from."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from portal.gatherings.choices import GatheringKind
from portal.gatherings.domain.agenda import Agenda
from portal.gatherings.models import AgendaTemplatePage
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


def agenda_from(key: str) -> Beginning:
    """Return a copy of the agenda, as the reader's language has it; an empty one without a key that is there."""
    try:
        wanted = UUID(key)
    except ValueError:
        return Beginning()
    page = AgendaTemplatePage.objects.listable().filter(translation_key=wanted).first()
    return Beginning(wanted, agenda_of(page), page.gathering) if page is not None else Beginning()
