"""What every page of the portal has."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.models import Page
from wagtail.search import index

from portal.cms.querysets import BasePageManager


class BasePage(Page):
    """Summary, picture, where the facts come from and when somebody last checked them, and the six taxonomies."""

    summary = models.TextField(
        _("summary"), blank=True, max_length=400, help_text=_("One or two sentences. Shown in lists and search.")
    )
    image = models.ForeignKey(
        "assets.PortalImage",
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("Where the facts come from, as a person would say it.")
    )
    source_url = models.URLField(_("address of the source"), blank=True)
    last_checked = models.DateField(
        _("last checked"), null=True, blank=True, help_text=_("When somebody last made sure that this is right.")
    )
    next_review = models.DateField(_("next review"), null=True, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("summary"), FieldPanel("image")]
    quality_panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("source"), FieldPanel("source_url"), FieldPanel("last_checked"), FieldPanel("next_review")],
            heading=_("Source and quality"),
        ),
        MultipleChooserPanel("page_terms", chooser_field_name="term", label=_("Terms")),
    ]

    search_fields: ClassVar = [*Page.search_fields, index.SearchField("summary", boost=2)]

    objects = BasePageManager()

    class Meta:
        abstract = True
