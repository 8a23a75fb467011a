from django.apps import AppConfig


class SecurityConfig(AppConfig):
    name = "portal.security"
    label = "security"

    def ready(self) -> None:
        """Register the rules that settings must hold, and put the guard on every form."""
        from portal.security import checks  # noqa: F401
        from portal.security.everyform import guard_every_form

        guard_every_form()
