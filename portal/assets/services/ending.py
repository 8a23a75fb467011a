"""Pictures and films in use whose consent is over, or soon will be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from wagtail.models import ReferenceIndex

from portal.assets.choices import Consent
from portal.assets.models import Film, PortalImage

SOON_DAYS = 30


def ending(today: date) -> Iterator[tuple[Any, bool]]:
    """Yield each that some page uses, and whether its consent is over already (else it ends within SOON_DAYS)."""
    soon = today + timedelta(days=SOON_DAYS)
    for model in (PortalImage, Film):
        for each in model.objects.filter(Q(consent=Consent.WITHDRAWN) | Q(consent_expires_on__lte=soon)).order_by("pk"):
            if ReferenceIndex.get_references_to(each).exists():
                yield each, not each.may_be_shown(today)
