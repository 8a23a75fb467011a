"""What every test can lean on: a clean language, and files in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import caches
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

# Speed is measured by `make bench`, never by a test: a busy machine must not turn a right answer into a failure.
hypothesis_settings.register_profile("varig", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("varig")


@pytest.fixture(autouse=True)
def _clean_slate() -> Iterator[None]:
    """Start each test in the default language with empty page caches, so that no test leans on another."""
    caches["pages"].clear()
    with translation.override(settings.LANGUAGE_CODE):
        yield
