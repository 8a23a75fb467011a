"""A process that does only background work (scaled running)."""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from portal.roof.services import loop


class Command(BaseCommand):
    """Run the background loop until told to stop."""

    help = "Run queued tasks, scheduled publishing and letters until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        """Tick until SIGTERM or SIGINT."""
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        loop.run(stop)
