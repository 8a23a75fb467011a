"""What the sheets of a group add up to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.worksheets.domain.form import Band, Form, Kind, Method, Part
from portal.worksheets.domain.totals import total

BANDS = (Band(6, {"nb": "Klart"}), Band(0, {"nb": "Begynn i det små"}))
TWO = Form(
    title={"nb": "To spørsmål"},
    parts=tuple(Part(key, Kind.SCALE, {"nb": key}, low=1, high=5, counted=True) for key in ("a", "b")),
    method=Method.SUM,
    bands=BANDS,
)


def test_each_sheet_is_summed_and_the_sums_are_spread() -> None:
    found = total(TWO, [{"a": 1, "b": 2}, {"a": 5, "b": 4}, {"a": 4, "b": 2}], anonymous=False)
    assert found is not None
    assert (found.sheets, found.mean, found.lowest, found.highest, found.top) == (3, 6, 3, 9, 10)
    assert found.band == BANDS[0]
    assert found.bands == ((BANDS[1], 1), (BANDS[0], 2))


def test_half_a_sheet_is_told_and_not_counted() -> None:
    found = total(TWO, [{"a": 1, "b": 1}, {"a": 5}], anonymous=False)
    assert found is not None
    assert (found.sheets, found.partly, found.mean) == (1, 1, 2)


def test_nothing_while_no_sheet_is_whole_or_the_form_does_not_add_up() -> None:
    assert total(TWO, [{"a": 1}], anonymous=False) is None
    assert total(Form(TWO.title, TWO.parts), [{"a": 1, "b": 1}], anonymous=False) is None


@pytest.mark.parametrize("whole", [1, 4])
def test_four_whole_anonymous_sheets_tell_nothing(whole: int) -> None:
    sheets = [{"a": 1, "b": 2}] * whole + [{"a": 3}] * (6 - whole)
    found = total(TWO, sheets, anonymous=True)
    assert found is not None
    assert found.hidden
    assert (found.sheets, found.partly, found.mean, found.bands) == (0, 0, 0, ())


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=30))
def test_the_mean_lies_between_the_ends_and_every_sheet_has_a_meaning(pairs: list[tuple[int, int]]) -> None:
    found = total(TWO, [{"a": a, "b": b} for a, b in pairs], anonymous=False)
    assert found is not None
    assert found.lowest <= found.mean <= found.highest
    assert sum(count for _band, count in found.bands) == len(pairs)
