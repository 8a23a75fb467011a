"""Limits hold: exactly so many go through, also when several processes try at the same moment."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from portal.security.models import RateCounter
from portal.security.ratelimit import forget_old, limited

WORKER = """
import sys
import django
django.setup()
from portal.security.ratelimit import limited
print(sum(bool(limited("door", 20, 60)) for _ in range(25)))
"""
PREPARE = """
import django
django.setup()
from django.db import connection
from portal.security.models import RateCounter
with connection.schema_editor() as editor:
    editor.create_model(RateCounter)
"""


@pytest.mark.django_db
def test_so_many_go_through_and_no_more() -> None:
    answers = [limited("a", 3, 60) for _ in range(5)]
    assert [bool(answer) for answer in answers] == [True, True, True, False, False]
    assert answers[-1].reason == "rate_limited"
    assert limited("b", 3, 60)


@pytest.mark.django_db
def test_a_new_period_begins_when_the_old_one_is_over() -> None:
    for _ in range(4):
        limited("a", 3, 60)
    RateCounter.objects.update(started_at=timezone.now() - timedelta(seconds=61))
    assert limited("a", 3, 60)
    assert RateCounter.objects.get().count == 1


@pytest.mark.django_db
def test_the_row_names_nobody_and_is_forgotten() -> None:
    limited("kari@example.no", 3, 60)
    assert "kari" not in RateCounter.objects.get().key
    RateCounter.objects.update(started_at=timezone.now() - timedelta(days=2))
    assert forget_old() == 1


def test_four_processes_together_get_no_more_than_the_limit(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "VARIG_VAR": str(tmp_path),
        "DATABASE_URL": f"sqlite://{tmp_path}/limits.sqlite3",
    }
    subprocess.run([sys.executable, "-c", PREPARE], env=environment, check=True, cwd=settings.ROOT)
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER], env=environment, stdout=subprocess.PIPE, text=True, cwd=settings.ROOT
        )
        for _ in range(4)
    ]
    through = [int(worker.communicate(timeout=120)[0]) for worker in workers]
    assert sum(through) == 20
