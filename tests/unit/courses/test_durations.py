"""Estimates are said as a person would say them."""

from __future__ import annotations

import pytest
from django.utils import translation

from courses.presenters.durations import about, about_left


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "omtrent 1 minutt"),
        (59, "omtrent 59 minutter"),
        (60, "omtrent en time"),
        (85, "omtrent halvannen time"),
        (120, "omtrent 2 timer"),
        (150, "omtrent 2½ timer"),
        (179, "omtrent 3 timer"),
        (210, "omtrent 4 timer"),
        (233, "omtrent 4 timer"),
    ],
)
def test_hours_from_sixty_minutes_on(minutes: int, words: str) -> None:
    with translation.override("nb"):
        assert about(minutes) == words


def test_what_is_left_in_every_language() -> None:
    said = {}
    for language in ("nb", "nn", "en"):
        with translation.override(language):
            said[language] = about_left(233)
    assert said == {"nb": "Omtrent 4 timer igjen", "nn": "Om lag 4 timar att", "en": "About 4 hours left"}
