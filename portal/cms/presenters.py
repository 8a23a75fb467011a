"""What templates show of a guide: steps and levels with numbers, anchors, and the ways that gates lead."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Way:
    """An answer to a gate and the address it leads to; an empty address ends the guide."""

    label: str
    href: str


@dataclass(slots=True)
class Step:
    """One step of a guide as it is shown."""

    number: int
    anchor: str
    value: Any
    outcomes: list[Way] = field(default_factory=list)


@dataclass(slots=True)
class Level:
    """One level of a guide and its steps."""

    number: int
    anchor: str
    value: Any
    steps: list[Step] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """A guide has steps or levels."""

    steps: list[Step] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)


def outline(page: Any) -> Outline:
    """Number the steps of a guide page and resolve its gates. A way to a step means a step of the same level."""
    result = Outline()
    levels = {child.value.get("number") for child in page.steps if child.block_type == "level"}
    plain = [child.value for child in page.steps if child.block_type == "step"]
    result.steps = _steps(plain, "", levels, "")
    blocks = [child.value for child in page.steps if child.block_type == "level"]
    for place, value in enumerate(blocks):
        number = value.get("number") or 0
        after = f"#niva-{blocks[place + 1].get('number') or 0}" if place + 1 < len(blocks) else ""
        anchor = f"niva-{number}"
        result.levels.append(Level(number, anchor, value, _steps(list(value["steps"]), f"{anchor}-", levels, after)))
    return result


def _steps(values: list[Any], prefix: str, levels: set[int | None], after: str) -> list[Step]:
    return [
        Step(number, f"{prefix}steg-{number}", value, _ways(value, number, len(values), prefix, levels, after))
        for number, value in enumerate(values, start=1)
    ]


def _ways(value: Any, number: int, count: int, prefix: str, levels: set[int | None], after: str) -> list[Way]:
    ways = []
    for outcome in value.get("gate_outcomes") or []:
        target, href = outcome.get("number"), ""
        match outcome.get("way"):
            case "next":
                href = f"#{prefix}steg-{number + 1}" if number < count else after
            case "step" if target and 1 <= target <= count:
                href = f"#{prefix}steg-{target}"
            case "level" if target in levels:
                href = f"#niva-{target}"
            case "page":
                href = outcome.href
        ways.append(Way(outcome.get("label") or "", href))
    return ways
