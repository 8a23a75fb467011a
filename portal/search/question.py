"""What somebody typed, turned into what the index is asked.

Every part of a question must be found (and); a part is a word or a known expression with its synonyms, of which one is
enough (or). Words of five letters or more also find longer words that begin with them: «koordinator» finds
«Koordinatorskolen». Shorter ones must match whole, else «barn» would find «barnehage» and «rus» «Russland».
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from portal.search.spelling import variants
from portal.search.stemming import language_class, normalise, stem, stems, words
from portal.search.synonyms import group_at

MAX_CHARACTERS = 200
MAX_PARTS = 10
PREFIX_FROM = 5
_KINDS = ("n", "e")
# Words that hardly any text lacks; they are left out when the question holds others.
_COMMON_WORDS = """
og i på av for til med en ei et eit er å at som det den de dei om fra frå vi du jeg eg hva kva hvordan korleis
the a an of and to in on is are what how
"""
_COMMON = frozenset(_COMMON_WORDS.split())


class Place(StrEnum):
    """Where on a page a word is to stand. Each place has its own letter in the index."""

    TITLE = "t"
    LEAD = "l"  # title, summary and terms
    ANYWHERE = "w"


@dataclass(frozen=True, slots=True)
class Needle:
    """A stem in one language class; `prefix` also takes longer words."""

    stem: str
    kind: str
    prefix: bool

    def hits(self, found: tuple[str, ...]) -> bool:
        """Whether any of a word's stems is this one."""
        return any(each == self.stem or (self.prefix and each.startswith(self.stem)) for each in found)


# All needles of one of the choices must be found.
Choice = tuple[Needle, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A word or an expression of the question, with everything that counts as finding it."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A parsed question. `text` is what was typed, tidied, for the field it came from."""

    text: str
    parts: tuple[Part, ...]

    def __bool__(self) -> bool:
        return bool(self.parts)

    @property
    def without_words(self) -> bool:
        """Whether something was typed that holds nothing to look for, such as «%»."""
        return bool(self.text) and not self.parts

    def needles(self) -> Iterator[Needle]:
        """Yield every stem that counts, for highlighting."""
        for part in self.parts:
            for choice in part.choices:
                yield from choice


def parse(text: str) -> Question:
    """Return the question in a text that anybody may have typed; empty when it holds no word."""
    tidy = " ".join(normalise(text.replace("\x00", " ")).split())[:MAX_CHARACTERS]
    found = [word.text for word in words(tidy)]
    telling = [word for word in found if word.casefold() not in _COMMON]
    found = (telling or found)[: 3 * MAX_PARTS]
    parts: list[Part] = []
    at = 0
    while at < len(found) and len(parts) < MAX_PARTS:
        length, group = group_at(found, at)
        choices = [tuple(_needle(word, kind) for word in found[at : at + length]) for kind in _KINDS]
        choices += [tuple(_needle(piece, kind, exact=True) for piece in member) for member in group for kind in _KINDS]
        if length == 1:
            choices += [(_of_stem(root, "n"),) for root in variants(found[at])]
        kept = tuple(dict.fromkeys(choice for choice in choices if choice and all(each.stem for each in choice)))
        if kept:
            parts.append(Part(kept))
        at += length
    return Question(tidy, tuple(parts))


def _needle(word: str, kind: str, *, exact: bool = False) -> Needle:
    return _of_stem(stem(word, kind), kind, exact=exact)


def _of_stem(root: str, kind: str, *, exact: bool = False) -> Needle:
    return Needle(root, kind, prefix=len(root) >= PREFIX_FROM and not exact)


def index_tokens(title: str, lead: str, body: str, language: str) -> str:
    """Return what the index holds of a page: each stem with the letter of its place and of its language.

    Stems of the title count in all three places, those of the lead in two.
    """
    kind = language_class(language)
    result: list[str] = []
    for text, places in ((title, "tlw"), (lead, "lw"), (body, "w")):
        roots = dict.fromkeys(each for word in words(normalise(text)) for each in stems(word.text, kind))
        result += [f"{place}{kind}{root}" for root in roots for place in places]
    return " ".join(dict.fromkeys(result))


def fts5_expression(question: Question, place: Place) -> str:
    """Return the question in the language of SQLite's FTS5. Stems are a–z and 0–9 only: nothing slips in."""

    def token(needle: Needle) -> str:
        return f'"{place}{needle.kind}{needle.stem}"' + ("*" if needle.prefix else "")

    return _expression(question, token, " AND ", " OR ")


def tsquery_expression(question: Question, place: Place) -> str:
    """Return the question in the language of PostgreSQL's `to_tsquery`."""

    def token(needle: Needle) -> str:
        return f"{place}{needle.kind}{needle.stem}" + (":*" if needle.prefix else "")

    return _expression(question, token, " & ", " | ")


def _expression(question: Question, token: Callable[[Needle], str], both: str, either: str) -> str:
    parts = []
    for part in question.parts:
        choices = [both.join(token(needle) for needle in choice) for choice in part.choices]
        parts.append("(" + either.join(f"({choice})" for choice in choices) + ")")
    return both.join(parts)
