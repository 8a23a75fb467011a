"""Groups in words: who sits together, and why they look as they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.domain.groups import Group, Note, Why
from portal.gatherings.models import Seat


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group, with what there is to say about it."""

    number: int
    seats: tuple[Seat, ...]
    notes: tuple[str, ...]


def group_lines(groups: Sequence[Group], seats: Sequence[Seat]) -> list[GroupLine]:
    """Proposed groups. `seats` are those who were divided."""
    known = {each.pk: each for each in seats}
    names = {}
    for seat in seats:
        whole = seat.organisation.line()[-1] if seat.organisation is not None else None
        names[whole.pk if whole is not None else 0] = str(whole) if whole is not None else _("no organisation")
    return [
        GroupLine(
            number,
            tuple(known[person.key] for person in group.people),
            tuple(_words(note, names) for note in group.notes),
        )
        for number, group in enumerate(groups, start=1)
    ]


def kept_lines(groups: Sequence[Sequence[Seat]]) -> list[GroupLine]:
    """Groups that were kept."""
    return [GroupLine(number, tuple(group), ()) for number, group in enumerate(groups, start=1)]


def _words(note: Note, names: dict[int, str]) -> str:
    match note.why:
        case Why.EVERYBODY:
            return _("Every organisation is in it.")
        case Why.MISSING:
            missing = ", ".join(names.get(key, "") for key in note.organisations)
            return _("Not in it: %(organisations)s. They have fewer people than there are groups.") % {
                "organisations": missing
            }
        case Why.ONE_UNIT:
            return _("All work in the same unit. There are too few others to go round.")
