"""Translations as people make them."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale


def own_translation(page: Any, code: str) -> Any:
    """Return the page in a language with a text of its own to be: its copy there, let loose from the original."""
    copy = page.get_translation(Locale.objects.get(language_code=code)).specific
    copy.alias_of = None
    copy.save()
    return copy
