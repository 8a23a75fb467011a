from django.apps import AppConfig


class ActionsConfig(AppConfig):
    """Who does what by when, and what was decided."""

    name = "portal.actions"
    label = "actions"

    def ready(self) -> None:
        """Put the tasks on «my page» and in the personal menu, and tell others what this room holds."""
        from django.utils.translation import gettext_lazy as _

        from portal.accounts.orgpage import register_doors
        from portal.actions.presenters.doors import organisation_doors
        from portal.actions.presenters.mypage import my_tasks_card
        from portal.actions.services import mydata
        from portal.actions.services.handover import holdings
        from portal.cms.mypage import register_card, register_link
        from portal.spaces.handover import register_holdings

        mydata.register()
        register_holdings(holdings)
        register_doors(organisation_doors)
        register_card(my_tasks_card)
        register_link("actions:mine", _("My tasks"), "check")
