"""The problems that people bring, as who reads sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.actions.presenters.words import lang_attribute
from portal.gatherings.models import Gathering, Problem
from portal.gatherings.permissions import can_bring
from portal.gatherings.services.problems import mark_of


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One problem. `who` is empty where it was brought without a name; `placed` says that it stands in the agenda."""

    problem: Problem
    own: SafeString
    who: str
    mine: bool
    placed: bool


def lines_for(person: User, gathering: Gathering, problems: Sequence[Problem]) -> list[ProblemLine]:
    """Problems as lines, with what is the reader's own marked."""
    mark = mark_of(person, gathering.pk)
    slots = {slot.key for slot in gathering.agenda.slots}
    return [
        ProblemLine(
            each,
            lang_attribute(each.language),
            str(each.person) if each.person is not None else "",
            each.person_id == person.pk or each.mark == mark,
            bool(each.slot_key) and each.slot_key in slots,
        )
        for each in problems
    ]


def closed_words(gathering: Gathering) -> str:
    """Why nothing can be brought; empty while it can."""
    why = can_bring(gathering)
    if why.allowed:
        return ""
    return {
        "not_announced": _("Problems can be brought while the meeting is announced and not called off."),
        "over": _("The meeting is over. Bring the problem to the next one."),
        "archived": _("Nothing new is written here: the work is archived."),
    }[why.reason]
