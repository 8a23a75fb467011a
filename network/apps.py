"""The room of networks, and what it tells the rooms below."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "network"

    def ready(self) -> None:
        """Tell the home page, my page, «my data» and the search about experience reports."""
        from network import mydata, signals
        from network.models import ExperienceReportPage
        from network.mypage import report_cards
        from portal.cms.listings import Listing, register
        from portal.cms.mypage import register_card
        from portal.search.kinds import SearchKind, register_also
        from portal.search.kinds import register as register_kind

        signals.connect()
        mydata.register()
        register_card(report_cards)
        register(Listing("reports", _("experience reports"), lambda: ExperienceReportPage.objects.for_list()))
        register_kind(
            SearchKind("report", _("Experience reports"), ("network.experiencereportpage",), 30, _("Experience report"))
        )
        register_also("section", "network.reportindexpage")
