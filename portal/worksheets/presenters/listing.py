"""Sheets in a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from portal.spaces.doors import door_of
from portal.worksheets.models import Worksheet
from portal.worksheets.presenters.sheets import title_of

A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Line:
    """One sheet."""

    sheet: Worksheet
    form: str
    space: str

    @property
    def name(self) -> str:
        """What it is about, else which form it is."""
        return self.sheet.title or self.form


def lines(sheets: Iterable[Worksheet]) -> list[Line]:
    """Return the sheets with their words; each space is named once."""
    names: dict[int, str] = {}
    found = []
    for sheet in sheets:
        if sheet.space_id not in names:
            names[sheet.space_id] = door_of(sheet.space).name
        found.append(Line(sheet, title_of(sheet), names[sheet.space_id]))
    return found


def listed(request: HttpRequest, sheets: Any) -> Page[Line]:
    """Return one page of the list."""
    page = Paginator(sheets, A_PAGE).get_page(request.GET.get("page"))
    page.object_list = lines(page.object_list)
    return page
