"""Ways on: buttons, doors, and lists of what is new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.cms.blocks.base import ACTIONS, HOME, AddressBlock, DraftTolerantStruct
from portal.cms.listings import listing_choices
from portal.cms.services.links import local_address, page_address

ILLUSTRATIONS = [
    ("learn", _("learning")),
    ("improve", _("improving")),
    ("meet", _("meeting")),
    ("experiences", _("experiences")),
    ("table", _("people round a table")),
    ("circles", _("circles")),
]


class LinkValue(blocks.StructValue):
    """Where a link leads: the chosen page in the reader's language, else the address as written."""

    @property
    def href(self) -> str:
        """An address on this site or another; empty when neither is given or the page is gone."""
        page = self.get("page")
        return page_address(page) if page else local_address(self.get("url") or "")


class LinkStruct(DraftTolerantStruct):
    """A link needs a page here or an address elsewhere, not both."""

    def check_values(self, value: Mapping[str, Any]) -> dict[str, ValidationError]:
        """Exactly one of page and address."""
        if value.get("page") and value.get("url"):
            return {"url": ValidationError(_("Choose a page or write an address, not both."))}
        if not value.get("page") and not value.get("url"):
            return {"page": ValidationError(_("Choose a page, or write an address below."))}
        return {}


class ButtonBlock(LinkStruct):
    """One thing to do next."""

    label = blocks.CharBlock(max_length=60, label=_("Words on the button"))
    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    url = AddressBlock(required=False, label=_("Or address"))
    weight = blocks.ChoiceBlock(
        choices=[("primary", _("the main thing to do")), ("secondary", _("another way"))],
        default="primary",
        label=_("Weight"),
    )

    class Meta:
        icon = "arrow-right"
        label = _("Button")
        description = _("Leads to a page here or an address elsewhere. One main button a page.")
        group = ACTIONS
        template = "portal/cms/blocks/button.html"
        value_class = LinkValue
        preview_value = {"label": "Start koordinatorskolen", "url": "/kurs/", "weight": "primary"}


class DoorBlock(LinkStruct):
    """A whole card that is one link."""

    who = blocks.CharBlock(max_length=40, required=False, label=_("For whom"))
    title = blocks.CharBlock(max_length=60, label=_("Title"))
    text = blocks.TextBlock(rows=2, label=_("Text"))
    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    url = AddressBlock(required=False, label=_("Or address"))
    illustration = blocks.ChoiceBlock(choices=ILLUSTRATIONS, required=False, label=_("Illustration"))

    class Meta:
        icon = "login"
        label = _("Door")
        value_class = LinkValue


class DoorsBlock(blocks.StructBlock):
    """Ways into the site."""

    title = blocks.CharBlock(max_length=100, required=False, label=_("Title"))
    items = blocks.ListBlock(DoorBlock(), min_num=1, label=_("Doors"))

    class Meta:
        icon = "grip"
        label = _("Doors")
        description = _("Two to four ways in, each with a title and a sentence.")
        group = ACTIONS
        template = "portal/cms/blocks/doors.html"
        preview_value = {
            "title": "Hva vil du gjøre?",
            "items": [
                {"title": "Lære", "text": "Korte steg du kan ta mellom to avtaler.", "url": "/laer/"},
                {"title": "Forbedre", "text": "Mål, prøving og målinger på ett sted.", "url": "/forbedre/"},
            ],
        }


class NewestBlock(blocks.StructBlock):
    """What is new of one kind. The kinds come from the rooms that register them (portal/cms/listings.py)."""

    title = blocks.CharBlock(max_length=100, label=_("Title"))
    kind = blocks.ChoiceBlock(choices=listing_choices, label=_("What to list"))
    count = blocks.IntegerBlock(min_value=1, max_value=6, default=3, label=_("How many"))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the pages; none in a preview, which needs no database."""
        context = super().get_context(value, parent_context=parent_context)
        # Asked for here, since listings are registered when all models are loaded.
        from portal.cms.listings import newest
        from portal.cms.services.links import with_addresses

        request = (parent_context or {}).get("request")
        found = newest(value.get("kind") or "", value.get("count") or 3) if request else []
        context["pages"] = with_addresses(found, request) if found and request else []
        return context

    class Meta:
        icon = "history"
        label = _("Newest")
        description = _(
            "The newest of one kind, for example news or experience reports. Shows nothing when there is none."
        )
        group = HOME
        template = "portal/cms/blocks/newest.html"
        preview_value = {"title": "Nytt", "kind": "news", "count": 3}
