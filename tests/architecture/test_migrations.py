"""Models and migrations agree."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from tests.architecture.test_layout import PACKAGES


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    out = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out)
    except SystemExit:
        pytest.fail(f"Models have changed without a migration:\n{out.getvalue()}")


def test_every_room_with_migrations_is_looked_at_by_the_linter() -> None:
    root = Path(settings.ROOT)
    rooms = [each for each in apps.get_app_configs() if each.name.partition(".")[0] in PACKAGES]
    ours = {each.label for each in rooms if (Path(each.path) / "migrations").is_dir()}
    named = re.search(r"^OUR_APPS := (.*)$", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert named is not None
    assert ours == set(named[1].split())
