"""`make bench`: the portal's pages against a bare Django view, in one run on one core, as ratios.

Prepares a portal of its own (demo loaded, then 10 000 reports), calls the WSGI application directly and reads CPU time, so
that the figures say what a request costs, not how busy the machine is. Budgets stand in docs/budgets.md; a page over its
budget is marked and the run ends with 1.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "8"))
PER_ROUND = int(os.environ.get("BENCH_PER_ROUND", "15"))
MANY = int(os.environ.get("BENCH_REPORTS", "10000"))


@dataclass
class Target:
    """One address as one person, with what it may cost (a ratio to `against`) and how many queries."""

    name: str
    path: str
    person: str = ""
    against: str = "bare view"
    ratio: float | None = None
    queries: int | None = None
    cached: bool = True
    samples: list[float] = field(default_factory=list)
    bytes: int = 0
    used_queries: int = 0

    @property
    def median(self) -> float:
        """CPU milliseconds, the median request."""
        return statistics.median(self.samples)

    @property
    def p95(self) -> float:
        """CPU milliseconds, the 95th percentile."""
        return statistics.quantiles(self.samples, n=20)[-1]


def environ(path: str, cookie: str) -> dict[str, Any]:
    """A WSGI request."""
    route, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": route,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "localhost:8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_COOKIE": cookie,
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
    }


class Bench:
    """The application, its people and its targets."""

    def __init__(self) -> None:
        from django.core.wsgi import get_wsgi_application

        self.application = get_wsgi_application()
        self.cookies: dict[str, str] = {"": ""}

    def cookie(self, person: str) -> str:
        """A session cookie of a demo person."""
        if person not in self.cookies:
            from django.conf import settings
            from django.test import Client

            from portal.accounts.models import User

            client = Client()
            client.force_login(
                User.objects.get(email=f"{person}@demo.varig"),
                backend="django.contrib.auth.backends.ModelBackend"
                if "django.contrib.auth.backends.ModelBackend" in settings.AUTHENTICATION_BACKENDS
                else settings.AUTHENTICATION_BACKENDS[0],
            )
            name = settings.SESSION_COOKIE_NAME
            self.cookies[person] = f"{name}={client.cookies[name].value}"
        return self.cookies[person]

    def get(self, target: Target) -> tuple[str, int]:
        """Ask once; return status and bytes."""
        status: list[str] = []
        body: Iterable[bytes] = self.application(
            environ(target.path, self.cookie(target.person)), lambda line, headers, exc=None: status.append(line)
        )
        size = sum(len(part) for part in body)
        if hasattr(body, "close"):
            body.close()
        return status[0], size

    def look(self, target: Target) -> None:
        """Check that it answers, count queries and bytes."""
        from django.core.cache import caches
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        if not target.cached:
            caches["pages"].clear()
        else:
            self.get(target)
        with CaptureQueriesContext(connection) as captured:
            status, target.bytes = self.get(target)
        if not status.startswith("200"):
            raise SystemExit(f"{target.name}: {target.path} answered {status}")
        target.used_queries = len(captured)

    def measure(self, targets: list[Target]) -> None:
        """Take turns, so that a drifting machine hits all alike."""
        from django.core.cache import caches

        for _ in range(ROUNDS):
            for target in targets:
                self.get(target)
                for _ in range(PER_ROUND):
                    if not target.cached:
                        caches["pages"].clear()
                    before = time.process_time()
                    self.get(target)
                    target.samples.append((time.process_time() - before) * 1000)


def table(targets: list[Target]) -> bool:
    """Print the figures; say whether every budget held."""
    floors = {target.name: target.median for target in targets}
    print(f"{'page':<38}{'ms p50':>8}{'p95':>8}{'req/s':>8}{'ratio':>8}{'budget':>8}{'SQL':>5}{'max':>5}{'kB':>7}")
    held = True
    for target in targets:
        ratio = target.median / floors[target.against]
        over = (target.ratio is not None and ratio > target.ratio) or (
            target.queries is not None and target.used_queries > target.queries
        )
        held = held and not over
        print(
            f"{target.name:<38}{target.median:>8.2f}{target.p95:>8.2f}{1000 / target.median:>8.0f}{ratio:>8.2f}"
            f"{target.ratio or '':>8}{target.used_queries:>5}{target.queries or '':>5}{target.bytes / 1000:>7.1f}"
            f"{'  OVER' if over else ''}"
        )
    return held


def statistics_bench() -> bool:
    """1 000 measures of 60 points: limits, signals and sentences, on one core."""
    from tools.bench_pages import thousand_charts

    seconds, size = thousand_charts()
    print(f"\n1 000 run charts of 60 points: {seconds:.2f} s CPU (budget 1.0); one SVG {size / 1000:.1f} kB (budget 12)")
    return seconds <= 1.0 and size <= 12_000


def main() -> int:
    """Prepare, measure, print."""
    with tempfile.TemporaryDirectory(prefix="varig-bench-") as place:
        root = Path(__file__).resolve().parent.parent
        os.environ.update(
            VARIG_VAR=place, DJANGO_SETTINGS_MODULE="tools.bench_settings", VARIG_LOG_LEVEL="ERROR", PYTHONHASHSEED="0"
        )
        build = root / "var" / "build"
        if build.exists():
            (Path(place) / "build").symlink_to(build)
        import django

        django.setup()
        from django.core.management import call_command

        call_command("prepare", demo=True, verbosity=0, stdout=StringIO())
        from tools.bench_data import make_reports
        from tools.bench_pages import addresses as find_addresses

        bench = Bench()
        addresses = find_addresses()
        list_query = addresses["reports"]
        targets = [
            Target("bare view", "/bench/bare/"),
            Target("signed-in floor", "/bench/floor/", "koordinator"),
            Target("home, from cache", "/", ratio=2, queries=2),
            Target("home, not from cache", "/", ratio=15, queries=12, cached=False),
            Target("guide, not from cache", addresses["guide"], ratio=15, queries=12, cached=False),
            Target("lesson, signed in", addresses["lesson"], "koordinator", "signed-in floor", 6, 20),
            Target("my page", addresses["my_page"], "prosjektleder", "signed-in floor", 12, 25),
            Target("project", addresses["project"], "prosjektleder", "signed-in floor", 12, 25),
            Target("reports, 10", list_query, "koordinator", "signed-in floor"),
        ]
        for target in targets:
            bench.look(target)
        bench.measure(targets)
        few = targets[-1]
        make_reports(MANY)
        many = [
            Target(f"reports, {MANY}", list_query, "koordinator", few.name, 1.5, few.used_queries),
            Target(f"search over {MANY}", addresses["search"], "koordinator", "signed-in floor", 15),
        ]
        for target in many:
            bench.look(target)
        bench.measure([few, *many])
        held = table([*targets, *many])
        return 0 if statistics_bench() and held else 1


if __name__ == "__main__":
    sys.exit(main())
