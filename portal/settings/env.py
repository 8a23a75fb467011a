"""Typed readers of environment variables. A wrong value stops the start with a message that says how to mend it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """Return the variable as text; `default` when it is not set."""
    return os.environ.get(name, default)


def required(name: str, hint: str) -> str:
    """Return the variable or stop with `hint`."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}: {hint}")
    return value


def flag(name: str, default: bool = False) -> bool:
    """Read 1/0, true/false, yes/no, on/off."""
    raw = os.environ.get(name)
    if raw is None:
        return default
    value = raw.strip().lower()
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={raw!r} must be one of true/false, yes/no, on/off or 1/0")


def number(name: str, default: int) -> int:
    """Read a whole number."""
    raw = os.environ.get(name, "")
    if not raw:
        return default
    try:
        return int(raw)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={raw!r} must be a whole number") from error


def words(name: str, default: str = "") -> list[str]:
    """Read a comma-separated list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def sqlite(path: Path, *, durable: bool = False) -> dict[str, Any]:
    """Database settings for SQLite: WAL and immediate transactions, so that writers queue instead of failing.

    `durable` keeps the last commits through a power cut as well, at some cost in speed (docs/operations.md).
    """
    synchronous = "FULL" if durable else "NORMAL"
    pragmas = (
        f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; PRAGMA foreign_keys=ON; "
        "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=27103364;"
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        # Kept open: opening a file and setting it up costs more than most pages do.
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
    }


def database(name: str, default_path: Path) -> dict[str, Any]:
    """Read a database address such as postgres://user:password@host:5432/name?sslmode=require; SQLite when not set."""
    address = os.environ.get(name, "")
    if not address:
        return sqlite(default_path, durable=flag("VARIG_SQLITE_DURABLE"))
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)), durable=flag("VARIG_SQLITE_DURABLE"))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} must begin with postgres:// or sqlite:///, not {parts.scheme!r}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
