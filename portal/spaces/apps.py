from django.apps import AppConfig


class SpacesConfig(AppConfig):
    name = "portal.spaces"
    label = "spaces"
