"""Trees: nothing hangs on itself, and everything is laid out once, after what it hangs on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from improvement.domain.tree import laid_out, would_circle

_ANY = st.integers(0, 8).flatmap(
    lambda size: st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=size, max_size=size)
)


def grown(wishes: list[int | None]) -> dict[int, int | None]:
    """A forest made as people make it: each wish is taken when it makes no circle."""
    parents: dict[int, int | None] = dict.fromkeys(range(len(wishes)))
    for row, parent in enumerate(wishes):
        if parent is None or (parent in parents and not would_circle(parents, row, parent)):
            parents[row] = parent
    return parents


@given(_ANY)
def test_what_was_let_in_has_no_circle(wishes: list[int | None]) -> None:
    parents = grown(wishes)
    for row in parents:
        seen, here = set(), row
        while here is not None:
            assert here not in seen
            seen.add(here)
            here = parents[here]


@given(_ANY)
def test_each_row_is_laid_out_once_right_below_what_it_hangs_on(wishes: list[int | None]) -> None:
    parents = grown(wishes)
    lines = laid_out(parents)
    assert sorted(row for row, _depth in lines) == sorted(parents)
    depth, order = dict(lines), [row for row, _depth in lines]
    for row, parent in parents.items():
        if parent is None:
            assert depth[row] == 0
        else:
            assert depth[row] == depth[parent] + 1
            assert order.index(parent) < order.index(row)


def test_a_ring_that_is_stored_hides_nobody() -> None:
    assert sorted(laid_out({1: 2, 2: 1, 3: None})) == [(1, 0), (2, 0), (3, 0)]


def test_itself_and_what_hangs_on_it_are_refused_and_a_cousin_is_not() -> None:
    parents = {1: None, 2: 1, 3: 2, 4: 1}
    assert would_circle(parents, 1, 1)
    assert would_circle(parents, 1, 3)
    assert not would_circle(parents, 3, 4)
    assert not would_circle(parents, 3, None)


def test_whose_parent_is_laid_aside_stands_as_a_root() -> None:
    assert laid_out({2: 1, 3: 2}) == [(2, 0), (3, 1)]
