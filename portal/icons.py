"""`{% icon %}` and `{% dot %}`: pictograms. Pages draw the same few dozens of times; each is made once a process."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """Return the drawing components/icons/`name`.svg in the text's colour; see components/icon.html.

    An unknown name is an error of the template that asks.
    """
    return _drawn(name, str(size or ""), str(label or ""))


@lru_cache(maxsize=512)
def _drawn(name: str, size: str, label: str) -> SafeString:
    drawing = mark_safe(render_to_string(f"components/icons/{name}.svg"))  # noqa: S308 - our own file
    measure = format_html(' data-size="{}"', size) if size else ""
    spoken = format_html(' role="img" aria-label="{}"', label) if label else mark_safe(' aria-hidden="true"')
    return format_html(
        '<svg class="v-icon" viewBox="0 0 24 24"{}{} focusable="false">{}</svg>', measure, spoken, drawing
    )


@register.simple_tag
@lru_cache(maxsize=16)
def dot(state: str = "") -> SafeString:
    """Return the mark before a step; see components/dot.html."""
    return mark_safe(render_to_string("components/dot.html", {"state": state}))  # noqa: S308 - our own file
