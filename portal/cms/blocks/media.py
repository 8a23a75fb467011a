"""Pictures and files."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from portal.cms.blocks.base import MEDIA, AddressBlock


class PictureBlock(blocks.StructBlock):
    """A picture with its own description. It shows only while the consent of those in it holds."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(max_length=250, required=False, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("Say in words what it shows. A picture of people needs their consent, and consent ends.")
        group = MEDIA
        template = "portal/cms/blocks/picture.html"
        preview_template = "portal/cms/blocks/picture_preview.html"
        preview_value = {"caption": "Et bilde får plass her, med bildetekst og hvem som har laget det."}


class DocumentBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(
        max_length=150, required=False, label=_("Title"), help_text=_("Empty: the file's own title.")
    )
    description = blocks.TextBlock(rows=2, required=False, label=_("What it is for"))

    class Meta:
        icon = "doc-full-inverse"
        label = _("File")
        description = _("A form or a report to download, with its kind and size.")
        group = MEDIA
        template = "portal/cms/blocks/document.html"
        preview_value = {"title": "Mal for referat", "description": "Til møter i oppfølgingsteamet."}


class ResourcesBlock(blocks.StructBlock):
    """Places to read on."""

    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(max_length=150, label=_("Title"))),
                ("url", AddressBlock(required=False, label=_("Address"))),
                ("description", blocks.TextBlock(rows=2, required=False, label=_("What one finds there"))),
            ],
            label=_("Resource"),
        ),
        min_num=1,
        label=_("Resources"),
    )

    class Meta:
        icon = "link-external"
        label = _("Resources")
        description = _("Guidelines, laws and tools elsewhere, with a sentence on each.")
        group = MEDIA
        template = "portal/cms/blocks/resources.html"
        preview_value = {
            "items": [
                {
                    "title": "Nasjonal veileder",
                    "url": "https://www.helsedirektoratet.no",
                    "description": "Nasjonale krav og anbefalinger.",
                }
            ]
        }
