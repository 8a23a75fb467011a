"""Show why a page was found: the words that hit, marked, in a piece of the text around them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.search.question import Needle, Question
from portal.search.stemming import WORD, Word, language_class, normalise, stems

EXCERPT_CHARACTERS = 260
# How far behind the first hit a better place is looked for; long texts need not be read to their end.
REACH = 1500


class _Finder:
    """Tells which words answer a question in one language. Remembers, since texts repeat their words."""

    def __init__(self, question: Question, kind: str) -> None:
        self.kind = kind
        self.needles = [needle for needle in dict.fromkeys(question.needles()) if needle.kind == kind]
        self.known: dict[str, Needle | None] = {}

    def needle(self, word: str) -> Needle | None:
        """Return the stem of the question that a word answers."""
        if word not in self.known:
            roots = stems(word, self.kind)
            self.known[word] = next((needle for needle in self.needles if needle.hits(roots)), None)
        return self.known[word]


@lru_cache(maxsize=8)
def _finder(question: Question, kind: str) -> _Finder:
    """One finder serves all texts of a list; only a few are kept, so that they do not grow."""
    return _Finder(question, kind)


def _hits(text: str, question: Question, language: str) -> list[tuple[Word, Needle]]:
    finder = _finder(question, language_class(language))
    return list(_found(text, finder))


def _found(text: str, finder: _Finder, reach: int | None = None) -> Iterator[tuple[Word, Needle]]:
    """Yield the words that hit. With `reach`, nothing that begins further than this behind the first hit."""
    end = len(text) if reach is None else None
    for found in WORD.finditer(text):
        if end is not None and found.start() > end:
            return
        needle = finder.needle(found.group())
        if needle:
            if end is None and reach is not None:
                end = found.start() + reach
            yield Word(found.group(), found.start(), found.end()), needle


def highlight(text: str, question: Question, language: str) -> SafeString:
    """Return the text, escaped, with <mark> around the words that answer the question."""
    text = normalise(text)
    if not question:
        return escape(text)
    return _marked(text, [word for word, _needle in _hits(text, question, language)])


def _marked(text: str, found: list[Word]) -> SafeString:
    pieces: list[str] = []
    at = 0
    for word in found:
        pieces += [escape(text[at : word.start]), "<mark>", escape(word.text), "</mark>"]
        at = word.end
    pieces.append(escape(text[at:]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece of the text is escaped above


def has_hit(text: str, question: Question, language: str) -> bool:
    """Whether any word of the text answers the question."""
    return next(_found(normalise(text), _finder(question, language_class(language))), None) is not None


def excerpt(text: str, question: Question, language: str, length: int = EXCERPT_CHARACTERS) -> SafeString:
    """Return the piece of a text where most different parts of the question are found, marked; empty without a hit.

    The piece begins and ends between words, with … where something was left out.
    """
    text = " ".join(normalise(text).split())
    found = list(_found(text, _finder(question, language_class(language)), REACH))
    if not found:
        return mark_safe("")
    if len(text) <= length:
        return _marked(text, [word for word, _needle in found])
    best, most = found[0][0].start, 0
    for word, _needle in found:
        inside = {
            needle.stem for other, needle in found if word.start <= other.start and other.end <= word.start + length
        }
        if len(inside) > most:
            best, most = word.start, len(inside)
    start = max(0, best - length // 4)
    end = min(len(text), start + length)
    start = max(0, end - length)
    if start:
        start = text.find(" ", start) + 1 or start
        start = min(start, best)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    piece = text[start:end]
    inside_words = [
        Word(word.text, word.start - start, word.end - start)
        for word, _needle in found
        if start <= word.start and word.end <= end
    ]
    marked = _marked(piece, inside_words)
    return mark_safe(("… " if start else "") + marked + (" …" if end < len(text) else ""))  # noqa: S308
