"""Ways in: to the sheets of an organisation, and to an empty form for those who make them."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.accounts.models import Organisation
from portal.accounts.orgpage import Door
from portal.cms import doors as editors
from portal.cms.demo.loader import page_key
from portal.cms.services.links import page_address
from portal.spaces.services.owned import entered_space_of
from portal.worksheets.services.setup import SECTION


def organisation_doors(request: HttpRequest, organisation: Organisation) -> Iterator[Door]:
    """Filled-in forms, for members of an organisation that has begun on any."""
    space = entered_space_of(request.user, organisation)  # type: ignore[arg-type]
    if space is not None:
        note = _("What you have filled in together.")
        yield Door(_("Forms in use"), reverse("worksheets:of_space", args=[space.pk]), note, rank=30)


def editor_doors(request: HttpRequest) -> Iterator[editors.Door]:
    """An empty form, for those who may add pages where forms stand."""
    section = editors.section_to_write_in(request, page_key(SECTION))
    if section is not None:
        address = reverse("wagtailadmin_pages:add", args=["worksheets", "worksheettemplatepage", section.pk])
        yield editors.Door(_("Make a form"), address, editors.where(section))


def way_to_forms() -> str:
    """Where one chooses a form, in the reader's language; empty on a portal without the section."""
    section = Page.objects.filter(translation_key=page_key(SECTION), live=True).order_by("pk").first()
    return page_address(section) if section is not None else ""
