"""What the demo's loaders share: who is who, and how to say what was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from portal.accounts.models import Organisation, User

DOMAIN = "demo.varig"
PASSWORD = "varig-demo-2026"  # noqa: S105 - shown to everyone by `make demo`; demo people exist nowhere else


@dataclass(frozen=True)
class DemoContext:
    """Handed to each room's `load`, in order from the ground up. `say` prints one line."""

    say: Callable[[str], None]

    def person(self, name: str) -> User:
        """The demo person with the address `<name>@demo.varig`. Raises User.DoesNotExist before accounts has loaded."""
        return User.objects.get(email=f"{name}@{DOMAIN}")

    def organisation(self, slug: str = "demo-kommune") -> Organisation:
        """A demo organisation by its slug."""
        return Organisation.objects.get(slug=slug)
