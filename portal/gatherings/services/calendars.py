"""The secret address by which a person's own calendar reads their meetings."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.gatherings.models import CalendarFeed, Gathering
from portal.security import audit
from portal.spaces.models import Space

_SIGNER = Signer(salt="portal.gatherings.feed")
#: Meetings of so many days back stay in the calendar that is read by address.
DAYS_BACK = 180


def meetings_of(person: User) -> list[Gathering]:
    """Return what belongs in the person's calendar: what is announced in their spaces, and what they are asked to."""
    since = timezone.now() - timedelta(days=DAYS_BACK)
    spaces = Space.objects.open_to(person).values_list("pk", flat=True)
    rows = Gathering.objects.of(person, spaces).told().filter(starts_at__gte=since)
    return list(rows.order_by("starts_at", "pk"))


def address_of(feed: CalendarFeed) -> str:
    """Return the secret word in the address."""
    return _SIGNER.signature(feed.key.hex) + feed.key.hex


def feed_at(word: str) -> CalendarFeed | None:
    """Return the feed that the word opens; None for a word that is not ours, was replaced, or whose person has left."""
    signature, key = word[:-32], word[-32:]
    try:
        _SIGNER.unsign(f"{key}:{signature}")
        found = uuid.UUID(hex=key)
    except (BadSignature, ValueError):
        return None
    return CalendarFeed.objects.select_related("person").filter(key=found, person__is_active=True).first()


@transaction.atomic
def make_feed(person: User) -> CalendarFeed:
    """Make the person's address, or another one in place of the old, which opens nothing from now on."""
    feed, _made = CalendarFeed.objects.update_or_create(
        person=person, defaults={"key": uuid.uuid4(), "made_at": timezone.now()}
    )
    audit.record(person, "calendar.address_made", feed)
    return feed


@transaction.atomic
def revoke_feed(person: User) -> bool:
    """Take the address away. False when there was none."""
    feed = CalendarFeed.objects.filter(person=person).first()
    if feed is None:
        return False
    audit.record(person, "calendar.address_revoked", feed)
    feed.delete()
    return True
