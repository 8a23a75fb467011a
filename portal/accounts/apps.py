from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Connect the checks, the sign-in and what *mine data* holds of this room."""
        from portal.accounts import checks, signals  # noqa: F401
        from portal.accounts.services import erasing

        erasing.register()
