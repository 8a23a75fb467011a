"""A real portal for browser and race tests: a server process of its own on a database of its own, demo loaded."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60


def free_port() -> int:
    """A port on loopback that nobody holds now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class PortalServer:
    """Prepare a portal in `place` (database, media, collected files), start it, end it."""

    place: Path
    build: Path | None = None
    workers: int = 1
    extra_env: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    _database: str = ""

    @property
    def url(self) -> str:
        """Its address. «localhost», because passkeys need a name, not a number."""
        return f"http://localhost:{self.port}"

    @property
    def env(self) -> dict[str, str]:
        """The environment of its processes."""
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
            "VARIG_VAR": str(self.place),
            "VARIG_BASE_URL": self.url,
            "PORT": str(self.port),
            "WEB_CONCURRENCY": str(self.workers),
            "VARIG_LOG_LEVEL": "WARNING",
            **self.extra_env,
        }
        if self._database:
            env["DATABASE_URL"] = self._database
        return env

    def manage(self, *args: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a management command against its database."""
        done = subprocess.run(
            [sys.executable, "manage.py", *args], cwd=ROOT, env=self.env, capture_output=True, text=True, check=False
        )
        if check and done.returncode:
            raise RuntimeError(f"manage.py {' '.join(args)} failed:\n{done.stdout}\n{done.stderr}")
        return done

    def prepare(self, *, demo: bool = True) -> None:
        """Make the database, collect the files, load the demo."""
        self.place.mkdir(parents=True, exist_ok=True)
        built = self.build or ROOT / "var" / "build"
        if not (self.place / "build").exists() and built.exists():
            (self.place / "build").symlink_to(built)
        self.make_postgres()
        self.manage("prepare", *(["--demo"] if demo else []))

    def make_postgres(self, copy_of: str = "template1") -> None:
        """Make a database of its own as a copy of another, where PostgreSQL is used; nobody may be in that one."""
        address = os.environ.get("DATABASE_URL", "")
        if not address.startswith("postgres"):
            return
        import psycopg

        name = f"varig_server_{os.getpid()}_{self.port}"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{copy_of}"')
        self._database = urlunsplit(urlsplit(address)._replace(path=f"/{name}"))

    def start(self) -> None:
        """Start serving and wait until it is ready."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "python:portal.server", "portal.wsgi:application"],
            cwd=ROOT,
            env=self.env,
        )
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise RuntimeError("The portal's server process ended while starting")
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2):  # noqa: S310
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise RuntimeError("The portal did not answer in time")

    def worker_pid(self) -> int:
        """The process id of the one worker that answers (Linux)."""
        if self.process is None:
            raise RuntimeError("The server is not started")
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return int(children[0])

    def stop(self) -> None:
        """End the process and take away a database of its own."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self._database:
            import psycopg

            name = urlsplit(self._database).path.lstrip("/")
            with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
