"""The room of networks, and what it tells the rooms below."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "network"

    def ready(self) -> None:
        """Tell the home page, my page, «my data», the search, the spaces and the meetings what there is here."""
        from django.urls import reverse

        from network import mydata, signals
        from network.models import ExperienceReportPage
        from network.mypage import network_cards, report_cards
        from network.presenters.meetings import own_page
        from network.services.meetings import on_told
        from network.services.pages import closed_keys, name_of_space
        from portal.cms.listings import Listing, register
        from portal.cms.mypage import register_card
        from portal.cms.services.privacy import register_closed
        from portal.gatherings.ownpages import register_own_pages
        from portal.gatherings.services.told import register_hearer
        from portal.search.kinds import SearchKind, register_also
        from portal.search.kinds import register as register_kind
        from portal.spaces.doors import register_address
        from portal.spaces.handover import register_name
        from portal.spaces.models import SpaceKind

        signals.connect()
        mydata.register()
        register_closed(closed_keys)
        register_hearer(SpaceKind.NETWORK, on_told)
        register_own_pages(SpaceKind.NETWORK, own_page)
        register_name(SpaceKind.NETWORK, name_of_space)
        register_address(SpaceKind.NETWORK, lambda space: reverse("network:door", args=[space.pk]))
        register_card(report_cards)
        register_card(network_cards)
        register(Listing("reports", _("experience reports"), lambda: ExperienceReportPage.objects.for_list()))
        register_kind(
            SearchKind("report", _("Experience reports"), ("network.experiencereportpage",), 30, _("Experience report"))
        )
        models = ("network.networkpage", "network.meetingpage")
        register_kind(SearchKind("network", _("Networks and their meetings"), models, 35, _("Network")))
        register_also("section", "network.reportindexpage")
        register_also("section", "network.networkindexpage")
