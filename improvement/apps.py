from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "improvement"

    def ready(self) -> None:
        """Put the projects on «my page» and in «my data», and tell the spaces what a project is called."""
        from improvement import seams
        from improvement.presenters.mypage import my_projects_cards
        from improvement.services import mydata
        from portal.cms.mypage import register_card
        from portal.spaces.doors import register_address
        from portal.spaces.handover import register_name
        from portal.spaces.models import SpaceKind

        mydata.register()
        seams.register()
        register_card(my_projects_cards)
        register_name(SpaceKind.PROJECT, lambda space: str(space.project.title))
        register_address(SpaceKind.PROJECT, lambda space: str(space.project.get_absolute_url()))
