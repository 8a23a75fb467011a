"""Who may do what while people meet. Reading and planning are asked in `permissions`."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from portal.gatherings.choices import Stage
from portal.gatherings.models import Gathering
from portal.kernel.decisions import Decision, allow, deny


def is_live(gathering: Gathering) -> Decision:
    """Whether anything may be written for the meeting: it is announced, and its space is open."""
    if gathering.space.archived_at is not None:
        return deny("archived")
    if gathering.stage != Stage.ANNOUNCED:
        return deny("not_announced")
    return allow("announced")


def can_bring(gathering: Gathering, now: datetime | None = None) -> Decision:
    """Bring a problem: whoever sees the meeting, until the day it is held has passed."""
    live = is_live(gathering)
    if not live:
        return live
    today = timezone.localdate(now)
    return allow("coming") if today <= timezone.localdate(gathering.ends_at) else deny("over")
