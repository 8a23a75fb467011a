"""Editors are never told about fewer than five people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.domain.insight import FEWEST, Misled, misled, told


@pytest.mark.parametrize(
    ("part", "total", "number"),
    [(4, 20, None), (5, 20, 5), (15, 20, 15), (16, 20, None), (20, 20, 20), (5, 9, None), (5, 5, 5), (0, 0, None)],
)
def test_neither_the_part_nor_the_rest_points_at_few(part: int, total: int, number: int | None) -> None:
    assert told(part, total) == number


@given(st.integers(0, 60), st.integers(0, 60))
def test_nothing_is_told_about_few(part: int, rest: int) -> None:
    if told(part, part + rest) is not None:
        assert part >= FEWEST
        assert rest == 0 or rest >= FEWEST


@pytest.mark.parametrize(
    ("first", "total", "found"),
    [
        ({"a": 6, "b": 6}, 12, Misled("b", 6, 12)),
        ({"a": 6, "b": 4}, 10, None),
        ({"a": 30}, 30, None),
        ({"b": 6, "c": 6}, 12, None),
        ({"b": 7, "c": 6}, 13, Misled("b", 7, 13)),
        ({}, 0, None),
    ],
)
def test_the_wrong_choice_most_made(first: dict[str, int], total: int, found: Misled | None) -> None:
    assert misled(first, total, {"a"}) == found
