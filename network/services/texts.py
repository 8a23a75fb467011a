"""The words of a report's sections."""

from __future__ import annotations

from typing import Any

from wagtail.rich_text import get_text_for_indexing

from network.domain.report import SECTIONS


def section_text(stream: Any, key: str) -> str:
    """Return the plain words of a section; empty when it is missing or has none."""
    for block in stream:
        if block.block_type == key:
            text = block.value.get("text")
            return str(get_text_for_indexing(getattr(text, "source", "") or "")).strip()
    return ""


def filled_sections(stream: Any) -> list[tuple[str, Any]]:
    """Return (key, value) of the sections that hold something, in the order in which a report is read."""
    found: dict[str, Any] = {}
    for block in stream:
        source = getattr(block.value.get("text"), "source", "") or ""
        if get_text_for_indexing(source).strip() or len(block.value.get("more") or []):
            found.setdefault(block.block_type, block.value)
    return [(key, found[key]) for key in SECTIONS if key in found]
