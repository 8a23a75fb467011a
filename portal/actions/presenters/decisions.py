"""Decisions as lines of a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from portal.actions.models import Decision
from portal.actions.presenters.lines import Source, source_of
from portal.actions.presenters.words import lang_attribute


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision in a list."""

    what: str
    own: SafeString
    url: str
    day: date
    by: str
    background: str
    source: Source | None


def decision_lines(decisions: Iterable[Decision]) -> list[DecisionLine]:
    """Decisions as lines."""
    return [
        DecisionLine(
            what=each.what,
            own=lang_attribute(each.language),
            url=each.get_absolute_url(),
            day=each.decided_on,
            by=each.decided_by_text,
            background=each.background,
            source=source_of(each),
        )
        for each in decisions
    ]
