"""In which heap something lies, and what a line says about it."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from portal.actions.domain.when import When, week_ends, when
from portal.actions.presenters.words import due_words, shortened

WEDNESDAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("due", "heap"),
    [
        (None, When.UNDATED),
        (date(2026, 11, 17), When.OVERDUE),
        (date(2026, 11, 18), When.THIS_WEEK),
        (date(2026, 11, 22), When.THIS_WEEK),
        (date(2026, 11, 23), When.LATER),
    ],
)
def test_what_is_due_today_is_not_late_and_the_week_ends_with_sunday(due: date | None, heap: When) -> None:
    assert when(due, WEDNESDAY) is heap


def test_on_a_sunday_the_week_ends_the_same_day() -> None:
    assert week_ends(date(2026, 11, 22)) == date(2026, 11, 22)
    assert week_ends(date(2026, 12, 31)) == date(2027, 1, 3)


@pytest.mark.parametrize(
    ("due", "nb", "nn", "en"),
    [
        (date(2026, 11, 17), "1 dag over fristen", "1 dag over fristen", "1 day overdue"),
        (date(2026, 11, 13), "5 dager over fristen", "5 dagar over fristen", "5 days overdue"),
        (date(2026, 11, 18), "frist i dag", "frist i dag", "due today"),
        (date(2026, 11, 19), "frist i morgen", "frist i morgon", "due tomorrow"),
        (date(2026, 11, 20), "frist fredag 20. november", "frist fredag 20. november", "due Friday 20 November"),
        (date(2026, 12, 2), "frist 2. desember 2026", "frist 2. desember 2026", "due 2 December 2026"),
    ],
)
def test_the_day_in_words(due: date, nb: str, nn: str, en: str) -> None:
    said = {}
    for language in ("nb", "nn", "en"):
        with translation.override(language):
            said[language] = due_words(due, WEDNESDAY)
    assert said == {"nb": nb, "nn": nn, "en": en}


def test_a_long_text_is_cut_between_words() -> None:
    assert shortened("Ringe kontakten i NAV og avtale fast tid", 24) == "Ringe kontakten i NAV og…"
    assert shortened("  kort \n tekst ", 24) == "kort tekst"
