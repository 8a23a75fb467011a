"""Ways from a sheet to an action: from a row of a table, from a gap in a rating."""

from __future__ import annotations

from portal.actions.origins import Origin, add_address
from portal.worksheets.models import Worksheet
from portal.worksheets.presenters.sheets import title_of

KIND = "worksheet"
LONGEST = 200


def origin_of(worksheet: Worksheet, place: str = "") -> Origin:
    """Return where an action came from: a sheet, or a place in it (a question, a row)."""
    key = f"{worksheet.pk}:{place}" if place else str(worksheet.pk)
    name = (worksheet.title or title_of(worksheet))[:LONGEST]
    return Origin(KIND, key, name, worksheet.get_absolute_url())


def action_from(worksheet: Worksheet, place: str, what: str) -> str:
    """Return the address of the form for a new action, filled in with what is known."""
    return add_address(worksheet.space, what[:LONGEST], origin_of(worksheet, place))
