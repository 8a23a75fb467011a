from django.apps import AppConfig


class RoofConfig(AppConfig):
    name = "portal.roof"
    label = "roof"
