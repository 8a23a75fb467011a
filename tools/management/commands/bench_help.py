"""What `make bench` asks of the portal's own process."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accounts.models import User


class Command(BaseCommand):
    """`addresses`, `learning`, `meetings`, `cookie PERSON`, `queries PERSON|PATH|CACHED …`, `reports N`, `charts`."""

    help = "Helps make bench; of no use otherwise."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do, and its words."""
        parser.add_argument(
            "what", choices=["addresses", "learning", "meetings", "cookie", "queries", "reports", "charts"]
        )
        parser.add_argument("words", nargs="*")

    def handle(self, *args: Any, what: str, words: list[str], **options: Any) -> None:
        """Do it and print the answer."""
        getattr(self, f"_{what}")(words)

    def _addresses(self, words: list[str]) -> None:
        from tools.bench_pages import addresses

        for name, path in addresses().items():
            self.stdout.write(f"{name}\t{path}")

    def _meetings(self, words: list[str]) -> None:
        from tools.bench_meetings import meeting_addresses

        for name, path in meeting_addresses().items():
            self.stdout.write(f"{name}\t{path}")

    def _learning(self, words: list[str]) -> None:
        from tools.bench_learning import learning_addresses

        for name, path in learning_addresses().items():
            self.stdout.write(f"{name}\t{path}")

    def _client(self, person: str) -> Client:
        client = Client(HTTP_HOST="localhost")
        if person:
            client.force_login(
                User.objects.get(email=f"{person}@demo.varig"), backend=settings.AUTHENTICATION_BACKENDS[0]
            )
        return client

    def _cookie(self, words: list[str]) -> None:
        name = settings.SESSION_COOKIE_NAME
        self.stdout.write(f"{name}={self._client(words[0]).cookies[name].value}")

    def _queries(self, words: list[str]) -> None:
        for word in words:
            person, path, cached = word.split("|")
            client = self._client(person)
            client.get(path)
            if cached == "0":
                caches["pages"].clear()
                caches["pages"].set("warm", 1)
            with CaptureQueriesContext(connection) as seen:
                client.get(path)
            self.stdout.write(str(len(seen)))

    def _reports(self, words: list[str]) -> None:
        from tools.bench_data import make_reports

        make_reports(int(words[0]))

    def _charts(self, words: list[str]) -> None:
        from tools.bench_pages import thousand_charts

        seconds, size = thousand_charts()
        self.stdout.write(f"{seconds:.2f} {size}")
