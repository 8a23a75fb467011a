"""Where an action or a decision came from: opaque to this room, and carried in links that nobody can forge.

A link «make an action of this» holds the origin signed with the space it belongs to. The address of an origin is shown
as a link to everybody in the space, so it must come from our own pages and from nowhere else.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.urls import Resolver404, resolve, reverse, translate_url
from django.utils.http import urlencode
from django.utils.translation import get_language, override

from portal.spaces.models import Space

_SALT = "portal.actions.origin"
#: The names in addresses and forms: what it says, and where it came from.
WHAT, FROM = "hva", "fra"
KIND_LENGTH, ID_LENGTH, LABEL_LENGTH, URL_LENGTH = 40, 120, 200, 300


@dataclass(frozen=True, slots=True)
class Origin:
    """`kind` and `id` name the source for the room that knows it, `label` for people, `url` leads back to it.

    An `id` may have levels, `12:row-3`: what came from `12:row-3` also came from `12`. `url` is an address on our own
    site, or empty. Anything else raises ValueError, as do a kind or an id that is empty or too long.
    """

    kind: str
    id: str
    label: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        for text, most in ((self.kind, KIND_LENGTH), (self.id, ID_LENGTH)):
            if not 0 < len(text) <= most:
                raise ValueError("an origin needs a kind and an id, of the lengths that are kept")
        if self.url and not _is_own(self.url):
            raise ValueError("the address of an origin is one on our own site")
        object.__setattr__(self, "label", " ".join(self.label.split())[:LABEL_LENGTH])
        object.__setattr__(self, "url", without_language(self.url))

    def one_of_many(self) -> Origin:
        """Return an origin below this one that is used once: each link made with it gives an action of its own."""
        return replace(self, id=f"{self.id}:{uuid.uuid4().hex[:8]}")


def _is_own(url: str) -> bool:
    parts = urlsplit(url)
    clean = url.isprintable() and "\\" not in url and len(url) <= URL_LENGTH
    return clean and not parts.scheme and not parts.netloc and url.startswith("/") and not url.startswith("//")


def without_language(url: str) -> str:
    """Return the address as in the portal's first language, so that each reader can be led to their own."""
    for code, _name in settings.LANGUAGES:
        if code != settings.LANGUAGE_CODE and url.startswith(f"/{code}/"):
            return url[len(code) + 1 :]
    return url


def in_language(url: str) -> str:
    """Return a stored address in the reader's language; pages that exist in one language are left as they are."""
    language = get_language() or settings.LANGUAGE_CODE
    if not url or language == settings.LANGUAGE_CODE:
        return url
    with override(settings.LANGUAGE_CODE):
        try:
            found = resolve(urlsplit(url).path)
        except Resolver404:
            return url
        if found.func.__module__.startswith("wagtail"):
            return url
        return str(translate_url(url, language))


def sign(space: Space, origin: Origin) -> str:
    """Return the origin as a word for an address, good in this space only."""
    return signing.dumps([space.pk, origin.kind, origin.id, origin.label, origin.url], salt=_SALT, compress=True)


def unsign(space: Space, word: str) -> Origin | None:
    """Return the origin that was signed for this space; None for anything else, whoever made it."""
    if not word:
        return None
    try:
        held: Any = signing.loads(word, salt=_SALT)
        key, kind, number, label, url = held
        return Origin(kind, number, label, url) if key == space.pk else None
    except (signing.BadSignature, ValueError, TypeError):
        return None


def add_address(space: Space, what: str = "", origin: Origin | None = None, *, name: str = "action_new") -> str:
    """Return the address of the form for a new action (or `decision_new`), filled in with what is known already."""
    known = {WHAT: " ".join(what.split())} if what.strip() else {}
    if origin is not None:
        known[FROM] = sign(space, origin)
    address = reverse(f"actions:{name}", args=[space.pk])
    return f"{address}?{urlencode(known)}" if known else address
