"""What blocks of lessons name elsewhere, and whether it is there: for the check of stored pages."""

from __future__ import annotations

from typing import Any

from portal.assets.models import Film
from portal.cms.services.contentcheck import BlockCheck
from portal.seams import tools
from portal.worksheets.models import WorksheetTemplatePage


def _tool(value: Any) -> str:
    key = value.get("tool") or ""
    return "" if tools.tool(key) is not None else f"names a tool that nobody knows: {key}"


def _film(value: Any) -> str:
    chosen = value.get("film")
    film = Film.objects.filter(pk=chosen).prefetch_related("texts").first() if chosen else None
    if film is None:
        return "names a film that is gone" if chosen else "names no film"
    return "" if film.texts.all() else "names a film without captions, which is not shown"


def _form(value: Any) -> str:
    chosen = value.get("form")
    live = WorksheetTemplatePage.objects.filter(pk=chosen, live=True).exists() if chosen else False
    return "" if live else "names a form that is gone or not live"


CHECKS: dict[str, BlockCheck] = {"try_tool": _tool, "film": _film, "worksheet": _form}
