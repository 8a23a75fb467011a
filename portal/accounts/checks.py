"""Things that must be right before the portal meets people."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security)
def second_factor_in_production(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Outside the demo the roles that reach other people's content need a second factor."""
    if getattr(settings, "DEMO", False) or settings.VARIG_MFA_ENFORCED:
        return []
    return [
        Error(
            "VARIG_MFA_ENFORCED is off outside the demo.",
            hint="Take VARIG_MFA_ENFORCED out of the environment, or set it to true.",
            id="accounts.E001",
        )
    ]
