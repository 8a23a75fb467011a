"""Words to stems: what is put in the index and what a question is turned into, the same on every database.

Pure Python. A word is normalised (NFKC, casefold), stemmed by its language, and folded to a–z and 0–9, so that SQLite's
and PostgreSQL's own ideas of words have nothing left to disagree about.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

# English is stemmed as English; bokmål, nynorsk and Sami by the Norwegian stemmer (there is no Sami one).
_STEMMERS = {"en": "english"}
_NORWEGIAN = "norwegian"
MAX_LETTERS = 40

WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t", "þ": "th", "ð": "d", "ł": "l"})
_local = threading.local()

# Last parts of compounds that people search for alone: «skole» finds «Koordinatorskolen», «team» «oppfølgingsteam».
_HEADS = (
    "arbeid arbeidsmøte behandling bruker brukar eining enhet forløp forlaup kommune koordinator kurs leder leiar lege "
    "modell mål møte nettverk opplæring overgang pasient plan planlegging prosjekt rapport rolle samling samtale skole "
    "skule sykehus sjukehus team teneste tjeneste utvalg verksted"
)
_SHORTEST_COMPOUND = 8


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text and where it stands."""

    text: str
    start: int
    end: int


def normalise(text: str) -> str:
    """Return the text as it is read by the search: composed characters, nothing invisible."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text that went through `normalise`."""
    for found in WORD.finditer(text):
        yield Word(found.group(), found.start(), found.end())


def fold(text: str) -> str:
    """Return the text with a–z and 0–9 only: å as a, ø as o, æ as ae, no accents, other scripts by number."""
    plain = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return "".join(_folded(letter) for letter in plain if not unicodedata.combining(letter))


def _folded(letter: str) -> str:
    return letter if letter.isascii() and letter.isalnum() else f"u{ord(letter):x}"


def language_class(language: str) -> str:
    """Return which stemmer a language uses, as one letter: `e` English, `n` all Norwegian and Sami."""
    return "e" if language in _STEMMERS else "n"


@lru_cache(maxsize=60_000)
def stem(word: str, language_class: str) -> str:
    """Return the folded stem of a word."""
    name = _STEMMERS["en"] if language_class == "e" else _NORWEGIAN
    kept = _local.__dict__.setdefault("stemmers", {})
    if name not in kept:
        kept[name] = snowballstemmer.stemmer(name)
    return fold(kept[name].stemWord(_bare(word.casefold()[:MAX_LETTERS])))[:MAX_LETTERS]


def _bare(word: str) -> str:
    """Take accents off before the ending is looked at («café», «idéer»); æ, ø and å are letters and stay."""
    return "".join(each if each in "æøå" else unicodedata.normalize("NFD", each)[0] for each in word)


@lru_cache(maxsize=1)
def _heads() -> tuple[str, ...]:
    return tuple(sorted({stem(head, "n") for head in _HEADS.split()}, key=len, reverse=True))


@lru_cache(maxsize=60_000)
def stems(word: str, language_class: str) -> tuple[str, ...]:
    """Return the stem of a word, and the stem of its last part when it is a Norwegian compound that we know."""
    whole = stem(word, language_class)
    if not whole:
        return ()
    if language_class == "n" and len(whole) >= _SHORTEST_COMPOUND:
        for head in _heads():
            if whole.endswith(head) and len(whole) - len(head) >= 3:
                return (whole, head)
    return (whole,)


def stems_of(text: str, language: str) -> list[str]:
    """Return all stems of a text in order, repeated as often as they stand there."""
    kind = language_class(language)
    return [each for word in words(normalise(text)) for each in stems(word.text, kind)]
