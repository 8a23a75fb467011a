"""Read content files and turn them into what a page stores."""

from __future__ import annotations

import json
import tomllib
import uuid
from pathlib import Path
from typing import Any

LANGUAGES = ("nb", "nn", "en")
CONTENT = Path(__file__).parent / "content"
_SPACE = uuid.UUID("a3c1be0a-5d0f-5a37-8f43-0d4b8b7d2f10")
_PAGE_FIELDS = ("title", "slug", "summary", "source", "source_url", "last_checked", "next_review")


def key_of(*parts: object) -> uuid.UUID:
    """Return the same key for the same parts, in every language and at every loading."""
    return uuid.uuid5(_SPACE, "/".join(map(str, parts)))


def read(folder: str, key: str, language: str) -> dict[str, Any]:
    """Read one page's file in one language."""
    return tomllib.loads((CONTENT / folder / f"{key}.{language}.toml").read_text(encoding="utf-8"))


def title_fields(data: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that every page has."""
    return {name: data[name] for name in _PAGE_FIELDS if name in data}


def body(folder: str, data: dict[str, Any]) -> str:
    """Return the blocks of a file as a stream's JSON, list items in block format so that they can be translated."""
    key = f"{folder}/{data['key']}"
    return json.dumps([_block(key, at, block) for at, block in enumerate(data.get("blocks", []))])


def _block(key: str, at: int, block: dict[str, Any]) -> dict[str, Any]:
    kind = block["type"]
    place = f"{key}/{at}"
    if kind == "paragraph":
        value: Any = block["html"]
    elif kind == "heading":
        value = block["text"]
    else:
        value = {name: _value(f"{place}/{name}", inner) for name, inner in block.items() if name != "type"}
    return {"type": kind, "id": str(key_of(place)), "value": value}


def _value(place: str, value: Any) -> Any:
    if isinstance(value, list):
        return [
            {"type": "item", "id": str(key_of(place, at)), "value": _value(f"{place}/{at}", inner)}
            for at, inner in enumerate(value)
        ]
    if isinstance(value, dict):
        return {name: _value(f"{place}/{name}", inner) for name, inner in value.items()}
    return value
