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
        from portal.cms.listings import Listing, register
        from portal.cms.models import ArticlePage

        signals.connect()
        from portal.search.kinds import SearchKind
        from portal.search.kinds import register as register_kind

        register_kind(SearchKind("guide", _("Guides"), ("cms.guidepage",), 10, _("Guide")))
        register_kind(SearchKind("article", _("Articles and news"), ("cms.articlepage",), 40, _("Article")))
        register(Listing("news", _("news"), lambda: ArticlePage.objects.filter(is_news=True)))
