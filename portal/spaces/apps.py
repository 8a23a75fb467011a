from django.apps import AppConfig


class SpacesConfig(AppConfig):
    name = "portal.spaces"
    label = "spaces"

    def ready(self) -> None:
        """Tell *mine data* what this room holds, and what the spaces are called whose owners live here."""
        from django.urls import reverse
        from django.utils.translation import gettext

        from portal.spaces import mydata
        from portal.spaces.doors import register_address
        from portal.spaces.handover import register_name
        from portal.spaces.models import SpaceKind

        mydata.register()
        register_name(SpaceKind.PERSON, lambda space: gettext("My own sheets"))
        register_name(SpaceKind.ORGANISATION, lambda space: str(space.of_organisation.organisation))
        register_address(
            SpaceKind.ORGANISATION,
            lambda space: reverse("accounts:organisation", args=[space.of_organisation.organisation.slug]),
        )
        register_address(SpaceKind.PERSON, lambda space: reverse("cms:my_page"))
