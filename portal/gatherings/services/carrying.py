"""From the wall into the minutes: the notes as text, and a group as an open point."""

from __future__ import annotations

from collections.abc import Callable

from portal.accounts.models import User
from portal.gatherings.domain.notes import put_into, with_line
from portal.gatherings.models import Gathering
from portal.gatherings.services import minutes
from portal.gatherings.services.notes import changing

_TRIES = 5
LONGEST_TEXT, LONGEST_POINTS = 20_000, 4_000
"""Characters; as the form of the minutes has it."""


class TooLong(Exception):
    """The minutes would hold more than they can."""


def carry(actor: User, gathering: Gathering, block: str) -> None:
    """Put the wall's text into the minutes; once more puts it in place of what was put there. Raises TooLong."""
    with changing(gathering) as board:
        before = board.carried
        board.carried = block
        _write(actor, gathering, "text", lambda text: put_into(text, block, before), LONGEST_TEXT)


def keep_open(actor: User, gathering: Gathering, point: str) -> None:
    """Put a line among the open points, once. Raises TooLong."""
    _write(actor, gathering, "open_points", lambda text: with_line(text, point), LONGEST_POINTS)


def _write(actor: User, gathering: Gathering, name: str, change: Callable[[str], str], longest: int) -> None:
    """Change one text of the minutes as it now stands: when somebody saves at the same moment, on top of theirs."""
    for _each in range(_TRIES):
        row = minutes.minutes_of(gathering)
        text = getattr(row, name) if row is not None else ""
        after = change(text)
        if after == text:
            return
        if len(after) > longest:
            raise TooLong
        if minutes.write(actor, gathering, row.version if row is not None else 0, {name: after}) is None:
            return
    raise TooLong
