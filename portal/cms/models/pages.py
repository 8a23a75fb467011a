"""The home page, sections and articles."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from portal.cms.blocks import ArticleStream, HomeStream, SectionStream
from portal.cms.models.base import BasePage


class HomePage(BasePage):
    """The front door, one in each language."""

    lead = models.TextField(_("lead"), blank=True, max_length=400)
    body = StreamField(HomeStream(), verbose_name=_("content"), blank=True)

    template = "portal/cms/pages/home.html"
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        *BasePage.quality_panels,
    ]

    class Meta:
        verbose_name = _("home page")


class SectionPage(BasePage):
    """A room of the site: an introduction and the pages below."""

    body = StreamField(SectionStream(), verbose_name=_("content"), blank=True)

    template = "portal/cms/pages/section.html"
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("body"), *BasePage.quality_panels]

    class Meta:
        verbose_name = _("section")


class ArticlePage(BasePage):
    """An article or a piece of news."""

    is_news = models.BooleanField(_("news"), default=False, help_text=_("Shows among the news and in the news feed."))
    body = StreamField(ArticleStream(), verbose_name=_("content"), blank=True)

    template = "portal/cms/pages/article.html"
    subpage_types: ClassVar = []
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("is_news"),
        FieldPanel("body"),
        *BasePage.quality_panels,
    ]

    class Meta:
        verbose_name = _("article")
