"""`make bench`: the portal's pages against a bare Django view, in one run, as ratios.

Two real servers with one process each: the portal (demo loaded, later 10 000 reports), and bare views under the
middleware that `startproject` gives. What is compared is the servers' own CPU time a request, so that the figures say
what a page costs, not how busy the machine is. Budgets stand in docs/budgets.md; what is over is marked, and the run
ends with 1.
"""

from __future__ import annotations

import http.client
import os
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.server import PortalServer

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "6"))
PER_ROUND = int(os.environ.get("BENCH_PER_ROUND", "40"))
MANY = int(os.environ.get("BENCH_REPORTS", "10000"))
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Target:
    """One address as one person, what it may cost (a ratio to `against`), and how many queries."""

    name: str
    path: str
    person: str = ""
    against: str = "bare view"
    ratio: float | None = None
    queries: int | None = None
    cached: bool = True
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    bytes: int = 0
    used_queries: int = 0

    @property
    def cost(self) -> float:
        """CPU milliseconds a request: the median round."""
        return statistics.median(self.cpu)


class Server:
    """A server process, its people's cookies, and how much CPU its worker has used."""

    def __init__(self, portal: PortalServer) -> None:
        self.portal = portal
        self.worker = portal.worker_pid()
        self.connection = http.client.HTTPConnection("127.0.0.1", portal.port, timeout=60)

    def cpu_ms(self) -> float:
        """Milliseconds of CPU that the worker has used so far."""
        fields = Path(f"/proc/{self.worker}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / TICKS

    def get(self, path: str, cookie: str) -> tuple[int, int]:
        """Ask once; return status and bytes on the wire."""
        headers = {"Host": f"localhost:{self.portal.port}", "Accept-Encoding": "br"}
        if cookie:
            headers["Cookie"] = cookie
        try:
            self.connection.request("GET", path, headers=headers)
            response = self.connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError):  # the server closes what stood idle
            self.connection.close()
            self.connection.request("GET", path, headers=headers)
            response = self.connection.getresponse()
        return response.status, len(response.read())


class Bench:
    """Both servers and the cookies of the demo people."""

    def __init__(self, portal: Server, plain: Server) -> None:
        self.portal, self.plain = portal, plain
        self.cookies: dict[str, str] = {"": ""}
        self.turn = 0

    def ask(self, target: Target) -> int:
        """Ask once, and note the bytes."""
        if target.person not in self.cookies:
            self.cookies[target.person] = self.portal.portal.manage(
                "bench_help", "cookie", target.person
            ).stdout.strip()
        self.turn += 1
        path = target.path
        if not target.cached:  # an address nobody has asked for is in no cache
            path += f"{'&' if '?' in path else '?'}tur={self.turn}"
        server = self.plain if target.path.startswith("/bench/") else self.portal
        status, target.bytes = server.get(path, self.cookies[target.person])
        return status

    def look(self, targets: list[Target]) -> None:
        """Check that all answer, and count their queries in a process of their own."""
        for target in targets:
            if (status := self.ask(target)) != 200:
                raise SystemExit(f"{target.name}: {target.path} answered {status}")
        asked = [f"{target.person}|{target.path}|{int(target.cached)}" for target in targets]
        counts = self.portal.portal.manage("bench_help", "queries", *asked).stdout.split()
        for target, count in zip(targets, counts, strict=True):
            target.used_queries = int(count)

    def measure(self, targets: list[Target]) -> None:
        """Take turns, so that a drifting machine hits all alike."""
        for _ in range(ROUNDS):
            for target in targets:
                server = self.plain if target.path.startswith("/bench/") else self.portal
                repeat = PER_ROUND * (
                    8 if target.path.startswith("/bench/") or target.name.endswith("from cache") else 1
                )
                self.ask(target)
                before = server.cpu_ms()
                for _ in range(repeat):
                    began = time.perf_counter()
                    self.ask(target)
                    target.wall.append((time.perf_counter() - began) * 1000)
                target.cpu.append((server.cpu_ms() - before) / repeat)


def table(targets: list[Target]) -> bool:
    """Print the figures; say whether every budget held."""
    costs = {target.name: target.cost for target in targets}
    heads = ("CPU ms", "ratio", "budget", "req/s", "p50 ms", "p95 ms")
    print(f"{'page':<26}{''.join(f'{head:>8}' for head in heads)}{'SQL':>5}{'max':>5}{'kB':>7}")
    held = True
    for target in targets:
        ratio = target.cost / costs[target.against]
        over = (target.ratio is not None and ratio > target.ratio) or (
            target.queries is not None and target.used_queries > target.queries
        )
        held = held and not over
        mean, p50 = statistics.mean(target.wall), statistics.median(target.wall)
        p95 = statistics.quantiles(target.wall, n=20)[-1]
        figures = f"{target.cost:>8.2f}{ratio:>8.2f}{target.ratio or '':>8}{1000 / mean:>8.0f}{p50:>8.1f}{p95:>8.1f}"
        counts = f"{target.used_queries:>5}{target.queries or '':>5}{target.bytes / 1000:>7.1f}"
        print(f"{target.name:<26}{figures}{counts}{'  OVER' if over else ''}")
    return held


def addresses(portal: PortalServer, which: str) -> dict[str, str]:
    """Ask the portal where its pages are, by name."""
    return dict(line.split("\t") for line in portal.manage("bench_help", which).stdout.splitlines())


def grown(found: dict[str, str]) -> list[Target]:
    """A small page and a large one of each kind: the large one against the small one."""
    pairs = [
        ("course 5", "course 100", 2.5, "prosjektleder"),
        ("lesson of 5", "lesson of 100", 1.5, "prosjektleder"),
        ("sheet 2", "sheet 200", 2.5, "prosjektleder"),
        ("group of 3", "group of 300", 1.5, "radgiver"),
        ("roster of 3", "roster of 300", 2.5, "radgiver"),
        ("list of 3", "list of 300", 2.5, "radgiver"),
        ("network of 5", "network of 500", 1.5, "radgiver"),
    ]
    targets = []
    for small, large, ratio, person in pairs:
        targets.append(Target(small, found[small], person, "signed-in floor"))
        targets.append(Target(large, found[large], person, small, ratio))
    return targets


def main() -> int:
    """Prepare, measure, print."""
    with tempfile.TemporaryDirectory(prefix="varig-bench-") as place, ExitStack() as stack:
        settings = {
            "DJANGO_SETTINGS_MODULE": "tools.bench_settings",
            "VARIG_BACKGROUND": "off",
            "VARIG_LOG_LEVEL": "ERROR",
        }
        portal = PortalServer(Path(place), extra_env=settings)
        plain = PortalServer(Path(place), extra_env={**settings, "BENCH_PLAIN": "1"})
        portal.prepare()
        for server in (portal, plain):
            stack.callback(server.stop)
            server.start()
        bench = Bench(Server(portal), Server(plain))
        found = addresses(portal, "addresses")
        targets = [
            Target("bare view", "/bench/bare/"),
            Target("signed-in floor", "/bench/floor/", "koordinator"),
            Target("home, from cache", "/", ratio=2, queries=2),
            Target("home, not cached", "/", ratio=15, queries=12, cached=False),
            Target("guide, not cached", found["guide"], ratio=15, queries=12, cached=False),
            Target("lesson, signed in", found["lesson"], "koordinator", "signed-in floor", 6, 20),
            Target("my page", found["my_page"], "prosjektleder", "signed-in floor", 12, 25),
            Target("project", found["project"], "prosjektleder", "signed-in floor", 12, 25),
            Target("reports, 10", found["reports"], "koordinator", "signed-in floor"),
        ]
        bench.look(targets)
        bench.measure(targets)
        few = targets[-1]
        sizes = grown({**addresses(portal, "learning"), **addresses(portal, "meetings")})
        bench.look(sizes)
        bench.measure(sizes)
        portal.manage("bench_help", "reports", str(MANY))
        many = [
            Target(f"reports, {MANY}", found["reports"], "koordinator", few.name, 1.5, few.used_queries),
            Target(f"search over {MANY}", found["search"], "koordinator", "signed-in floor", 15),
        ]
        bench.look(many)
        bench.measure(many)
        held = table([*targets, *sizes, *many])
        seconds, size = portal.manage("bench_help", "charts").stdout.split()
        print(f"\n1 000 run charts of 60 points: {seconds} s CPU (budget 1.0); one SVG {int(size) / 1000:.1f} kB (12)")
        return 0 if held and float(seconds) <= 1.0 and int(size) <= 12_000 else 1


if __name__ == "__main__":
    sys.exit(main())
