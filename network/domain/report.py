"""The experience report as a form: its sections in the order in which it is read (S75), and its teaser."""

from __future__ import annotations

import re

# The order in which a report is read, whatever order it was written in.
SECTIONS: tuple[str, ...] = (
    "sammendrag",
    "innledning",
    "bakgrunn",
    "utfordringsbilde",
    "malgruppe",
    "organisering",
    "overforingsverdi",
    "mal",
    "innovasjonshoyde",
    "bistand",
    "aktiviteter",
    "nytteverdi",
    "oppnadd",
    "planer",
    "erfaringer",
    "innomeds_vurdering",
    "veien_videre",
)
# A new report begins with these; the others are added when the project has something to say there.
STANDARD: tuple[str, ...] = (
    "sammendrag",
    "innledning",
    "bakgrunn",
    "mal",
    "innovasjonshoyde",
    "bistand",
    "nytteverdi",
    "oppnadd",
    "erfaringer",
    "veien_videre",
)
# Without these a report cannot be sent to review. All six reports that S75 is drawn from have a summary, and background
# and goals may be told inside it; lessons stand in five of them. Lists, search and the teaser live off the summary.
NEEDED: tuple[str, ...] = ("sammendrag",)
# Sections that stand below another one in the table of contents.
BELOW: frozenset[str] = frozenset(
    {"utfordringsbilde", "malgruppe", "organisering", "overforingsverdi", "aktiviteter", "planer"}
)

TEASER_CHARACTERS = 300
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def teaser(text: str, most: int = TEASER_CHARACTERS) -> str:
    """Return the first whole sentences of a text that fit in `most` characters; else words of the first one."""
    tidy = " ".join(text.split())
    result = ""
    for sentence in _SENTENCE_END.split(tidy):
        longer = f"{result} {sentence}".strip()
        if len(longer) > most:
            break
        result = longer
    if result or not tidy:
        return result
    cut = tidy[: most - 1]
    return cut[: cut.rfind(" ")].rstrip(",;:–- ") + "…" if " " in cut else cut + "…"
