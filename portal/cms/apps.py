"""The room of pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """Listens for changes and tells the home page what this room can list."""

    name = "portal.cms"
    label = "cms"

    def ready(self) -> None:
        """Connect signals; register news."""
        from portal.cms import signals
        from portal.cms.editing import editing_cards
        from portal.cms.listings import Listing, register
        from portal.cms.models import ArticlePage
        from portal.cms.mypage import register_card
        from portal.cms.services.fnr import guard_comments_of_reviews
        from portal.cms.services.tooldates import write_dates_in_words
        from portal.cms.services.typeddates import keep_typed_dates

        guard_comments_of_reviews()
        keep_typed_dates()
        write_dates_in_words()
        signals.connect()
        register_card(editing_cards)
        from portal.search.kinds import SearchKind
        from portal.search.kinds import register as register_kind

        register_kind(SearchKind("guide", _("Guides"), ("cms.guidepage",), 10, _("Guide")))
        register_kind(SearchKind("article", _("Articles and news"), ("cms.articlepage",), 40, _("Article")))
        register_kind(SearchKind("section", _("Overviews"), ("cms.sectionpage",), 50, _("Overview")))
        register(Listing("news", _("news"), lambda: ArticlePage.objects.filter(is_news=True)))
