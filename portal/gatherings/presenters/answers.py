"""A seat as its own person sees it: what they are asked to, where they stand, and what they can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.gatherings.choices.seats import Attendances, SeatStates
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Seat, Seating
from portal.gatherings.presenters.meetings import (
    PartLines,
    length_words,
    parts_of,
    until_words,
    when_words,
    where_words,
)
from portal.gatherings.presenters.seats import positions_in
from portal.gatherings.services.aftermath import may_rate
from portal.gatherings.services.answering import GONE, all_called_off
from portal.gatherings.services.attendance import is_open
from portal.gatherings.services.joining import waits_for_leader
from portal.kernel.choices import label_of
from portal.kernel.clock import system_clock


@dataclass(frozen=True, slots=True)
class State:
    """Where a seat stands: one sentence, and its tone as a notice."""

    code: str
    sentence: str
    tone: str

    @property
    def is_off(self) -> bool:
        """Whether there is nothing left to come to."""
        return self.code == "cancelled"


@dataclass(frozen=True, slots=True)
class Facts:
    """One meeting of an invitation. `link` is the online meeting's, for those who have a seat alone."""

    gathering: Gathering
    when: str
    where: str
    length: str
    parts: list[PartLines]
    link: str
    may_say_here: bool
    was_there: bool
    may_rate: bool


def answer_state(seat: Seat) -> State:
    """Say where the seat stands."""
    state = SeatState(seat.state)
    if state not in GONE and all_called_off(seat.seating):
        return State("cancelled", too_late_words("cancelled"), "")
    if state == SeatState.CONFIRMED:
        return State(state, _("You have a seat. Welcome!"), "success")
    if state == SeatState.OFFERED:
        words = _("There is a seat for you. It is kept until %(until)s: say yes or no below.")
        return State(state, words % {"until": until_words(seat.offered_until)}, "sun")
    if state == SeatState.WAITING:
        return State(state, _waiting(seat), "info")
    if state == SeatState.DECLINED:
        return State(state, _("You have said that you can not come. Thank you for telling us."), "info")
    if state == SeatState.REPLACED:
        deputy = getattr(seat, "replaced_by", None)
        name = deputy.name if deputy is not None else ""
        return State(state, _("You have asked %(name)s to come instead of you.") % {"name": name}, "info")
    if state == SeatState.WITHDRAWN:
        return State(state, too_late_words("withdrawn"), "sun")
    if waits_for_leader(seat):
        words = _("You have signed up. %(name)s has got a letter, and you hear from us when the answer is there.")
        return State("leader", words % {"name": seat.leader_name}, "info")
    return State(state, _("You have not answered yet."), "")


def _waiting(seat: Seat) -> str:
    seats = list(seat.seating.seats.all())
    number = positions_in(seats).get(seat.pk, 1)
    if seat.seating.most is None or sum(each.holds for each in seats) < seat.seating.most:
        words = _("The seats that are free are kept for others. You are number %(number)s on the waiting list.")
    else:
        words = _(
            "All seats are taken. You are number %(number)s on the waiting list and hear from us when one is free."
        )
    return words % {"number": number}


def too_late_words(reason: str) -> str:
    """Say why an answer is not taken."""
    return {
        "over": _("This has been, so nothing can be answered any more."),
        "cancelled": _("This is called off, so there is nothing to answer."),
        "draft": _("The day is not settled yet, so nothing can be answered. You hear when it is."),
        "withdrawn": _("This invitation has been taken back. Ask whoever invited you if that is wrong."),
        "replaced": _("You have asked somebody else to come instead, so the seat is theirs now."),
        "leader": _("This needs a yes from your leader first. They answer by the link in their letter."),
        "taken": _("Whoever you write there is on the list already. Choose somebody else, or answer no."),
    }[reason]


def closed_words(reason: str, seating: Seating | None) -> str:
    """Say why somebody may not sign up (`services.joining.can_sign_up`)."""
    if reason == "not_of_the_organisation" and seating is not None and seating.organisation is not None:
        words = _("The seats are for people in %(organisation)s. Ask those who plan the meeting to invite you.")
        return words % {"organisation": seating.organisation}
    return _("Seats at this meeting are given by invitation.")


def meeting_facts(gathering: Gathering, seat: Seat, person: Any) -> Facts:
    """Return what somebody who is asked should know of a meeting."""
    sits = seat.state == SeatState.CONFIRMED and not gathering.is_cancelled
    noted = seat.presences.filter(gathering=gathering).first() if sits else None
    return Facts(
        gathering,
        when_words(gathering),
        where_words(gathering),
        length_words(gathering.agenda.minutes or gathering.minutes),
        parts_of(gathering),
        gathering.link if sits else "",
        sits and (noted is None or noted.state == Attendances.NONE) and is_open(gathering, system_clock()),
        noted is not None and noted.state != Attendances.NONE,
        may_rate(seat, gathering, system_clock()),
    )


@dataclass(frozen=True, slots=True)
class Mine:
    """The meeting page's panel about one's own seat."""

    state: State
    url: str
    words: str


def mine(seat: Seat, url: str) -> Mine:
    """Return one's own seat for the meeting's page."""
    return Mine(answer_state(seat), url, label_of(SeatStates, seat.state))
