"""What templates ask about pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import get_language
from wagtail.models import Page

from portal.cms.catalogue import families
from portal.cms.services.languages import language_of, written_in
from portal.cms.services.links import page_address, warm

register = template.Library()


@register.simple_tag
def page_language(page: Page) -> dict[str, Any]:
    """Return the page's language (`code`), whether it is not the reader's (`other`), and a `notice` that says so."""
    code = language_of(page)
    return {"code": code, "other": code != get_language(), "notice": written_in(code)}


@register.simple_tag
def text_notice(code: str) -> str:
    """Say which language a text is in that people wrote, to a reader of another; empty in the reader's own."""
    return written_in(code) if code and code != get_language() else ""


@register.simple_tag
def page_eyebrow(page: Page) -> str:
    """Return the small line above a page's title in lists; rooms give their pages a `list_eyebrow`."""
    return str(getattr(page, "list_eyebrow", "") or "")


@register.simple_tag(takes_context=True)
def page_url(context: template.Context, page: Page) -> str:
    """Return the page's address; a page in another language through its copy in the reader's, where there is one."""
    if hasattr(page, "shown_url"):
        return str(page.shown_url)
    if language_of(page) != get_language():
        return page_address(page)
    return page.get_url(context.get("request")) or ""


@register.simple_tag(takes_context=True)
def find_links(context: template.Context, *streams: Any) -> str:
    """Find where all links in the streams lead with one query, before they are shown; prints nothing."""
    if "request" in context:
        warm(streams, context["request"])
    return ""


@register.simple_tag
def headings(stream: Any) -> list[dict[str, Any]]:
    """Return the headings of a stream for the table of contents: title, id, level."""
    return [
        {"title": block.value, "id": f"b-{block.id}", "level": 2} for block in stream if block.block_type == "heading"
    ]


@register.simple_tag
def block_catalogue() -> list[dict[str, Any]]:
    """Return every content block with its example, by group."""
    return families()
