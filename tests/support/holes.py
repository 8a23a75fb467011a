"""What a page asked the catalogues for and did not get."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import trans_real


class _AskedInVain(gettext.NullTranslations):
    """Stands behind the last catalogue: whatever reaches it has no translation and would be shown in English."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[str] = set()

    def gettext(self, message: str) -> str:
        self.texts.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.texts.add(msgid1)
        return msgid1 if n == 1 else msgid2


@contextmanager
def asked_in_vain(language: str = "nb") -> Iterator[set[str]]:
    """Collect every text that is asked for while this holds and that neither we nor a library say in the language.

    Nynorsk and Northern Sami ask bokmål for what they lack, so bokmål is where a hole shows.
    """
    catalogue = trans_real.translation(language)
    before, listener = catalogue._fallback, _AskedInVain()  # type: ignore[attr-defined]
    catalogue._fallback = listener  # type: ignore[attr-defined]
    try:
        yield listener.texts
    finally:
        catalogue._fallback = before  # type: ignore[attr-defined]
