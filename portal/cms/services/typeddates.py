"""Dates that are typed in the admin stay as they were typed, until the form has read them.

Wagtail's calendar knows one way of writing a date, and puts today in place of any other when the field is left: an
editor who types 24.12.2026 would publish at once, and nobody would be told. The forms read several ways, and refuse
the rest with a message beside the field.
"""

from __future__ import annotations

from typing import Any

from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput


def keep_typed_dates() -> None:
    """Let the calendars of the admin leave what is typed alone, in forms and in blocks."""
    for widget in (AdminDateInput, AdminDateTimeInput):
        _leave_alone(widget)


def _leave_alone(widget: Any) -> None:
    config = widget.get_config
    if not getattr(config, "leaves_alone", False):

        def lenient(self: Any) -> dict[str, Any]:
            return {**config(self), "validateOnBlur": False}

        lenient.leaves_alone = True  # type: ignore[attr-defined]
        widget.get_config = lenient
