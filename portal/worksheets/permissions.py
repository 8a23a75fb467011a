"""Who may do what with worksheets. Views, templates and services read the same answers."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.kernel.decisions import Decision, allow, deny
from portal.spaces.models import Space
from portal.spaces.permissions import roles_in, writes_with
from portal.worksheets.choices import Storage
from portal.worksheets.domain.spread import FEWEST
from portal.worksheets.models import Worksheet, WorksheetTemplatePage


def _wanted(roles: set[Role], space: Space, asked: list[str]) -> Decision:
    """Say whether one of the roles is among those that a form asks for; without any, those that write in the space."""
    if not roles:
        return deny("not_a_member")
    if space.archived_at is not None:
        return deny("archived")
    if asked:
        return allow("role") if roles & {Role(each) for each in asked} else deny("other_roles")
    return writes_with(roles, space)


def can_begin(user: User | AnonymousUser, page: WorksheetTemplatePage, space: Space) -> Decision:
    """Whoever may fill the form in may begin a sheet, in the kinds of space it is for."""
    if page.storage != Storage.STORED:
        return deny("not_stored")
    if page.places and space.kind not in page.places:
        return deny("other_place")
    return _wanted(roles_in(user, space), space, page.roles)


def can_see(roles: set[Role]) -> Decision:
    """Members of the space see its sheets."""
    return allow("member") if roles else deny("not_a_member")


def can_fill(roles: set[Role], sheet: Worksheet) -> Decision:
    """Members with the roles that the form asks for, while the sheet is open."""
    if sheet.is_closed:
        return deny("closed") if roles else deny("not_a_member")
    return _wanted(roles, sheet.space, sheet.roles)


def can_manage(roles: set[Role], sheet: Worksheet) -> Decision:
    """Whoever may fill it in may close it, open it again, send links and begin the next round."""
    return _wanted(roles, sheet.space, sheet.roles)


def can_reopen(sheet: Worksheet) -> Decision:
    """A closed sheet may be opened again, unless it is anonymous and has been shown.

    One answer more, and the difference between the two pictures would tell what that one was.
    """
    if not sheet.is_closed:
        return deny("open")
    if sheet.anonymous and sheet.sheets.filter(sent_on__isnull=False).count() >= FEWEST:
        return deny("has_been_shown")
    return allow("closed")


# -- guards of views -------------------------------------------------------------------------------------------------


def _load(request: HttpRequest, worksheet_id: int) -> tuple[Worksheet | None, set[Role]]:
    """The sheet and the person's roles in its space, read once a request and kept on it."""
    if not request.user.is_authenticated:
        return None, set()
    sheet = Worksheet.objects.select_related("space").filter(pk=worksheet_id).first()
    roles = roles_in(request.user, sheet.space) if sheet is not None else set()
    request.worksheet = sheet  # type: ignore[attr-defined]
    request.worksheet_roles = roles  # type: ignore[attr-defined]
    return sheet, roles


def may_see(request: HttpRequest, worksheet_id: int, **kwargs: Any) -> Decision:
    """Guard: may this person read the sheet?"""
    sheet, roles = _load(request, worksheet_id)
    return can_see(roles) if sheet is not None else deny("missing")


def may_fill(request: HttpRequest, worksheet_id: int, **kwargs: Any) -> Decision:
    """Guard: is this one of those who fill in? Whether the sheet is open is said on its page, not by a 404."""
    sheet, roles = _load(request, worksheet_id)
    return can_manage(roles, sheet) if sheet is not None else deny("missing")


def may_enter(request: HttpRequest, space_id: int, **kwargs: Any) -> Decision:
    """Guard: may this person see what is filled in in the space?"""
    if not request.user.is_authenticated:
        return deny("anonymous")
    space = Space.objects.filter(pk=space_id).first()
    request.space = space  # type: ignore[attr-defined]
    return can_see(roles_in(request.user, space)) if space is not None else deny("missing")
