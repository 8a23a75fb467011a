"""English pages write dates as the British do; in every language dates are read as people type them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django import forms
from django.utils import translation
from django.utils.formats import date_format

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("DATE_FORMAT", "21 November 2026"), ("SHORT_DATE_FORMAT", "21/11/2026"), ("MONTH_DAY_FORMAT", "21 November")],
)
def test_the_day_comes_first(name: str, expected: str) -> None:
    with translation.override("en"):
        assert date_format(DAY, name) == expected
        assert date_format(datetime(2026, 11, 21, 14, 5), "DATETIME_FORMAT") == "21 November 2026, 14:05"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("typed", ["2026-11-21", "21/11/2026", "21.11.2026", "21.11.26"])
def test_typed_days_are_understood(language: str, typed: str) -> None:
    with translation.override(language):
        assert forms.DateField(localize=True).clean(typed) == DAY


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("typed", ["2026-11-21 14:05", "21.11.2026 14:05", "21/11/2026 14:05"])
def test_typed_moments_are_understood(language: str, typed: str) -> None:
    with translation.override(language):
        assert forms.DateTimeField(localize=True).clean(typed).replace(tzinfo=None) == datetime(2026, 11, 21, 14, 5)
