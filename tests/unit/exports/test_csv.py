"""CSV files: data stays data in every spreadsheet."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.exports.csv import csv_text, guard_cell


def read(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\0", "\r", "\n"])
def test_a_cell_that_could_be_a_formula_gets_an_apostrophe(start: str) -> None:
    assert guard_cell(f"{start}1+cmd|' /C calc'!A0").startswith("'" + start)


@given(st.lists(st.lists(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
                         min_size=2, max_size=2), max_size=5))  # fmt: skip
def test_every_cell_comes_back_and_none_is_a_formula(rows: list[list[str]]) -> None:
    back = read(csv_text(["a", "=b"], rows))
    assert back[0] == ["a", "'=b"]
    assert [[cell.removeprefix("'") if cell[:1] == "'" else cell for cell in row] for row in back[1:]] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in back for cell in row)


def test_numbers_stay_numbers() -> None:
    rows = [[-5, 2.5, Decimal("-0.10"), 1e-7, float("nan"), None, True]]
    assert read(csv_text(list("abcdefg"), rows))[1] == ["-5", "2.5", "-0.10", "0.0000001", "", "", "1"]


def test_norwegian_excel_gets_mark_semicolon_and_decimal_comma() -> None:
    text = csv_text(["Måned", "Andel"], [["jan; æøå", -2.5]], norwegian_excel=True)
    assert text == '\ufeffMåned;Andel\r\n"jan; æøå";-2,5\r\n'


def test_dates_are_iso() -> None:
    assert read(csv_text(["d", "t"], [[date(2026, 1, 2), datetime(2026, 1, 2, 3, 4)]]))[1] == [
        "2026-01-02",
        "2026-01-02 03:04:00",
    ]
