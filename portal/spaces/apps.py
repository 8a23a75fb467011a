from django.apps import AppConfig


class SpacesConfig(AppConfig):
    name = "portal.spaces"
    label = "spaces"

    def ready(self) -> None:
        """Tell *mine data* what this room holds."""
        from portal.spaces import mydata

        mydata.register()
