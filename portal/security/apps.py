from django.apps import AppConfig


class SecurityConfig(AppConfig):
    name = "portal.security"
    label = "security"

    def ready(self) -> None:
        """Register the rules that settings must hold."""
        from portal.security import checks  # noqa: F401
