"""Sign up by oneself, with a yes from one's leader where the list asks for that; and what one needs to take part."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import Membership, Organisation, User
from portal.accounts.services.belonging import above, own_memberships
from portal.gatherings.choices.seats import Joining
from portal.gatherings.domain.seats import Hindrance, SeatState
from portal.gatherings.models import Needs, Seat, Seating
from portal.gatherings.permissions import is_own
from portal.gatherings.services import seatletters
from portal.gatherings.services.answering import say_no, say_yes
from portal.gatherings.services.seating import sign_up
from portal.gatherings.services.seatlinks import whole, word_for_leader
from portal.kernel.clock import Clock, system_clock
from portal.kernel.decisions import Decision, allow, deny
from portal.spaces.models import Space
from portal.spaces.permissions import roles_in


def can_sign_up(person: User, seating: Seating | None) -> Decision:
    """Say whether somebody may put themselves on the list."""
    if seating is None or seating.joining == Joining.INVITED:
        return deny("invited_only")
    if seating.joining == Joining.MEMBERS and not roles_in(person, seating.space):
        return deny("not_a_member")
    if seating.joining == Joining.OWN_PEOPLE and not is_own(person, seating):
        return deny("not_of_the_organisation")
    return allow("open")


def join(
    person: User, seating: Seating, language: str, leader: tuple[str, str] = ("", ""), clock: Clock = system_clock
) -> Seat:
    """Sign up and say yes; where a leader's yes is needed the seat waits for it. Raises TooLate.

    `leader` is the name and the address of the leader who is asked.
    """
    within = seating.organisation_id if seating.joining == Joining.OWN_PEOPLE else None
    organisation, role = home_of(person, within)
    seat, new = sign_up(person, seating, organisation, role, language)
    if seating.needs_leader_yes and seat.leader_yes_at is None:
        if new:
            _ask_leader(seat, *leader)
        return seat
    if seat.state in (SeatState.INVITED, SeatState.OPENED, SeatState.DECLINED):
        return say_yes(seat, by=person, clock=clock)
    return seat


def _ask_leader(seat: Seat, name: str, email: str) -> None:
    with transaction.atomic():
        seat.leader_name, seat.leader_email = name, email
        seat.save(update_fields=["leader_name", "leader_email"])
        seatletters.leader_told(seat, whole("leader", word_for_leader(seat)))


def waits_for_leader(seat: Seat) -> bool:
    """Whether somebody has signed up and their leader has not said yes."""
    return seat.state in (SeatState.INVITED, SeatState.OPENED) and seat.lacks_leader_yes


def leader_says(seat: Seat, yes: bool, clock: Clock = system_clock) -> Seat:
    """Take the leader's answer: a yes gives the seat, or a place on the waiting list. Raises TooLate."""
    if not yes:
        return say_no(seat, Hindrance.NO_RELEASE, "", clock=clock)
    with transaction.atomic():
        Seat.objects.filter(pk=seat.pk, leader_yes_at=None).update(leader_yes_at=clock())
        return say_yes(seat, clock=clock)


def home_of(person: User, within: int | None = None) -> tuple[Organisation | None, str]:
    """Return the organisation that somebody comes from, with their role there: the one they have been in longest.

    `within` an organisation only its own and its parts' count: somebody who signs up as one of its people comes from
    there, wherever else they work.
    """
    held = own_memberships(person)
    first = next((each for each in held if within is None or within in above([each.organisation])), None)
    return (first.organisation, str(first.role)) if first is not None else (None, "")


def members_without_seat(space: Space, seating: Seating | None) -> list[User]:
    """Return who comes in to the space today and is not on the list."""
    people = User.objects.filter(is_active=True, pk__in=_people_in(space))
    if seating is not None:
        people = people.exclude(pk__in=seating.seats.exclude(person=None).values("person"))
        people = people.exclude(email__in=seating.seats.values("email"))
    return list(people.order_by("first_name", "last_name", "pk"))


def _people_in(space: Space) -> Any:
    owner = getattr(space, "of_organisation", None)
    if owner is not None:
        return Membership.objects.current().filter(organisation=owner.organisation_id).values("person")
    return space.members.current().values("person")


def say_needs(seat: Seat, diet: str, access: str) -> None:
    """Keep what somebody needs, or take it away when they say that they need nothing."""
    with transaction.atomic():
        if not diet and not access:
            Needs.objects.filter(seat=seat).delete()
            return
        Needs.objects.update_or_create(
            seat=seat, defaults={"diet": diet, "access": access, "changed_at": timezone.now()}
        )


def adopt(person: User) -> int:
    """Give somebody with a confirmed address the seats that were given to that address; return how many."""
    mine = Seat.objects.filter(person=person).values("seating")
    rows = Seat.objects.filter(person=None, email__iexact=person.email).exclude(seating__in=mine)
    return rows.update(person=person)
