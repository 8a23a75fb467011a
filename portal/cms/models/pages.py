"""The home page, sections and articles."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail.url_routing import RouteResult

from portal.cms.blocks import ArticleStream, ButtonsStream, HomeStream, SectionStream
from portal.cms.models.base import BasePage
from portal.cms.services.routing import page_below
from portal.cms.services.sections import children_place, children_shown, related_pages


class HomePage(BasePage):
    """The front door, one in each language."""

    lead = models.TextField(_("lead"), blank=True, max_length=400, help_text=_("What this is, in two sentences."))
    buttons = StreamField(ButtonsStream(), verbose_name=_("buttons"), blank=True)
    body = StreamField(HomeStream(), verbose_name=_("content"), blank=True)

    template = "portal/cms/pages/home.html"
    show_breadcrumbs = False
    # All pages below are found by their address at once (services/routing.py).
    finds_below = True
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("buttons"),
        FieldPanel("body"),
        *BasePage.quality_panels,
    ]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page at an address at once instead of level by level."""
        found = page_below(self, path_components)
        return found.route(request, []) if found is not None else super().route(request, path_components)


class SectionPage(BasePage):
    """A room of the site: an introduction and the pages below."""

    body = StreamField(SectionStream(), verbose_name=_("content"), blank=True)
    show_feed = models.BooleanField(
        _("news feed"), default=False, help_text=_("Tell news readers that this section has a feed of the news.")
    )

    template = "portal/cms/pages/section.html"
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("body"),
        FieldPanel("show_feed"),
        *BasePage.quality_panels,
    ]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages below, a page at a time; read when the template asks. And where one writes another guide."""
        from portal.cms.doors import way_to_write

        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "children": SimpleLazyObject(lambda: children_shown(self, request)),
            "children_place": children_place(request),
            "write_url": SimpleLazyObject(lambda: way_to_write(self, request)),
        }


class ArticlePage(BasePage):
    """An article or a piece of news."""

    is_news = models.BooleanField(_("news"), default=False, help_text=_("Shows among the news and in the news feed."))
    body = StreamField(ArticleStream(), verbose_name=_("content"), blank=True)

    template = "portal/cms/pages/article.html"
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("is_news"),
        FieldPanel("body"),
        *BasePage.quality_panels,
    ]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("body"), index.FilterField("is_news")]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @property
    def list_eyebrow(self) -> str:
        """The small line above the title in lists."""
        return str(_("News")) if self.is_news else ""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add pages on the same matters; read when the template asks."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, "related": SimpleLazyObject(lambda: related_pages(self, request))}
