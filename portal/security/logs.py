"""Logs: one JSON line each, without what could identify a person, open a door or repeat what somebody wrote."""

from __future__ import annotations

import json
import logging
import re
import traceback
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import OperationalError
from django.http import HttpRequest
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.views.debug import SafeExceptionReporterFilter

from portal.kernel.fnr import redact
from portal.security.audit_context import current_request_id

_SECRET = re.compile(
    r"(?i)\b(password|passord|token|session(?:id)?|authorization|reflection|csrf\w*)(['\"]?\s*[=:]\s*)\S+"
)
# Addresses whose next part is a key: invitations, password links, certificates.
_KEY_IN_ADDRESS = re.compile(r"(/(?:invitasjon|key|confirm-email|bevis|avmelding)/)[^/\s\"']{6,}")

# Only these say nothing but what the programmer wrote. A ValueError quotes the value, a database the whole row.
_SPEAKING = (
    AttributeError,
    ImportError,
    NameError,
    FieldError,
    ImproperlyConfigured,
    OperationalError,
    TemplateDoesNotExist,
    TemplateSyntaxError,
)


def clean(message: str) -> str:
    """Take out identity numbers, secrets and line breaks (a line break could forge a second entry)."""
    return _without_secrets(message).replace("\r", " ").replace("\n", " ")


def _without_secrets(text: str) -> str:
    return redact(_KEY_IN_ADDRESS.sub(r"\1…", _SECRET.sub(r"\1\2…", text)))


def trace_of(error: BaseException) -> str:
    """Return where it went wrong and what kind of error it was, with no value that somebody could have typed."""
    parts: list[str] = []
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        kind = f"{type(at).__module__}.{type(at).__qualname__}"
        said = f": {at}" if isinstance(at, _SPEAKING) else ""
        parts.append("".join(traceback.format_tb(at.__traceback__)) + kind + said)
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return _without_secrets("\nbecause of:\n".join(parts))


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
        if record.exc_info and record.exc_info[1] is not None:
            entry["trace"] = trace_of(record.exc_info[1])
        return json.dumps(entry, ensure_ascii=False)


class SilentReporterFilter(SafeExceptionReporterFilter):
    """Django's error report without what was sent, cookies and local variables; DEBUG shows all."""

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        """Nothing that was typed."""
        return super().get_post_parameters(request) if settings.DEBUG else {}

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> Any:
        """No local variables: they hold what was typed as well."""
        return super().get_traceback_frame_variables(request, tb_frame) if settings.DEBUG else []

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, Any]:
        """No cookies."""
        return super().get_safe_cookies(request) if settings.DEBUG else {}

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        """Only what tells which page broke."""
        meta: dict[str, Any] = super().get_safe_request_meta(request)
        if settings.DEBUG:
            return meta
        return {name: meta[name] for name in ("REQUEST_METHOD", "PATH_INFO", "SERVER_NAME") if name in meta}
