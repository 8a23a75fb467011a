"""What lies at the same time, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.gatherings.models import Gathering, Seat
from portal.gatherings.presenters.meetings import when_words
from portal.gatherings.services.clashes import clashes_of, promised_elsewhere
from portal.spaces.services.visiting import open_spaces


@dataclass(frozen=True, slots=True)
class Clash:
    """One sentence, with the meeting it is about where the reader may see it."""

    words: str
    title: str = ""
    url: str = ""


def clash_lines(request: HttpRequest, gathering: Gathering, *, plans: bool) -> list[Clash]:
    """What the reader should know of: it warns, and stops nothing."""
    found = clashes_of(gathering, request.user, open_spaces(request), plans=plans)  # type: ignore[arg-type]
    lines = [
        Clash(_("The same people have another meeting at the same time:"), each.title, each.get_absolute_url())
        for each in found.here
    ]
    lines += [
        Clash(_("You have another meeting at the same time:"), each.title, each.get_absolute_url())
        for each in found.mine
    ]
    if found.people:
        words = ngettext(
            "%(n)s person who has a seat here has a seat in another meeting at the same time.",
            "%(n)s people who have a seat here have a seat in another meeting at the same time.",
            found.people,
        )
        lines.append(Clash(words % {"n": found.people}))
    return lines


def promised_lines(seat: Seat) -> list[str]:
    """What whoever has the seat has said yes to at the same time. Their own seats alone, so the titles are theirs."""
    words = _("You have said yes to something else at the same time: %(title)s, %(when)s.")
    return [words % {"title": each.title, "when": when_words(each)} for each in promised_elsewhere(seat)]
