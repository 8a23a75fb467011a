"""A chain is a line: whatever links are allowed one after another, no cycle comes round to itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.domain.chain import ChainCode, check_days, check_link, line_back, line_on

LINE = {1: None, 2: 1, 3: 2, 4: None}


@pytest.mark.parametrize(
    ("cycle", "previous", "code"),
    [
        (4, 3, None),
        (None, 3, None),
        (4, None, None),
        (2, 2, ChainCode.ITSELF),
        (1, 3, ChainCode.CIRCLE),
        (1, 2, ChainCode.CIRCLE),
        (4, 1, ChainCode.TAKEN),
        (None, 2, ChainCode.TAKEN),
        (3, 2, None),
        (4, 9, ChainCode.UNKNOWN),
    ],
)
def test_what_may_follow_what(cycle, previous, code):
    assert check_link(LINE, cycle, previous) is code


def test_what_is_laid_aside_leaves_its_place():
    assert check_link(LINE, 4, 2, aside=[3]) is None


@given(st.lists(st.tuples(st.integers(1, 8), st.one_of(st.none(), st.integers(1, 8))), max_size=40))
def test_links_that_are_allowed_never_make_a_ring_or_a_fork(wishes):
    follows: dict[int, int | None] = dict.fromkeys(range(1, 9))
    for cycle, previous in wishes:
        if check_link(follows, cycle, previous) is None:
            follows[cycle] = previous
    taken = [before for before in follows.values() if before is not None]
    assert len(taken) == len(set(taken))
    for cycle in follows:
        back = line_back(follows, cycle)
        assert follows[back[-1]] is None
        assert line_on(follows, back[-1])[: len(back)] == back[::-1]


@pytest.mark.parametrize(
    ("started", "before", "after", "code"),
    [
        (date(2026, 3, 2), date(2026, 3, 2), None, None),
        (date(2026, 3, 1), date(2026, 3, 2), None, ChainCode.BEGINS_BEFORE),
        (date(2026, 3, 9), None, date(2026, 3, 8), ChainCode.BEGINS_AFTER),
        (None, date(2026, 3, 2), None, None),
    ],
)
def test_time_goes_forward_in_a_chain(started, before, after, code):
    assert check_days(started, before, after) is code
