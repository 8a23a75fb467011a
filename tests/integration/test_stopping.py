"""Starting and stopping: a taken port is said at once, and a stopped server gives its port back at once."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing

import pytest

from portal.server import is_free
from tests.support.server import ROOT, free_port

START_SECONDS = 90
SOON_SECONDS = 15


def serve(port: int, *command: str, group: bool = True) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "VARIG_BACKGROUND": "elsewhere",
    }
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=group,
    )  # fmt: skip


def wait_for(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("The server did not start")


@pytest.fixture
def server() -> Iterator[tuple[subprocess.Popen[str], int]]:
    port = free_port()
    process = serve(port, "make", "--no-print-directory", "serve", f"PORT={port}")
    try:
        wait_for(port)
        yield process, port
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def ended(process: subprocess.Popen[str], port: int) -> str:
    """Wait until the process is gone and the port is free; return what was said."""
    said, _ = process.communicate(timeout=SOON_SECONDS)
    assert is_free(f"127.0.0.1:{port}")
    return said


def test_interrupted_while_browsers_hold_their_connections_it_ends_at_once(
    server: tuple[subprocess.Popen[str], int],
) -> None:
    process, port = server
    silent = socket.create_connection(("127.0.0.1", port))
    waiting = socket.create_connection(("127.0.0.1", port))
    with closing(silent), closing(waiting):
        waiting.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert waiting.recv(100).startswith(b"HTTP/1.1 200")
        silent.sendall(b"GET /healthz HTTP/1.1\r\nHost: local")
        os.killpg(process.pid, signal.SIGINT)
        assert "SIGKILL" not in ended(process, port)


def test_ending_make_ends_the_server(server: tuple[subprocess.Popen[str], int]) -> None:
    process, port = server
    process.send_signal(signal.SIGTERM)
    ended(process, port)


def test_a_taken_port_is_said_before_anything_else() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        asked = subprocess.run(
            [sys.executable, "-m", "portal.server"], cwd=ROOT, env={**os.environ, "PORT": str(port)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert asked.returncode == 1
    assert asked.stderr.count("\n") == 1
    assert f"Port {port} is taken" in asked.stderr
    assert f"PORT={port + 1} make demo" in asked.stderr
    assert is_free(f"127.0.0.1:{port}")


@pytest.mark.parametrize("address", ["unix:/run/varig.sock", "fd://3"])
def test_addresses_without_a_port_are_nobodys_to_take(address: str) -> None:
    assert is_free(address)
