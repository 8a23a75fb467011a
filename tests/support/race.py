"""A real server with several workers on a copy of the tests' own database: for what many do at the same moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests.support.server import PortalServer


@contextmanager
def race_portal(place: Path, blocker: DjangoDbBlocker) -> Iterator[PortalServer]:
    """Serve a portal without the demo. Make it in a fixture of a module, before the test's own transaction begins.

    A copy taken inside the transaction would wait for it for ever.
    """
    portal = PortalServer(place, workers=2, extra_env={"DJANGO_SETTINGS_MODULE": "portal.settings.test"})
    with blocker.unblock():
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with closing(sqlite3.connect(place / "varig.sqlite3")) as copy:
                connection.connection.backup(copy)
        else:
            name = connection.settings_dict["NAME"]
            connection.close()
            portal.make_postgres(copy_of=name)
    portal.start()
    yield portal
    portal.stop()
