"""How gunicorn serves the portal: one process with threads by default, any number when scaled (docs/operations.md).

`python -m portal.server` asks whether the port is free, before anybody is told an address that another answers at.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from typing import Any

_port = os.environ.get("PORT", "8000")
# How long a request under way may go on after Ctrl-C. The threads that wait for a browser's next request would hold
# the process, and with it the port, far longer.
LAST_WORDS_SECONDS = 1.0


def _addresses() -> list[str]:
    """Loopback in both families where the machine has both, so that «localhost» answers whichever a browser picks."""
    chosen = os.environ.get("VARIG_BIND")
    if chosen:
        return chosen.split(",")
    addresses = [f"127.0.0.1:{_port}"]
    if socket.has_ipv6:
        try:
            with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
                probe.bind(("::1", 0))
            addresses.append(f"[::1]:{_port}")
        except OSError:
            pass
    return addresses


def is_free(address: str) -> bool:
    """Whether nobody listens at `host:port` on this machine. Other kinds of address (unix:…, fd://…) count as free."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or "/" in host:
        return True
    family = socket.AF_INET6 if host.startswith("[") else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As gunicorn binds: what a server that ended just now leaves behind is not in the way.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), int(port)))
        except OSError:
            return False
    return True


def main() -> int:
    """Say in one line what to do when the port is taken."""
    if all(is_free(address) for address in bind):
        return 0
    another = int(_port) + 1 if _port.isdecimal() else 8001
    print(  # noqa: T201 - said to the one who typed the command
        f"Port {_port} is taken: a server is running there already. Stop it with Ctrl-C where it was started, "
        f"or choose another port: PORT={another} make demo",
        file=sys.stderr,
    )
    return 1


bind = _addresses()
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
threads = int(os.environ.get("WEB_THREADS", "8"))
worker_class = "gthread"
timeout = 60
graceful_timeout = 30
keepalive = 5
accesslog = None
errorlog = "-"
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "warning")
control_socket_disable = True


def post_worker_init(worker: Any) -> None:
    """Make garbage collection rare and Ctrl-C sure, and start the background loop unless it has processes of its own.

    A page makes thousands of short-lived objects, and with the default of 700 they set off dozens of rounds that find
    nothing. What was loaded at the start is not looked through at all.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    _quit_once(worker)
    if os.environ.get("VARIG_BACKGROUND", "inline") == "inline":
        from portal.roof.services import loop

        loop.start_thread()


def _quit_once(worker: Any) -> None:
    """End the process soon after Ctrl-C, whatever its threads are waiting for. SIGTERM still lets requests finish.

    Ctrl-C comes twice: from the terminal, and as SIGQUIT from the parent. gunicorn's own way out takes a lock, and the
    second signal in the middle of it would wait for that lock for ever. So only the first is heard, and an alarm ends
    the process should the first wait for something as well.
    """
    leave = worker.handle_quit

    def quit_now(number: int, frame: Any) -> None:
        for each in (signal.SIGINT, signal.SIGQUIT):
            signal.signal(each, signal.SIG_IGN)
        signal.signal(signal.SIGALRM, lambda *_: os._exit(0))
        signal.setitimer(signal.ITIMER_REAL, LAST_WORDS_SECONDS)
        leave(number, frame)

    for each in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(each, quit_now)


if __name__ == "__main__":
    sys.exit(main())
