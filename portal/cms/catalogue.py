"""Every content block with its example, for the design catalogue."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from wagtail.blocks import StreamBlock

from portal.cms.blocks import BodyStream, ContactStream, GuideStream, HomeStream, SectionStream

STREAMS: list[type[StreamBlock]] = [BodyStream, SectionStream, HomeStream, GuideStream, ContactStream]


def register(stream: type[StreamBlock]) -> None:
    """Show the blocks of another room too."""
    if stream not in STREAMS:
        STREAMS.append(stream)


def families() -> list[dict[str, Any]]:
    """Return the blocks by the group editors find them in: name, label, description, html of the example."""
    grouped: dict[str, dict[str, dict[str, Any]]] = {}
    for stream in STREAMS:
        for name, block in stream().child_blocks.items():
            grouped.setdefault(str(block.meta.group), {}).setdefault(
                name,
                {"name": name, "label": block.label, "description": block.get_description(), "html": _example(block)},
            )
    return [{"name": name, "blocks": list(blocks.values())} for name, blocks in grouped.items()]


def _example(block: Any) -> str:
    value = block.get_preview_value()
    template = getattr(block.meta, "preview_template", None)
    return str(render_to_string(template, {"value": value}) if template else block.render(value))
