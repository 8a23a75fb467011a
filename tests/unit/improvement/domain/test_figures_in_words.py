"""Which figures a sentence names, so that a goal in one's own words can be compared with its figures."""

from decimal import Decimal

import pytest

from improvement.domain.figures import names_figure


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Innen 1. juni 2027 skal 60 % av møtene ha en agenda.", 60),
        ("… opp til 60.", 60),
        ("… til 60. Vi måler hver uke.", 60),
        ("fra 27,5 til 60%", 27.5),
        ("from 27.5 to 60", 27.5),
        ("1 000 samtaler", 1000),
        ("1\u00a0000 samtaler", 1000),
        ("1.000 samtaler", 1000),
        ("1,000 talks", 1000),
        ("10 000,5 kroner", Decimal("10000.5")),
        ("uke 20 300 ganger", 300),
        ("Ventetiden skal ned til ti dager.", 10),
        ("ned til tjuefem dagar", 25),
        ("twenty-five days", 25),
        ("Tjueen team", 21),
        ("Ingen skal falle", 0),
        ("8 av 10", Decimal("10.0000")),
    ],
)
def test_figures_are_found_as_people_write_them(text, figure):
    assert names_figure(text, figure)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Flere møter skal ha en agenda.", 60),
        ("Innen 30. juni skal det bli bedre.", 30),
        ("Innen 12.01.2027 skal det bli bedre.", 12),
        ("innan 2027-06-12", 12),
        ("fra 27,5 til 65 %", 60),
        ("160 møter", 60),
        ("Noe skal ned til ti dager.", 11),
        ("", 0),
    ],
)
def test_what_is_not_there_is_not_found(text, figure):
    assert not names_figure(text, figure)


def test_half_and_all_are_shares_only_in_per_cent():
    assert names_figure("Alle møter skal ha en agenda.", 100, percent=True)
    assert not names_figure("Alle møter skal ha en agenda.", 100)
    assert names_figure("Halvparten av møtene", 50, percent=True)
