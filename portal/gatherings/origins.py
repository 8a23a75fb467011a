"""What is agreed at a meeting comes from that meeting."""

from __future__ import annotations

from portal.actions.origins import Origin
from portal.gatherings.models import Gathering

KIND = "gathering"


def origin_of(gathering: Gathering) -> Origin:
    """Return where an action or a decision came from."""
    return Origin(KIND, str(gathering.pk), gathering.title, gathering.get_absolute_url())
