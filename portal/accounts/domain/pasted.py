"""Read a list of people pasted from a spreadsheet, a letter or typed by hand: name, e-mail and role in any order.

Nothing is saved here. Each line comes back with what was understood and the codes of what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MAX_ROWS = 200
MAX_NAME = 150  # what an account has room for
_SEPARATOR = re.compile(r"[\t;,]")
_BRACKETS = re.compile(r"^(?P<name>[^<>@]*)<(?P<email>[^<>\s]+)>$")
# Deliberately simple: one @, a dot in the domain, no spaces. The letter itself is the real check.
_EMAIL = re.compile(r"^[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}$")
_HEADINGS = frozenset({"e-mail", "email", "epost", "e-post", "mail", "navn", "namn", "name", "rolle", "role"})


class RowProblem(StrEnum):
    """What is wrong with a line. The screen says it in words, with how to mend it."""

    NO_EMAIL = "no_email"
    BAD_EMAIL = "bad_email"
    UNREACHABLE_EMAIL = "unreachable_email"
    TWO_EMAILS = "two_emails"
    LONG_NAME = "long_name"
    UNKNOWN_ROLE = "unknown_role"
    DOUBLED = "doubled"
    TWICE = "twice"
    TOO_MANY = "too_many"
    ALREADY_MEMBER = "already_member"
    ALREADY_INVITED = "already_invited"
    ON_THE_LIST = "on_the_list"
    ROLE_NOT_YOURS_TO_GIVE = "role_not_yours_to_give"
    IDENTITY_NUMBER = "identity_number"


@dataclass(slots=True)
class Row:
    """One line. `number` counts from one, empty lines and the heading too, as a text editor does.

    `unknown_role` is what stands where a role would, when nobody here has heard of it. `role_word` is what the role
    was called in the line.
    """

    number: int
    text: str
    email: str = ""
    name: str = ""
    role: str = ""
    unknown_role: str = ""
    role_word: str = ""
    problems: list[RowProblem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether an invitation can be sent."""
        return not self.problems


def is_address(text: str) -> bool:
    """Whether the text has the shape of an e-mail address."""
    return len(text) <= 254 and bool(_EMAIL.match(text))


def is_reachable(address: str) -> bool:
    """Whether letters can be counted on to arrive: few servers take æ, ø or å before the @ (RFC 6531).

    After the @ they do no harm: a domain has another name in plain letters.
    """
    return address.rpartition("@")[0].isascii()


def mailbox(address: str) -> str:
    """Return where letters to the address end up: neither letter case nor what follows a + makes it another's."""
    local, _at, domain = address.strip().lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def read(text: str, roles: Mapping[str, str], default_role: str) -> list[Row]:
    """Return one row a line that is not empty, in order.

    `roles` maps what people call a role, in lower case and in every language, to its code. A line without a role gets
    `default_role`. A heading line is skipped. The same address with the same role twice is a doubled row.
    """
    rows: list[Row] = []
    seen: set[tuple[str, str]] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        parts = [part.strip().strip('"').strip() for part in _SEPARATOR.split(line)]
        parts = [piece for part in parts if part for piece in _around_the_address(part, roles)]
        if not parts or (not rows and _is_heading(parts)):
            continue
        row = _row(number, line.strip(), parts, roles, default_role)
        if row.ok and (row.email, row.role) in seen:
            row.problems.append(RowProblem.DOUBLED)
        seen.add((row.email, row.role))
        if len(rows) >= MAX_ROWS:
            row.problems.append(RowProblem.TOO_MANY)
        rows.append(row)
    return rows


def _around_the_address(part: str, roles: Mapping[str, str]) -> list[str]:
    """Take apart what has blanks alone between name, address and role: «Kari Nes kari@b.no leder».

    One small word before the address is rather a slip in it («kari nes@b.no») and stays: no letter is to go to
    whoever has the rest of it.
    """
    words = part.split()
    at = [number for number, word in enumerate(words) if "@" in word]
    if len(at) != 1 or _BRACKETS.match(part):
        return [part]
    before, after = " ".join(words[: at[0]]), " ".join(words[at[0] + 1 :])
    if before and not any(_looks_like_a_name(before)) and before.lower() not in roles:
        return [part]
    pieces = (piece.strip('"') for piece in (before, words[at[0]].strip("<>"), after))
    return [piece for piece in pieces if piece]


def _is_heading(parts: list[str]) -> bool:
    return all(part.lower() in _HEADINGS for part in parts)


def _looks_like_a_name(words: str) -> tuple[bool, bool]:
    """Rank by what a name has: several words, a capital first. The first of equals wins."""
    return " " in words, words[:1].isupper()


def _row(number: int, line: str, parts: list[str], roles: Mapping[str, str], default_role: str) -> Row:
    row = Row(number=number, text=line)
    words: list[str] = []
    addresses: list[str] = []
    found_roles: list[str] = []
    for part in parts:
        bracketed = _BRACKETS.match(part)
        if bracketed:
            addresses.append(bracketed["email"])
            if bracketed["name"].strip():
                words.append(bracketed["name"].strip())
        elif "@" in part:
            addresses.append(part.removeprefix("mailto:"))
        elif (code := roles.get(" ".join(part.lower().split()))) is not None:
            found_roles.append(code)
            row.role_word = row.role_word or part
        else:
            words.append(part)
    if not addresses:
        row.problems.append(RowProblem.NO_EMAIL)
    elif len(addresses) > 1:
        row.problems.append(RowProblem.TWO_EMAILS)
    else:
        row.email = addresses[0].lower()
        if not is_address(row.email):
            row.problems.append(RowProblem.BAD_EMAIL)
        elif not is_reachable(row.email):
            row.problems.append(RowProblem.UNREACHABLE_EMAIL)
    # What looks most like a name is the name. More words than that are a role nobody here has heard of.
    name = max(words, key=_looks_like_a_name, default="")
    row.name = name
    # Half a name is nobody's name, and a text of this length is hardly one.
    if len(name) > MAX_NAME:
        row.problems.append(RowProblem.LONG_NAME)
    if found_roles:
        row.role = found_roles[0]
    elif len(words) > 1:
        row.problems.append(RowProblem.UNKNOWN_ROLE)
        row.unknown_role = next(word for word in words if word is not name)
    else:
        row.role = default_role
    return row
