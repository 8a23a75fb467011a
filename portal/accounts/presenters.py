"""Words for the screens of this room."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.accounts.domain.pasted import MAX_NAME, MAX_ROWS, Row, RowProblem
from portal.accounts.models import Organisation
from portal.accounts.roles import Role

# What is wrong with a row, and how to mend it.
PROBLEMS: dict[RowProblem, Any] = {
    RowProblem.NO_EMAIL: _("There is no e-mail address. Write one, with @."),
    RowProblem.BAD_EMAIL: _("The e-mail address is not complete. Check it letter by letter."),
    RowProblem.UNREACHABLE_EMAIL: _(
        "Before the @ stands a letter such as æ, ø or å. Letters to such addresses may get lost. Check the spelling, "
        "or ask for an address without it."
    ),
    RowProblem.TWO_EMAILS: _("There are two e-mail addresses. Write one person a line."),
    RowProblem.LONG_NAME: _("The name is longer than %(limit)s letters. Write the name alone, or shorten it yourself.")
    % {"limit": MAX_NAME},
    RowProblem.UNKNOWN_ROLE: _("We do not know this role. Use one of the roles in the list below the field."),
    RowProblem.DOUBLED: _("The same person stands on a line above with the same role. This line can go."),
    RowProblem.TWICE: _("The same address stands on a line above. This line can go."),
    RowProblem.TOO_MANY: _("There is room for %(limit)s lines at a time. Send the first ones, then the rest.")
    % {"limit": MAX_ROWS},
    RowProblem.ALREADY_MEMBER: _("Is a member with this role already. This line can go."),
    RowProblem.ALREADY_INVITED: _("Has been invited already and has not answered. Send that letter again instead."),
    RowProblem.ON_THE_LIST: _("Is on the list already. This line can go."),
    RowProblem.ROLE_NOT_YOURS_TO_GIVE: _("You cannot give this role. Ask an administrator of the portal."),
    RowProblem.IDENTITY_NUMBER: _("This looks like a national identity number. Take it out."),
}


def organisation_crumbs(organisation: Organisation, here: str = "") -> list[dict[str, str]]:
    """The way to an organisation's page, or to the page `here` below it."""
    address = reverse("accounts:organisation", args=[organisation.slug]) if here else ""
    crumbs = [
        {"title": gettext("My page"), "url": reverse("cms:my_page")},
        {"title": organisation.name, "url": address},
    ]
    return [*crumbs, {"title": here, "url": ""}] if here else crumbs


def row_lines(rows: list[Row]) -> list[dict[str, Any]]:
    """Return what the preview shows of each row: first those that need mending, each part in the order of the list."""
    return [
        {
            "number": row.number,
            "text": row.text if RowProblem.IDENTITY_NUMBER not in row.problems else "…",
            "name": row.name,
            "email": row.email,
            "role": Role(row.role).label if row.role else "",
            "ok": row.ok,
            "problems": [_in_words(row, problem) for problem in row.problems],
        }
        for row in sorted(rows, key=lambda row: row.ok)
    ]


def _in_words(row: Row, problem: RowProblem) -> Any:
    # The unknown word is shown, unless it may be somebody's identity number.
    if problem == RowProblem.UNKNOWN_ROLE and row.unknown_role and RowProblem.IDENTITY_NUMBER not in row.problems:
        words = gettext("We do not know the role “%(word)s”. Use one of the roles in the list below the field.")
        return words % {"word": row.unknown_role}
    return PROBLEMS[problem]
