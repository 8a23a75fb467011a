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
    wholes = [seat.organisation.line()[-1] for seat in seats if seat.organisation is not None]
    names = {whole.pk: str(whole) for whole in wholes}
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
            # Who belongs to no organisation is missed as a person, not as one.
            missing = ", ".join(names[key] for key in note.organisations if key in names)
            if not missing:
                return _("Every organisation is in it.")
            return _("Not in it: %(organisations)s. They have fewer people than there are groups.") % {
                "organisations": missing
            }
        case Why.ONE_UNIT:
            return _("All work in the same unit. There are too few others to go round.")
