from django.apps import AppConfig


class HandbookConfig(AppConfig):
    """Handbooks: chapters with versions, owner and revision; read, signed for and lent."""

    name = "portal.handbook"
    label = "handbook"

    def ready(self) -> None:
        """Count versions, close members' books everywhere, and put the room on my page, in search and *mine data*."""
        from django.utils.translation import gettext_lazy as _
        from wagtail.signals import page_published

        from portal.accounts.orgpage import register_doors
        from portal.cms.listings import Listing, register
        from portal.cms.mypage import register_card, register_link
        from portal.cms.services.privacy import register_closed
        from portal.handbook.models import ChapterPage, HandbookPage
        from portal.handbook.presenters.doors import organisation_doors
        from portal.handbook.presenters.mypage import handbook_cards
        from portal.handbook.services import mydata
        from portal.handbook.services.books import closed_keys
        from portal.handbook.services.editions import on_published
        from portal.search.kinds import SearchKind
        from portal.search.kinds import register as register_kind

        page_published.connect(on_published, sender=ChapterPage, dispatch_uid="handbook_editions")
        register_closed(closed_keys)
        mydata.register()
        register_doors(organisation_doors)
        register_card(handbook_cards)
        register_link("handbook:mine", _("My handbooks"), "book")
        models = ("handbook.handbookpage", "handbook.chapterpage")
        register_kind(SearchKind("handbook", _("Handbooks"), models, 15, _("Handbook")))
        register(Listing("handbooks", _("handbooks"), lambda: HandbookPage.objects.all()))
