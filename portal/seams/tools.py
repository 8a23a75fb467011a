"""Tools of projects, as lessons point at them: by key, without knowing what a project is.

The app of projects says what tools there are and where one opens in a space; a lesson keeps only the key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from portal.spaces.models import Space


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool. `label` is what one does with it, `sub_steps` where in the process it belongs (keys)."""

    key: str
    label: Any
    sub_steps: tuple[str, ...]
    url_for: Callable[[Space], str]


@dataclass(frozen=True, slots=True)
class Workplace:
    """A space where a person may use the tools, as it is called."""

    space: Space
    name: str


_tools: dict[str, Tool] = {}
_workplaces: list[tuple[Callable[[Any], Sequence[Workplace]], Callable[[], str]]] = []


def register(*tools: Tool) -> None:
    """Make tools known. A key that is registered again means the newer one."""
    _tools.update({tool.key: tool for tool in tools})


def register_workplaces(of: Callable[[Any], Sequence[Workplace]], begin: Callable[[], str]) -> None:
    """Say where a person has spaces to use the tools in, and the address where one begins such a space."""
    _workplaces.append((of, begin))


def tool(key: str) -> Tool | None:
    """Return the tool; nothing when no app knows the key."""
    return _tools.get(key)


def choices() -> list[tuple[str, Any]]:
    """Return key and label of every tool, for editors, in the order of the process."""
    return [(each.key, each.label) for each in _tools.values()]


def workplaces(person: Any) -> list[Workplace]:
    """Return the spaces in which the person may use the tools today."""
    return [place for of, _begin in _workplaces for place in of(person)]


def begin_url() -> str:
    """Return where a person without a space begins one; empty when no app offers that."""
    return next((begin() for _of, begin in _workplaces), "")
