"""The doors of those who write, review and translate: where they begin, from my page, the admin's first page and the
section of guides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from portal.cms.permissions import may_write_guide, reviews, translates
from portal.cms.services.reviews import waiting_for

# The content key of the section that guides stand in.
GUIDES = "verktoy"


@dataclass(frozen=True, slots=True)
class Door:
    """A way in, and what waits behind it."""

    title: str
    url: str
    note: str = ""


Doors = Callable[[HttpRequest], Iterable[Door]]

_makers: list[Doors] = []


def register_doors(make: Doors) -> None:
    """Add a function that gives what a room above has for those who write; asked for everybody with an admin."""
    if make not in _makers:
        _makers.append(make)


def doors(request: HttpRequest) -> list[Door]:
    """Return the person's doors; none for those who only read. As many queries for many pages as for few."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return []
    more = [door for make in _makers for door in make(request)]
    return [*_writing(request), *more, *_reviewing(request), *_translating(request)]


def way_to_write(section: Page, request: HttpRequest) -> str:
    """Return the address of an empty guide below the section of guides; empty elsewhere, and for those who may not."""
    if section.translation_key != _guides_key() or not may_write_guide(request.user, section):
        return ""
    return _empty_guide(section)


def section_to_write_in(request: HttpRequest, key: Any) -> Page | None:
    """Return the section with this translation key, in the reader's language if there is one; none for who may not."""
    sections = list(Page.objects.filter(translation_key=key).select_related("locale").order_by("locale_id"))
    sections.sort(key=lambda each: each.locale.language_code != get_language())
    return next((each for each in sections[:1] if may_write_guide(request.user, each)), None)


def where(section: Page) -> str:
    """Return in words which section something is written in."""
    return _("in the section %(name)s") % {"name": section.title}


def _writing(request: HttpRequest) -> Iterator[Door]:
    section = section_to_write_in(request, _guides_key())
    if section is not None:
        yield Door(_("Write a guide"), _empty_guide(section), where(section))


def _reviewing(request: HttpRequest) -> Iterator[Door]:
    if not reviews(request.user):
        return
    count = waiting_for(request.user)  # type: ignore[arg-type]
    note = (
        ngettext("%(count)s page waits", "%(count)s pages wait", count) % {"count": count}
        if count
        else _("nothing waits now")
    )
    yield Door(_("Review what others have sent"), reverse("wagtailadmin_reports:workflow_tasks"), note)


def _translating(request: HttpRequest) -> Iterator[Door]:
    if translates(request.user):
        yield Door(_("Translations"), reverse("wagtail_localize:translations_report"), _("begun and finished"))


def _empty_guide(section: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=["cms", "guidepage", section.pk])


def _guides_key() -> Any:
    from portal.cms.demo.loader import page_key

    return page_key(GUIDES)


class DoorsPanel(Component):
    """The same doors on the admin's first page, which is empty for those whom nothing waits for."""

    name = "doors"
    template_name = "portal/cms/admin/doors_panel.html"
    order = 90

    def __init__(self, request: HttpRequest) -> None:
        self.doors = doors(request)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Hand the doors on."""
        return {"doors": self.doors}


def add_doors(request: HttpRequest, panels: list[Any]) -> None:
    """Put the doors on the admin's first page."""
    panels.append(DoorsPanel(request))
