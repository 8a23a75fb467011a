"""What every test can lean on: a clean language, and files in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import TestCase, TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

# Speed is measured by `make bench`, never by a test: a busy machine must not turn a right answer into a failure.
hypothesis_settings.register_profile("varig", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("varig")


def pytest_addoption(parser: pytest.Parser) -> None:
    """For a second database: what asks no database is as right there as it was on the first."""
    parser.addoption("--database-only", action="store_true", help="only the tests that use the database")


# First, since the groups are read where tests are handed out, and that hook comes before those of folders.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests of a class in one process, so that what they share is made once; leave out the unasked for."""
    for item in items:
        made_for = getattr(item, "cls", None)
        alone = item.get_closest_marker("xdist_group") is None
        if alone and made_for is not None and issubclass(made_for, TestCase):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.rpartition("::")[0]))
    if config.getoption("--database-only"):
        again = [item for item in items if _uses_database(item) and item.get_closest_marker("once") is None]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(again)])
        items[:] = again


def _uses_database(item: pytest.Item) -> bool:
    made_for = getattr(item, "cls", None)
    if made_for is not None and issubclass(made_for, TransactionTestCase):
        return True
    fixtures = {"db", "transactional_db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


@pytest.fixture(autouse=True)
def _clean_slate() -> Iterator[None]:
    """Start each test in the default language with empty page caches, so that no test leans on another."""
    caches["pages"].clear()
    with translation.override(settings.LANGUAGE_CODE):
        yield
