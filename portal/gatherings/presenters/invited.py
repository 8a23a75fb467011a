"""A pasted list of people to invite: what each line came to, and what is wrong with it."""

from __future__ import annotations

from typing import Any

from portal.accounts.domain.pasted import Row, RowProblem, read
from portal.accounts.models import User
from portal.accounts.presenters import row_lines
from portal.accounts.services.invitations import role_words
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.forms.seats import ASKED_AS
from portal.gatherings.models import Seating
from portal.kernel.fnr import contains_fnr

__all__ = ["read_guests", "row_lines"]


def read_guests(text: str, role: str, seating: Seating | None) -> list[Row]:
    """Read the list and mark on each line what stops it. Writes nothing."""
    asked_as = {str(each) for each in ASKED_AS}
    rows = read(text, {word: code for word, code in role_words().items() if code in asked_as}, role)
    addresses = {row.email for row in rows if row.email}
    there, known, seen = _there(seating, addresses), _known(addresses), set[str]()
    for row in rows:
        # A seat is one person's, whatever they are asked as.
        if row.ok and row.email in seen:
            row.problems.append(RowProblem.TWICE)
        seen.add(row.email)
        # What looks like a role is the name of somebody whom nothing else names.
        if not row.name and row.email not in known:
            row.name = row.role_word
        if contains_fnr(row.text):
            row.problems.append(RowProblem.IDENTITY_NUMBER)
        if row.email in there:
            row.problems.append(RowProblem.ON_THE_LIST)
    return rows


def _there(seating: Seating | None, addresses: set[str]) -> set[str]:
    if seating is None:
        return set()
    rows: Any = seating.seats.exclude(state=SeatState.WITHDRAWN).filter(email__in=addresses)
    return set(rows.values_list("email", flat=True))


def _known(addresses: set[str]) -> set[str]:
    """Addresses of accounts, which have a name of their own."""
    return set(User.objects.filter(email__in=addresses, is_active=True).values_list("email", flat=True))
