"""The links of letters: signed, so that they need not be stored and cannot be guessed. A link alone changes nothing."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from portal.gatherings.models import Gathering, Seat, Share

_SEAT, _LEADER, _SHARE, _ROOM = (
    Signer(salt=f"portal.gatherings.{what}") for what in ("seat", "leader", "share", "room")
)


def word_of(seat: Seat) -> str:
    """Return the secret word of a seat's link."""
    return _word(_SEAT, seat.key)


def seat_at(word: str) -> Seat | None:
    """Return the seat of a link; None for a word that was never made here."""
    return _seat(_key(_SEAT, word))


def word_for_leader(seat: Seat) -> str:
    """Return the secret word of the link by which a leader says yes for somebody."""
    return _word(_LEADER, seat.key)


def seat_for_leader(word: str) -> Seat | None:
    """Return the seat that a leader is asked about; None for a word that was never made here."""
    return _seat(_key(_LEADER, word))


def _seat(key: uuid.UUID | None) -> Seat | None:
    rows = Seat.objects.select_related("seating__space", "organisation", "person")
    return rows.filter(key=key).first() if key else None


def word_of_share(share: Share) -> str:
    """Return the secret word of the link by which an organisation names people."""
    return _word(_SHARE, share.key)


def share_at(word: str) -> Share | None:
    """Return the organisation's seats of a link; None for a word that was never made here."""
    key = _key(_SHARE, word)
    return Share.objects.select_related("seating__space", "organisation").filter(key=key).first() if key else None


def word_of_room(gathering: Gathering) -> str:
    """Return the secret word of the code that hangs in the room."""
    return _word(_ROOM, gathering.uid)


def gathering_at(word: str) -> Gathering | None:
    """Return the meeting whose room the code hangs in."""
    key = _key(_ROOM, word)
    return Gathering.objects.select_related("space", "seating").filter(uid=key).first() if key else None


def whole(name: str, word: str) -> str:
    """Return a link as it stands in a letter."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse(f'gatherings:{name}', args=[word])}"


def _word(signer: Signer, key: uuid.UUID) -> str:
    return signer.signature(key.hex) + key.hex


def _key(signer: Signer, word: str) -> uuid.UUID | None:
    signature, key = word[:-32], word[-32:]
    try:
        signer.unsign(f"{key}:{signature}")
        return uuid.UUID(hex=key)
    except (BadSignature, ValueError):
        return None
