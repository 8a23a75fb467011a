"""Words for a stored choice, cheaply: Django's own `get_…_display` translates and hashes every choice at each call."""

from __future__ import annotations

from enum import Enum
from typing import Any


def label_of(choices: type[Enum], value: Any) -> str:
    """Return the words for a value in the reader's language; the value itself where the choices no longer hold it."""
    member = choices._value2member_map_.get(value)
    return str(member.label) if member is not None else str(value)  # type: ignore[attr-defined]
