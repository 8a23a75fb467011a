"""The composer: small groups, every organisation in every group where that is possible, an honest word where not."""

from __future__ import annotations

from itertools import combinations, count
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.domain.groups import Group, Person, Why, compose


def people(*organisations: tuple[int, int], unit: str = "") -> list[Person]:
    """So many people (second) from each organisation (first)."""
    keys = count()
    return [
        Person(next(keys), each, unit and f"{unit}{each}") for each, number in organisations for _at in range(number)
    ]


def organisations_in(group: Group) -> set[int]:
    return {person.organisation for person in group.people}


def pairs(groups: list[Group]) -> set[frozenset[int]]:
    return {frozenset((a.key, b.key)) for group in groups for a, b in combinations(group.people, 2)}


crowds = st.lists(
    st.builds(
        Person,
        key=st.integers(),
        organisation=st.integers(1, 5),
        unit=st.sampled_from(["", "a", "b", "c"]),
        role=st.sampled_from(["", "", "peer"]),
    ),
    max_size=30,
    unique_by=lambda person: person.key,
)


@given(crowds, st.integers(2, 9), st.integers(0, 5))
def test_everybody_is_placed_once_in_groups_of_like_size(crowd: list[Person], size: int, seed: int) -> None:
    groups = compose(crowd, size, seed=seed)
    assert sorted(person.key for group in groups for person in group.people) == sorted(person.key for person in crowd)
    sizes = [len(group.people) for group in groups]
    assert not sizes or max(sizes) - min(sizes) <= 1
    if size > 2 or len(crowd) % 2 == 0:
        assert len(groups) == ceil(len(crowd) / size)
        assert not sizes or max(sizes) <= size


@given(crowds, st.integers(2, 9), st.integers(0, 5))
def test_nobody_sits_alone_where_there_are_others(crowd: list[Person], size: int, seed: int) -> None:
    sizes = [len(group.people) for group in compose(crowd, size, seed=seed)]
    assert len(crowd) < 2 or min(sizes) >= 2
    assert not sizes or max(sizes) <= max(size, 3)


@given(crowds, st.integers(2, 9), st.integers(0, 5))
def test_each_organisation_reaches_as_many_groups_as_it_has_people(crowd: list[Person], size: int, seed: int) -> None:
    groups = compose(crowd, size, seed=seed)
    for organisation in {person.organisation for person in crowd}:
        number = sum(person.organisation == organisation for person in crowd)
        reached = sum(organisation in organisations_in(group) for group in groups)
        assert reached == min(number, len(groups))


@given(crowds, st.integers(2, 9))
def test_what_a_group_says_of_itself_is_true(crowd: list[Person], size: int) -> None:
    everybody = {person.organisation for person in crowd}
    for group in compose(crowd, size):
        lacking = everybody - organisations_in(group)
        said = {note.why: note for note in group.notes}
        assert (Why.EVERYBODY in said) == (not lacking)
        assert set(said[Why.MISSING].organisations if lacking else ()) == lacking
        units = {(person.organisation, person.unit) for person in group.people}
        alone = len(units) == 1 and len(group.people) > 1 and bool(group.people[0].unit)
        assert (Why.ONE_UNIT in said) == alone


def test_a_unit_sits_alone_only_where_nobody_else_is_left() -> None:
    crowd = people((1, 4), (2, 4), unit="avdeling ")
    assert all(Why.ONE_UNIT not in {note.why for note in group.notes} for group in compose(crowd, 4))
    lonely = people((1, 7), (2, 1), unit="avdeling ")
    alone = [group for group in compose(lonely, 4) if Why.ONE_UNIT in {note.why for note in group.notes}]
    assert len(alone) == 1


def test_the_two_peer_consultants_sit_apart() -> None:
    crowd = [*people((1, 3), (2, 3)), Person(90, 3, role="peer"), Person(91, 3, role="peer")]
    groups = compose(crowd, 4)
    assert [sum(person.role == "peer" for person in group.people) for group in groups] == [1, 1]


def test_the_same_seed_the_same_groups_another_seed_others() -> None:
    crowd = people((1, 6), (2, 6), (3, 6))
    assert compose(crowd, 4, seed=1) == compose(crowd, 4, seed=1)
    assert pairs(compose(crowd, 4, seed=1)) != pairs(compose(crowd, 4, seed=2))


def test_next_time_people_meet_others() -> None:
    crowd = people((1, 6), (2, 6), (3, 6))
    first = compose(crowd, 3, seed=1)
    again = compose(crowd, 3, seed=2, together_before=pairs(first))
    by_chance = compose(crowd, 3, seed=2)
    assert len(pairs(first) & pairs(again)) <= len(pairs(first) & pairs(by_chance))
    assert len(pairs(first) & pairs(again)) <= 2


def test_nobody_gives_no_groups_and_a_group_of_one_is_none() -> None:
    assert compose([], 4) == []
    with pytest.raises(ValueError, match="at least two"):
        compose(people((1, 2)), 1)
