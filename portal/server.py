"""How gunicorn serves the portal: one process with threads by default, any number when scaled (docs/operations.md)."""

from __future__ import annotations

import gc
import os
import socket
from typing import Any

_port = os.environ.get("PORT", "8000")


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
    """Make garbage collection rare, and start the background loop in this process unless it has processes of its own.

    A page makes thousands of short-lived objects, and with the default of 700 they set off dozens of rounds that find
    nothing. What was loaded at the start is not looked through at all.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    if os.environ.get("VARIG_BACKGROUND", "inline") == "inline":
        from portal.roof.services import loop

        loop.start_thread()
