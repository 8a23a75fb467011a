"""What every test can lean on: a clean language, and files in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import caches
from django.utils import translation


@pytest.fixture(autouse=True)
def _clean_slate() -> Iterator[None]:
    """Start each test in the default language with empty page caches, so that no test leans on another."""
    caches["pages"].clear()
    with translation.override(settings.LANGUAGE_CODE):
        yield
