"""What the views of worksheets share."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.actions.presenters.lines import Panel, panel_of
from portal.spaces.doors import door_of
from portal.spaces.models import SpaceKind
from portal.worksheets.models import Worksheet
from portal.worksheets.permissions import can_fill, can_manage, can_reopen
from portal.worksheets.presenters.actions import origin_of
from portal.worksheets.presenters.sheets import title_of


def base_context(request: HttpRequest, *more: tuple[str, str]) -> dict[str, Any]:
    """The sheet, what the person may do with it, and the way here (title, address; the last one is the page)."""
    sheet: Worksheet = request.worksheet  # type: ignore[attr-defined]
    roles = request.worksheet_roles  # type: ignore[attr-defined]
    door = door_of(sheet.space)
    trail = [{"title": door.name, "url": door.url or reverse("worksheets:mine")}]
    trail.append({"title": title_of(sheet), "url": sheet.get_absolute_url()})
    trail += [{"title": title, "url": url} for title, url in more]
    fill = can_fill(roles, sheet)
    return {
        "worksheet": sheet,
        "title": title_of(sheet),
        "space_name": door.name,
        "own": sheet.space.kind == SpaceKind.PERSON,
        "may_fill": fill.allowed,
        "why_not": fill.reason,
        "may_manage": can_manage(roles, sheet).allowed,
        "may_reopen": can_reopen(sheet).allowed,
        "breadcrumbs": trail,
        "noindex": True,
    }


def panel_for(request: HttpRequest, sheet: Worksheet) -> Panel:
    """What has been agreed from this sheet, to stand beside it."""
    roles = request.worksheet_roles  # type: ignore[attr-defined]
    return panel_of(request.user, sheet.space, roles, title=_("Agreed from this sheet"), origin=origin_of(sheet))


def why_not_words(reason: str) -> str:
    """Say why somebody may not begin or fill in a sheet."""
    return {
        "archived": _("This is archived, so nothing more can be filled in."),
        "other_roles": _("This form is filled in by other roles."),
        "reads_only": _("You can read here. Those who work in the project write."),
        "other_place": _("This form is not made for that place."),
        "has_been_shown": _("The answers have been shown. Begin a new round instead."),
    }.get(reason, _("That did not work. Load the page again."))
