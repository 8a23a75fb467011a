from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorksheetsConfig(AppConfig):
    """Forms that editors make, and the sheets that people fill in."""

    name = "portal.worksheets"
    label = "worksheets"

    def ready(self) -> None:
        """Put the sheets on «my page», and tell *mine data* what this room holds."""
        from portal.accounts.orgpage import register_doors
        from portal.cms import doors
        from portal.cms.mypage import register_card
        from portal.search.kinds import SearchKind, register
        from portal.worksheets.presenters.doors import editor_doors, organisation_doors
        from portal.worksheets.presenters.mypage import my_sheets_card
        from portal.worksheets.services import mydata

        mydata.register()
        # The same words as over a form's own page.
        register(SearchKind("form", _("Forms"), ("worksheets.worksheettemplatepage",), 17, _("Form")))
        register_doors(organisation_doors)
        doors.register_doors(editor_doors)
        register_card(my_sheets_card)
