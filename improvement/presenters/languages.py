"""Texts that stand in the project's language on a page in another: marked, so that they are read aloud rightly."""

from __future__ import annotations

from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language


def lang_attribute(language: str) -> SafeString:
    """` lang="nb"` for an element in `language`; nothing when the page itself is in it."""
    return format_html(' lang="{}"', language) if language and language != get_language() else SafeString("")


def own_words(text: str, language: str) -> str:
    """What somebody wrote, inside a sentence of ours: in an element that names its language, where that is another."""
    attribute = lang_attribute(language)
    return format_html("<span{}>{}</span>", attribute, text) if attribute and text else text


def told(sentence: str, **words: Any) -> SafeString:
    """A translated sentence with `%(name)s` filled in as HTML: our markup stands, everything else is escaped."""
    escaped = {name: conditional_escape(word) for name, word in words.items()}
    return mark_safe(conditional_escape(sentence) % escaped)  # noqa: S308 - each part is escaped above
