"""News for feed readers, in each language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.cms.listings import newest
from portal.cms.services.languages import language_of, written_in
from portal.security.guards import public

COUNT = 20


class NewsFeed(Feed):
    """The twenty newest, each once, in the reader's best language; another language is told in the title."""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Feeds hold nothing personal and may be kept."""
        request.cacheable_page = True  # type: ignore[attr-defined]
        self.request = request
        return super().__call__(request, *args, **kwargs)

    def title(self) -> str:
        """The feed's name."""
        return _("News from Varig")

    def description(self) -> str:
        """What it holds."""
        return _("News and articles from the editors.")

    def link(self) -> str:
        """Where the feed lives."""
        return reverse("cms:news_feed")

    def items(self) -> list[Any]:
        """The newest news."""
        return newest("news", COUNT)

    def item_title(self, item: Any) -> str:
        """The page's title, marked when it is in another language."""
        code = language_of(item)
        return item.title if code == get_language() else f"{item.title} ({written_in(code)})"

    def item_description(self, item: Any) -> str:
        """The page's summary."""
        return item.summary

    def item_link(self, item: Any) -> str:
        """The page's address."""
        return item.get_url(self.request) or ""

    def item_guid(self, item: Any) -> str:
        """The same for the page in all languages and under all addresses."""
        return f"urn:uuid:{item.translation_key}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Any) -> datetime | None:
        """When it was first published."""
        return item.first_published_at


news_feed = public("Lists only what everyone may read.")(NewsFeed())
