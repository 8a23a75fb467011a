"""Logs: one JSON line each, without what could identify a person or open a door."""

from __future__ import annotations

import json
import logging
import re
from typing import ClassVar

from portal.kernel.fnr import redact
from portal.security.audit_context import current_request_id

_SECRET = re.compile(
    r"(?i)\b(password|passord|token|session(?:id)?|authorization|reflection|csrf\w*)(['\"]?\s*[=:]\s*)\S+"
)


def clean(message: str) -> str:
    """Take out identity numbers, secrets and line breaks (a line break could forge a second entry)."""
    return redact(_SECRET.sub(r"\1\2…", message)).replace("\r", " ").replace("\n", " ")


class RedactFilter(logging.Filter):
    """Clean the message before any handler sees it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; never drop it."""
        record.msg = clean(record.getMessage())
        record.args = ()
        return True


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    _extra: ClassVar[tuple[str, ...]] = ("status_code",)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        entry = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "request": current_request_id.get(),
            "message": record.getMessage(),
        }
        for name in self._extra:
            if hasattr(record, name):
                entry[name] = getattr(record, name)
        if record.exc_info:
            entry["trace"] = redact(_SECRET.sub(r"\1\2…", self.formatException(record.exc_info)))
        return json.dumps(entry, ensure_ascii=False)
