"""Words for the screens of this room."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.accounts.domain.pasted import MAX_ROWS, Row, RowProblem
from portal.accounts.roles import Role

# What is wrong with a row, and how to mend it.
PROBLEMS: dict[RowProblem, Any] = {
    RowProblem.NO_EMAIL: _("There is no e-mail address. Write one, with @."),
    RowProblem.BAD_EMAIL: _("The e-mail address is not complete. Check it letter by letter."),
    RowProblem.TWO_EMAILS: _("There are two e-mail addresses. Write one person a line."),
    RowProblem.UNKNOWN_ROLE: _("We do not know the role. Use one of the roles in the list below the field."),
    RowProblem.DOUBLED: _("The same person stands on a line above with the same role. This line can go."),
    RowProblem.TOO_MANY: _("There is room for %(limit)s lines at a time. Send the first ones, then the rest.")
    % {"limit": MAX_ROWS},
    RowProblem.ALREADY_MEMBER: _("Is a member with this role already. This line can go."),
    RowProblem.ALREADY_INVITED: _("Has been invited already and has not answered. Send that letter again instead."),
    RowProblem.ROLE_NOT_YOURS_TO_GIVE: _("You cannot give this role. Ask an administrator of the portal."),
    RowProblem.IDENTITY_NUMBER: _("This looks like a national identity number. Take it out."),
}


def row_lines(rows: list[Row]) -> list[dict[str, Any]]:
    """Return what the preview shows of each row."""
    return [
        {
            "number": row.number,
            "text": row.text if RowProblem.IDENTITY_NUMBER not in row.problems else "…",
            "name": row.name,
            "email": row.email,
            "role": Role(row.role).label if row.role else "",
            "ok": row.ok,
            "problems": [PROBLEMS[problem] for problem in row.problems],
        }
        for row in rows
    ]
