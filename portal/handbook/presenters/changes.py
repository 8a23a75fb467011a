"""What has changed between two versions, for the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from portal.handbook.domain.comparison import Line, compare, has_changes, shortened
from portal.handbook.models import Edition


@dataclass(frozen=True, slots=True)
class Changes:
    """The comparison of two versions. `notes` are the editors' words about each version after the first of the two."""

    before: Edition
    after: Edition
    lines: list[Line]
    notes: list[Edition]
    differs: bool


def log_of(key: UUID, language: str) -> list[Edition]:
    """Return one edition a version, the newest first; in the language where there is one, else the original."""
    found: dict[int, Edition] = {}
    for edition in Edition.objects.of(key).select_related("published_by"):
        if edition.number not in found or edition.language == language:
            found[edition.number] = edition
    return [found[number] for number in sorted(found, reverse=True)]


def changes(log: list[Edition], first: int, last: int, language: str, *, whole: bool = False) -> Changes | None:
    """Return what changed from version `first` to `last`; None when one of them is not there.

    Two languages cannot be compared: where one of the versions lacks a translation, the originals are.
    """
    by_number = {each.number: each for each in log}
    before, after = by_number.get(first), by_number.get(last)
    if before is None or after is None:
        return None
    if before.language != after.language:
        originals: dict[int, Any] = {}
        for edition in Edition.objects.of(before.chapter_key).filter(number__in=(first, last)):
            originals.setdefault(edition.number, edition)
        before, after = originals[first], originals[last]
    lines = compare(before.text, after.text)
    notes = [each for each in log if first < each.number <= last and each.note]
    return Changes(before, after, lines if whole else shortened(lines), notes, has_changes(lines))
