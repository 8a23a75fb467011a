"""Pictures in templates: only while consent holds, in modern formats, never wider than they are shown."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

WIDTHS = (400, 800, 1200)
FORMATS = (("webp", "image/webp"), ("jpeg", "image/jpeg"))


@register.simple_tag
def shown_picture(image: Any, sizes: str = "100vw", alt: str | None = None) -> SafeString:
    """Return a `<picture>` for `image`, or nothing when it is missing, unreadable or its consent has ended."""
    if not image or not image.may_be_shown():
        return mark_safe("")
    text = alt if alt is not None else _alternative_text(image)
    specs = [f"width-{width}|format-{kind}" for kind, _mime in FORMATS for width in WIDTHS]
    try:
        made = image.get_renditions(*specs)
    except (OSError, ValueError):
        # The file is gone or broken: a page without its picture is better than no page.
        return mark_safe("")
    sources = []
    for kind, mime in FORMATS:
        candidates = {
            made[f"width-{width}|format-{kind}"].width: made[f"width-{width}|format-{kind}"] for width in WIDTHS
        }
        sources.append((mime, ", ".join(f"{each.url} {width}w" for width, each in sorted(candidates.items())), sizes))
    plain = made[f"width-{WIDTHS[1]}|format-jpeg"]
    return format_html(
        '<picture>{}<img src="{}" width="{}" height="{}" alt="{}" loading="lazy" decoding="async"></picture>',
        format_html_join("", '<source type="{}" srcset="{}" sizes="{}">', sources),
        plain.url,
        plain.width,
        plain.height,
        text,
    )


def _alternative_text(image: Any) -> str:
    contextual = getattr(image, "contextual_alt_text", None)
    return (contextual if contextual is not None else image.default_alt_text) or ""
