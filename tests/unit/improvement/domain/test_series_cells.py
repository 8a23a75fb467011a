"""Dates and numbers as people write them, one cell at a time."""

from datetime import date

import pytest

from improvement.domain.series import read_date, read_number
from improvement.domain.series.numbers import decimal_mark

MARCH_14 = date(2025, 3, 14)


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("2025-03-14", MARCH_14, "day"),
        ("2025-3-14", MARCH_14, "day"),
        ("2025/03/14", MARCH_14, "day"),
        ("2025-03-14 00:00:00", MARCH_14, "day"),
        ("2025-03-14T12:30:00Z", MARCH_14, "day"),
        ("14.03.2025", MARCH_14, "day"),
        ("14.3.25", MARCH_14, "day"),
        ("14.3.2025", MARCH_14, "day"),
        ("14. 3. 2025", MARCH_14, "day"),
        ("14/3/2025", MARCH_14, "day"),
        ("14-03-2025", MARCH_14, "day"),
        ("14.03.2025 08:15", MARCH_14, "day"),
        ("fredag 14.03.2025", MARCH_14, "day"),
        ("fre. 14.3.25", MARCH_14, "day"),
        ("14. mars 2025", MARCH_14, "day"),
        ("14.mars 2025", MARCH_14, "day"),
        ("14 Mar 2025", MARCH_14, "day"),
        ("14-mar-25", MARCH_14, "day"),
        ("\u00a014.03.2025\u2009", MARCH_14, "day"),
        ('"14.03.2025"', MARCH_14, "day"),
        ("\ufeff14.03.2025", MARCH_14, "day"),
        ("uke 11 2025", date(2025, 3, 10), "week"),
        ("Uke 11, 2025", date(2025, 3, 10), "week"),
        ("uke 11/2025", date(2025, 3, 10), "week"),
        ("veke 11 2025", date(2025, 3, 10), "week"),
        ("week 11 2025", date(2025, 3, 10), "week"),
        ("u11-2025", date(2025, 3, 10), "week"),
        ("2025 uke 11", date(2025, 3, 10), "week"),
        ("2025-W11", date(2025, 3, 10), "week"),
        ("2025W11", date(2025, 3, 10), "week"),
        ("uke 1 2026", date(2025, 12, 29), "week"),
        ("uke 53 2020", date(2020, 12, 28), "week"),
        ("mars 2025", date(2025, 3, 1), "month"),
        ("mar. 2025", date(2025, 3, 1), "month"),
        ("mar.25", date(2025, 3, 1), "month"),
        ("Mar-25", date(2025, 3, 1), "month"),
        ("MAI 2025", date(2025, 5, 1), "month"),
        ("oktober 2025", date(2025, 10, 1), "month"),
        ("des 2025", date(2025, 12, 1), "month"),
        ("2025-03", date(2025, 3, 1), "month"),
        ("03.2025", date(2025, 3, 1), "month"),
        ("03/2025", date(2025, 3, 1), "month"),
        ("2025 mars", date(2025, 3, 1), "month"),
        ("2019", date(2019, 1, 1), "year"),
        ("29.02.2024", date(2024, 2, 29), "day"),
    ],
)
def test_dates_people_write(text, day, precision):
    reading = read_date(text)
    assert (reading.day, reading.precision) == (day, precision)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("03/14/2025", "month_first"),
        ("31.02.2025", "invalid"),
        ("29.02.2025", "invalid"),
        ("0.1.2025", "invalid"),
        ("32.1.2025", "invalid"),
        ("uke 53 2025", "invalid"),
        ("uke 0 2025", "invalid"),
        ("2025-13-01", "invalid"),
        ("2025-13", "invalid"),
        ("40.40.2025", "invalid"),
    ],
)
def test_dates_that_are_none(text, problem):
    reading = read_date(text)
    assert (reading.day, reading.problem) == (None, problem)


@pytest.mark.parametrize(
    "text", ["", "45", "45,2", "14.3", "mars", "uke 11", "marsipan 25", "i går", "1.2.3.4", "202", "1 234,5"]
)
def test_what_does_not_look_like_a_date(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("45", 45),
        ("45,2", 45.2),
        ("45.2", 45.2),
        ("0,5", 0.5),
        (",5", 0.5),
        ("-3,1", -3.1),
        ("−3,1", -3.1),
        ("–3", -3),
        ("+3", 3),
        ("45 %", 45),
        ("45,2%", 45.2),
        ("45,2\u00a0%", 45.2),
        ("% 45", 45),
        ("1 234", 1234),
        ("1\u00a0234,5", 1234.5),
        ("1\u2009234,5", 1234.5),
        ("1\u202f234\u202f567", 1234567),
        ("1'234.5", 1234.5),
        ("1’234", 1234),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("12.345.678,9", 12345678.9),
        ("0,125", 0.125),
        ("1234,567", 1234.567),
        ('"45,2"', 45.2),
        ("1,5E+03", 1500),
        ("0", 0),
        ("-0", 0),
        ("007", 7),
    ],
)
def test_numbers_people_write(text, value):
    reading = read_number(text)
    assert reading.value == pytest.approx(value)
    assert not reading.ambiguous
    assert reading.percent is ("%" in text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "12 34",
        "1 23",
        "12.34.5",
        "1,2,3",
        "45 dager",
        "ca 45",
        "4-5",
        "--4",
        "45,",
        "1.23,4.5",
        "#DIV/0!",
        "#VERDI!",
        "inf",
        "nan",
        "1e999",
        "٣",
        "1_000",
        "0x10",
        "9" * 30,
        "1.234,567,8",
        "<5",
        "½",
    ],
)
def test_what_is_no_number(text):
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "mark", "value", "ambiguous"),
    [
        ("1,234", None, 1.234, True),
        ("1.234", None, 1.234, True),
        ("1.234", ",", 1234, False),
        ("1,234", ",", 1.234, False),
        ("1,234", ".", 1234, False),
        ("0,234", ".", 0.234, False),
    ],
)
def test_one_mark_and_three_digits_is_settled_by_the_column(text, mark, value, ambiguous):
    reading = read_number(text, mark)
    assert (reading.value, reading.ambiguous) == (value, ambiguous)


def test_the_column_tells_its_decimal_mark():
    assert decimal_mark(["45,2", "1.234", ""]) == ","
    assert decimal_mark(["45.2", "1,234"]) == "."
    assert decimal_mark(["1.234.567"]) == ","
    assert decimal_mark(["45,2", "45.2"]) is None
    assert decimal_mark(["45", "1.234"]) is None
