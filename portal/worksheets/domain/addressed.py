"""Read a list of those who shall have a link by letter: an address a line, and before it what the link is called here.

Nothing is saved here. Each line comes back with what was understood and the codes of what is wrong with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from portal.accounts.domain.pasted import is_address, is_reachable
from portal.kernel.fnr import contains_fnr

LONGEST_LABEL = 120
_SEPARATOR = re.compile(r"[\t;,<>]")


class Problem(StrEnum):
    """What is wrong with a line."""

    NO_EMAIL = "no_email"
    BAD_EMAIL = "bad_email"
    UNREACHABLE = "unreachable"
    TWO_EMAILS = "two_emails"
    DOUBLED = "doubled"
    TOO_LONG = "too_long"
    IDENTITY_NUMBER = "identity_number"
    MEMBER = "member"
    """Rates on the page itself, and would rate twice."""
    TOO_OFTEN = "too_often"
    """Has had so many letters of this kind today that another would be a nuisance."""


@dataclass(slots=True)
class Line:
    """One line. `number` counts from one, empty lines too, as a text editor does."""

    number: int
    email: str = field(default="", repr=False)
    label: str = ""
    problem: Problem | None = None


def read(text: str) -> list[Line]:
    """Return one row a line that is not empty, in order; of several things wrong with it the first that helps."""
    lines: list[Line] = []
    seen: set[str] = set()
    for number, whole in enumerate(text.splitlines(), start=1):
        if not whole.strip():
            continue
        line = _line(number, whole)
        if line.problem is None and line.email in seen:
            line.problem = Problem.DOUBLED
        seen.add(line.email)
        lines.append(line)
    return lines


def _line(number: int, whole: str) -> Line:
    if contains_fnr(whole):
        return Line(number, problem=Problem.IDENTITY_NUMBER)
    parts = [part for each in _SEPARATOR.split(whole) if (part := each.strip().strip('"').strip())]
    addresses = [part.removeprefix("mailto:").lower() for part in parts if "@" in part]
    label = " ".join(part for part in parts if "@" not in part)
    line = Line(number, addresses[0] if addresses else "", label)
    line.problem = _problem(addresses, label)
    return line


def _problem(addresses: list[str], label: str) -> Problem | None:
    if not addresses:
        return Problem.NO_EMAIL
    if len(addresses) > 1:
        return Problem.TWO_EMAILS
    if not is_address(addresses[0]):
        return Problem.BAD_EMAIL
    if not is_reachable(addresses[0]):
        return Problem.UNREACHABLE
    return Problem.TOO_LONG if len(label) > LONGEST_LABEL else None
