from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "improvement"

    def ready(self) -> None:
        """Put the projects on «my page», and tell what a project's space is called when it is handed over."""
        from improvement.presenters.mypage import my_projects_cards
        from portal.cms.mypage import register_card
        from portal.spaces.handover import register_name
        from portal.spaces.models import SpaceKind

        register_card(my_projects_cards)
        register_name(SpaceKind.PROJECT, lambda space: str(space.project.title))
