from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "improvement"

    def ready(self) -> None:
        """Put the projects on «my page»."""
        from improvement.presenters.mypage import my_projects_cards
        from portal.cms.mypage import register_card

        register_card(my_projects_cards)
