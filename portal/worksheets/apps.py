from django.apps import AppConfig


class WorksheetsConfig(AppConfig):
    """Forms that editors make, and the sheets that people fill in."""

    name = "portal.worksheets"
    label = "worksheets"

    def ready(self) -> None:
        """Put the sheets on «my page», and tell *mine data* what this room holds."""
        from portal.accounts.orgpage import register_doors
        from portal.cms.mypage import register_card
        from portal.worksheets.presenters.doors import organisation_doors
        from portal.worksheets.presenters.mypage import my_sheets_card
        from portal.worksheets.services import mydata

        mydata.register()
        register_doors(organisation_doors)
        register_card(my_sheets_card)
