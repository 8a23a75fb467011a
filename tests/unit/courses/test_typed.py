"""Short answers and numbers: forgiving about how they are written, strict about what they say."""

from __future__ import annotations

from decimal import Decimal

import pytest

from courses.domain.typed import fits, near, number_from


@pytest.mark.parametrize(
    "text", ["Oppfølgingsteam", "  oppfølgingsTEAM ", "«oppfølgingsteam».", "oppfølgingsteamet", "et  Oppfølgingsteam!"]
)
def test_how_it_is_written_does_not_matter(text: str) -> None:
    assert fits(text, ["oppfølgingsteam", "Oppfølgingsteamet", "et oppfølgingsteam"])


@pytest.mark.parametrize("text", ["", "  ", "...", "ansvarsgruppe", "oppfølging team"])
def test_what_it_says_does(text: str) -> None:
    assert not fits(text, ["oppfølgingsteam", ""])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        (" 12,50 ", "12.5"),
        ("1 200", "1200"),
        ("−3", "-3"),
        ("27 %", "27"),
        ("12.5", "12.5"),
        ("tolv", None),
        ("", None),
        ("1,2,3", None),
        ("1e9", None),
        ("NaN", None),
        ("9" * 40, None),
    ],
)
def test_numbers_as_people_write_them(text: str, number: str | None) -> None:
    assert number_from(text) == (None if number is None else Decimal(number))


def test_near_enough_takes_its_ends_in() -> None:
    assert near(Decimal("25"), Decimal("27"), Decimal("2"))
    assert near(Decimal("29"), Decimal("27"), Decimal("-2"))
    assert not near(Decimal("24.9"), Decimal("27"), Decimal("2"))
    assert near(Decimal("0.3"), Decimal("0.1") + Decimal("0.2"), Decimal(0))
