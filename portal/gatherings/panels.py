"""Panels that the pages of the library share."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel


def size_panel(*, minutes: bool) -> MultiFieldPanel:
    """How many it suits and how long it takes; an agenda's minutes are counted, so there they are not asked for."""
    return MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("people_from"), FieldPanel("people_to")]),
            *([FieldPanel("minutes")] if minutes else []),
            FieldPanel("minutes_proposed"),
        ],
        heading=_("For how many, and how long"),
    )


def focus_panel() -> MultiFieldPanel:
    """The focus question, with the two ways it begins and what a good one does (S50)."""
    return MultiFieldPanel(
        [
            HelpPanel(
                content=_(
                    "A good focus question surprises, touches feelings and wishes, brings out stories that build "
                    "relations, and lets us see reality in new ways. Choose how it begins, and write the rest."
                )
            ),
            FieldPanel("focus_opener"),
            FieldPanel("focus_question"),
        ],
        heading=_("Focus question"),
    )
