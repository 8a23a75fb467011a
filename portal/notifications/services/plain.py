"""The words of a letter, as plain text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string


def letter_text(template: str, context: Mapping[str, Any]) -> str:
    """Return what a letter says, as text that a page escapes like any other.

    What a template gives is marked as safe HTML. A letter's template turns escaping off, so that own words stand in it
    as they were written: shown on a page with the mark they would be read as HTML.
    """
    # Joined to plain text the mark is gone.
    return render_to_string(template, dict(context)) + ""
