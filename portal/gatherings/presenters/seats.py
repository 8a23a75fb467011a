"""The list of participants in words: who comes, who is missing, what the host should see to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.accounts.models import Organisation
from portal.accounts.roles import Role
from portal.gatherings.choices.seats import Hindrances, Joining, SeatStates
from portal.gatherings.domain.seats import GONE, HOLDS, SeatState, missing
from portal.gatherings.models import Gathering, Needs, Seat, Seating, Share
from portal.gatherings.presenters.meetings import until_words
from portal.gatherings.services.clashes import booked_twice
from portal.gatherings.services.duties import not_told
from portal.gatherings.services.joining import waits_for_leader
from portal.gatherings.services.seating import unsent
from portal.kernel.choices import label_of

A_PAGE = 50
_COLOURS = {
    SeatState.CONFIRMED: "success",
    SeatState.OFFERED: "sun",
    SeatState.WAITING: "insight",
    SeatState.DECLINED: "danger",
}
_ORDER = [
    SeatState.CONFIRMED,
    SeatState.OFFERED,
    SeatState.WAITING,
    SeatState.OPENED,
    SeatState.INVITED,
    SeatState.DECLINED,
    SeatState.REPLACED,
    SeatState.WITHDRAWN,
]


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One person on the list. `note` says what a reader may know of it: see `lines_of_seats`."""

    seat: Seat
    name: str
    where: str
    role: str
    state: str
    color: str
    note: str
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class ShareLine:
    """An organisation with seats of its own, and how many of them are taken."""

    share: Share
    name: str
    promised: str
    comes: int
    asked: int
    lacks: int


@dataclass(frozen=True, slots=True)
class People:
    """Everything the host's page shows."""

    lines: list[SeatLine]
    page: Page[Seat] | None
    shares: list[ShareLine]
    numbers: str
    warnings: list[str]
    needs: list[Needs]
    unsent: int
    untold: int

    @property
    def empty(self) -> bool:
        """Whether nobody is on the list yet."""
        return not self.lines


def open_words(seating: Seating) -> str:
    """Whom it stands open to, for those who may sign up; empty where people are invited."""
    if seating.joining == Joining.OWN_PEOPLE and seating.organisation is not None:
        return _("Open to everybody in %(organisation)s") % {"organisation": seating.organisation}
    return _("Open to everybody") if seating.joining == Joining.OPEN else ""


def people_of(gathering: Gathering, seating: Seating | None, page_number: str | None = None) -> People:
    """Return a page of the list, with what the host should know. The queries do not grow with the people."""
    if seating is None:
        return People([], None, [], "", [], [], 0, 0)
    seats = list(seating.seats.select_related("organisation", "replaced_by"))
    seats.sort(key=lambda each: (_ORDER.index(SeatState(each.state)), each.order, each.name.casefold(), each.pk))
    shares = list(
        seating.shares.select_related("organisation").filter(withdrawn_at=None).order_by("organisation__name")
    )
    page = Paginator(seats, A_PAGE).get_page(page_number)
    return People(
        lines_of_seats(list(page), seats, plans=True, busy=booked_twice(seating)),
        page,
        [_share(each, seats) for each in shares],
        numbers_of(seating, seats),
        warnings_of(seating, seats, shares),
        list(Needs.objects.filter(seat__seating=seating).select_related("seat").order_by("seat__name")),
        len(unsent(seating)),
        len(not_told(gathering)),
    )


def lines_of_seats(
    seats: Sequence[Seat],
    among: Sequence[Seat] | None = None,
    *,
    plans: bool = False,
    busy: Collection[int] = frozenset(),
) -> list[SeatLine]:
    """Return seats as lines. `among` is the whole list, where `seats` is a page of it.

    Only whoever plans the meeting reads why somebody can't come: that is what they who answer are told. `busy` are the
    seats of people who are at something else meanwhile.
    """
    positions = positions_in(seats if among is None else among)
    return [_line(each, positions.get(each.pk, 0), _notes(each, plans, each.pk in busy)) for each in seats]


def _line(seat: Seat, position: int, note: str) -> SeatLine:
    state = SeatState(seat.state)
    return SeatLine(
        seat,
        seat.shown_name,
        seat.organisation.name if seat.organisation is not None else "",
        label_of(Role, seat.role) if seat.role else "",
        _state(seat, position),
        _COLOURS.get(state, "neutral"),
        note,
        state not in (SeatState.WITHDRAWN, SeatState.REPLACED),
    )


def _state(seat: Seat, position: int) -> str:
    if seat.state == SeatState.WAITING and position:
        return _("number %(number)s on the waiting list") % {"number": position}
    if seat.invited_at is None and waits_for_leader(seat):
        return _("waits for a yes from %(name)s") % {"name": seat.leader_name}
    if seat.state == SeatState.INVITED and seat.invited_at is None:
        return _("not written to yet")
    return label_of(SeatStates, seat.state)


def positions_in(seats: Iterable[Seat]) -> dict[int, int]:
    """Return where on the waiting list each stands, from 1, by who answered first; who does not wait is left out."""
    waiting = sorted((each.order, each.pk) for each in seats if each.state == SeatState.WAITING)
    return {pk: at for at, (_order, pk) in enumerate(waiting, start=1)}


def _notes(seat: Seat, plans: bool, busy: bool) -> str:
    words = [
        _hindrance(seat) if plans and seat.state == SeatState.DECLINED else "",
        _note(seat),
        _("is at something else at the same time") if busy else "",
    ]
    return " · ".join(filter(None, words))


def _hindrance(seat: Seat) -> str:
    words = label_of(Hindrances, seat.reason) if seat.reason else ""
    return f"{words}: {seat.reason_text}" if seat.reason_text else words


def _note(seat: Seat) -> str:
    if seat.state == SeatState.OFFERED:
        return _("kept until %(until)s") % {"until": until_words(seat.offered_until)}
    if seat.state == SeatState.REPLACED:
        deputy = getattr(seat, "replaced_by", None)
        return _("asked %(name)s to come instead") % {"name": deputy.name} if deputy is not None else ""
    return ""


def _share(share: Share, seats: Sequence[Seat]) -> ShareLine:
    mine = [each for each in seats if each.organisation_id == share.organisation_id]
    comes = sum(each.state == SeatState.CONFIRMED for each in mine)
    if share.most is None:
        promised = _("at least %(least)s") % {"least": share.least}
    else:
        promised = _("%(least)s to %(most)s") % {"least": share.least, "most": share.most}
    return ShareLine(share, share.organisation.name, promised, comes, len(mine), max(share.least - comes, 0))


def numbers_of(seating: Seating, seats: Sequence[Seat]) -> str:
    """«9 av 30 plasser er tatt · 2 venter · 3 har ikke svart»."""
    count = Counter(SeatState(each.state) for each in seats)
    taken, unanswered = sum(count[each] for each in HOLDS), count[SeatState.INVITED] + count[SeatState.OPENED]
    if seating.most is None:
        words = [ngettext("%(n)s comes", "%(n)s come", count[SeatState.CONFIRMED]) % {"n": count[SeatState.CONFIRMED]}]
    else:
        words = [_("%(taken)s of %(most)s seats are taken") % {"taken": taken, "most": seating.most}]
    waits, no = count[SeatState.WAITING], count[SeatState.DECLINED]
    if waits:
        words.append(ngettext("%(n)s waits", "%(n)s wait", waits) % {"n": waits})
    if unanswered:
        words.append(ngettext("%(n)s has not answered", "%(n)s have not answered", unanswered) % {"n": unanswered})
    if no:
        words.append(_("%(n)s can not come") % {"n": no})
    return " · ".join(words)


def warnings_of(seating: Seating, seats: Sequence[Seat], shares: Sequence[Share]) -> list[str]:
    """Say what can't be kept, which organisations lack people, and which roles nobody who comes has."""
    rules = seating.rules()
    lacks = missing(rules, [each.place for each in seats])
    names = {each.organisation_id: each.organisation for each in shares}
    words = _too_many(seating, seats, shares)
    words += [
        _lacking(names[organisation], number) for organisation, number in lacks.organisations if organisation in names
    ]
    for role in lacks.roles:
        words.append(_("Nobody who comes is %(role)s.") % {"role": label_of(Role, role)})
    return words


def _too_many(seating: Seating, seats: Sequence[Seat], shares: Sequence[Share]) -> list[str]:
    """Seats that are promised and not there, and people who are named for seats that their organisation can't have."""
    promised, words = sum(each.least for each in shares), []
    if seating.most is not None and promised > seating.most:
        sentence = _(
            "%(promised)s seats are kept for organisations, but there are %(most)s in all. Keep fewer, or have more."
        )
        words.append(sentence % {"promised": promised, "most": seating.most})
    named = Counter(each.organisation_id for each in seats if each.state not in GONE)
    for share in shares:
        if share.most is not None and named[share.organisation_id] > share.most:
            sentence = _("%(name)s has %(named)s people on the list and %(most)s seats at most: not all can have one.")
            words.append(
                sentence % {"name": share.organisation.name, "named": named[share.organisation_id], "most": share.most}
            )
    return words


def _lacking(organisation: Organisation, number: int) -> str:
    words = ngettext(
        "%(n)s seat kept for %(name)s is not taken.", "%(n)s seats kept for %(name)s are not taken.", number
    )
    return words % {"name": organisation.name, "n": number}
