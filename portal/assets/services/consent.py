"""Whether the consent of those who are seen or heard in something holds. It can be withdrawn, and it ends."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.assets.choices import Consent


def holds(consent: str, expires_on: date | None, on: date | None = None) -> bool:
    """Say whether consent holds on the day (today unless told)."""
    if consent == Consent.WITHDRAWN:
        return False
    return expires_on is None or expires_on >= (on or timezone.localdate())


def problems(consent: str, expires_on: date | None) -> dict[str, Any]:
    """Return what is wrong, by field: a consent ends on a day, or expressly never."""
    if consent == Consent.GIVEN and not expires_on:
        return {
            "consent_expires_on": _(
                "Write the last day the consent holds, so that it is taken away in time. "
                "If it has no end, choose that under consent."
            )
        }
    if consent == Consent.NOT_NEEDED and expires_on:
        return {"consent_expires_on": _("Say that consent is given, or leave the date empty.")}
    if consent == Consent.GIVEN_FOR_GOOD and expires_on:
        return {"consent_expires_on": _("Leave the date empty, or choose a consent that ends.")}
    return {}
