"""Seats: who may have one, who is asked next, and which way a seat may go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.gatherings.domain.seats import (
    HOLDS,
    Missing,
    Place,
    Quota,
    Rules,
    SeatState,
    has_room,
    may_become,
    missing,
    next_in_line,
)

S = SeatState
NAV, DPS, KOMMUNE = 1, 2, 3


def seats(*rows: tuple[int | None, SeatState], role: str = "") -> list[Place]:
    return [Place(at, organisation, state, order=at, role=role) for at, (organisation, state) in enumerate(rows)]


@pytest.mark.parametrize(
    ("state", "wanted", "may"),
    [
        (S.INVITED, S.OPENED, True),
        (S.INVITED, S.CONFIRMED, True),
        (S.OPENED, S.INVITED, False),
        (S.CONFIRMED, S.DECLINED, True),
        (S.CONFIRMED, S.WAITING, False),
        (S.WAITING, S.OFFERED, True),
        (S.OFFERED, S.WAITING, True),
        (S.DECLINED, S.CONFIRMED, True),
        (S.REPLACED, S.CONFIRMED, True),
        (S.REPLACED, S.DECLINED, False),
        (S.WITHDRAWN, S.CONFIRMED, False),
        (S.WITHDRAWN, S.INVITED, True),
    ],
)
def test_which_way_a_seat_may_go(state: SeatState, wanted: SeatState, may: bool) -> None:
    assert may_become(state, wanted) is may


def test_every_state_may_stand_still_and_be_withdrawn() -> None:
    for state in S:
        assert may_become(state, state)
        assert may_become(state, S.WITHDRAWN)


def test_seats_that_are_promised_are_kept() -> None:
    rules = Rules(3, (Quota(NAV, least=1), Quota(DPS, least=1)))
    assert has_room(rules, [], KOMMUNE)
    taken = seats((KOMMUNE, S.CONFIRMED))
    assert not has_room(rules, taken, KOMMUNE)
    assert has_room(rules, taken, NAV)
    both = seats((KOMMUNE, S.CONFIRMED), (NAV, S.CONFIRMED))
    assert not has_room(rules, both, NAV)
    assert has_room(rules, both, DPS)


def test_an_organisation_has_no_more_than_its_most() -> None:
    rules = Rules(10, (Quota(NAV, most=1),))
    assert not has_room(rules, seats((NAV, S.CONFIRMED)), NAV)
    assert has_room(rules, seats((NAV, S.DECLINED)), NAV)
    assert has_room(Rules(None), seats(*[(NAV, S.CONFIRMED)] * 99), NAV)


def test_the_missing_organisation_is_asked_before_whoever_waited_longest() -> None:
    rules = Rules(2, (Quota(NAV, least=1),))
    places = seats((KOMMUNE, S.CONFIRMED), (KOMMUNE, S.WAITING), (NAV, S.WAITING))
    found = next_in_line(rules, places)
    assert found is not None
    assert found.organisation == NAV


def test_then_the_missing_role_then_whoever_answered_first() -> None:
    rules = Rules(2, roles=("peer_consultant",))
    first = Place(1, KOMMUNE, S.WAITING, order=1)
    peer = Place(2, KOMMUNE, S.WAITING, order=2, role="peer_consultant")
    assert next_in_line(rules, [first, peer]) is peer
    there = Place(3, KOMMUNE, S.CONFIRMED, role="peer_consultant")
    assert next_in_line(rules, [there, first, peer]) is first


def test_nobody_is_asked_when_it_is_full_or_nobody_waits() -> None:
    assert next_in_line(Rules(1), seats((KOMMUNE, S.CONFIRMED), (KOMMUNE, S.WAITING))) is None
    assert next_in_line(Rules(1), seats((KOMMUNE, S.OFFERED), (KOMMUNE, S.WAITING))) is None
    assert next_in_line(Rules(5), seats((KOMMUNE, S.DECLINED))) is None


def test_what_is_missing() -> None:
    rules = Rules(8, (Quota(NAV, least=2), Quota(DPS, least=1), Quota(KOMMUNE)), ("peer_consultant",))
    places = seats((NAV, S.CONFIRMED), (DPS, S.CONFIRMED), (NAV, S.DECLINED))
    assert missing(rules, places) == Missing(((NAV, 1),), ("peer_consultant",))
    whole = [*places, Place(9, NAV, S.CONFIRMED, role="peer_consultant")]
    assert missing(rules, whole) == Missing((), ())


@st.composite
def crowds(draw: st.DrawFn) -> tuple[Rules, list[int]]:
    least = {organisation: draw(st.integers(0, 2)) for organisation in (NAV, DPS, KOMMUNE)}
    seats_ = draw(st.integers(sum(least.values()), 12))
    quotas = tuple(Quota(each, number, draw(st.none() | st.integers(number, 12))) for each, number in least.items())
    return Rules(seats_, quotas), draw(st.lists(st.sampled_from([NAV, DPS, KOMMUNE, 4]), max_size=40))


@given(crowds())
def test_however_they_come_never_too_many_and_what_was_promised_is_there_for_who_comes(
    crowd: tuple[Rules, list[int]],
) -> None:
    rules, people = crowd
    places: list[Place] = []
    for key, organisation in enumerate(people):
        state = S.CONFIRMED if has_room(rules, places, organisation) else S.WAITING
        places.append(Place(key, organisation, state, key))
    held = [place for place in places if place.state in HOLDS]
    assert rules.seats is not None
    assert len(held) <= rules.seats
    for quota in rules.quotas:
        came = sum(each == quota.organisation for each in people)
        got = sum(place.organisation == quota.organisation for place in held)
        assert got >= min(came, quota.least)
        assert quota.most is None or got <= quota.most
    assert next_in_line(rules, places) is None, "whoever could have had a seat has one"


@given(crowds())
def test_an_open_seat_goes_to_somebody_whenever_somebody_who_waits_may_have_it(
    crowd: tuple[Rules, list[int]],
) -> None:
    rules, people = crowd
    places: list[Place] = []
    for key, organisation in enumerate(people):
        state = S.CONFIRMED if has_room(rules, places, organisation) else S.WAITING
        places.append(Place(key, organisation, state, key))
    for index, place in enumerate(places):
        if place.state != S.CONFIRMED:
            continue
        left = [*places[:index], Place(place.key, place.organisation, S.DECLINED, place.order), *places[index + 1 :]]
        found = next_in_line(rules, left)
        could = [each for each in left if each.state == S.WAITING and has_room(rules, left, each.organisation)]
        assert (found is None) == (not could)
        assert found is None or found in could
