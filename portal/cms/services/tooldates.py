"""Dates of the translation tool as people write them: it puts «22 November 2026» into Norwegian sentences."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation


def write_dates_in_words() -> None:
    """Let the tool say when a text was translated in the reader's language and time; it asks the model."""
    StringTranslation.get_comment = _when_translated


def _when_translated(text: StringTranslation) -> str | None:
    """Return the same sentences as the tool's own, with the day in the reader's language."""
    day = date_format(timezone.localtime(text.updated_at), "DATE_FORMAT")
    if text.tool_name:
        return _("Translated with {tool_name} on {date}").format(tool_name=text.tool_name, date=day)
    if text.translation_type == StringTranslation.TRANSLATION_TYPE_MANUAL:
        return _("Translated manually on {date}").format(date=day)
    if text.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
        return _("Machine translated on {date}").format(date=day)
    return None
