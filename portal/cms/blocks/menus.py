"""Links of menus."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.cms.blocks.actions import LinkStruct, LinkValue
from portal.cms.blocks.base import ACTIONS, AddressBlock


class MenuLinkBlock(LinkStruct):
    """A link in a menu."""

    label = blocks.CharBlock(
        max_length=60, required=False, label=_("Words"), help_text=_("Empty: the title of the page.")
    )
    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    url = AddressBlock(required=False, label=_("Or address"))

    class Meta:
        icon = "link"
        label = _("Link")
        description = _("A page, in the reader's language, or an address.")
        group = ACTIONS
        template = "portal/cms/blocks/menu_link.html"
        value_class = LinkValue
        preview_value = {"label": "Lære", "url": "/laer/"}


class MenuStream(blocks.StreamBlock):
    """The links of one menu."""

    link = MenuLinkBlock()

    class Meta:
        max_num = 12
