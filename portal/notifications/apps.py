from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "portal.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Tell *mine data* what this room holds."""
        from portal.notifications import mydata

        mydata.register()
