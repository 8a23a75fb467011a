"""Checks demo content that is written as TOML, one file per page and language.

``check_folder(path)`` reads every ``<key>.<lang>.toml`` in a folder and returns
a list of sentences, each naming a file, a place in it and what is wrong. An
empty list means that the content is fit to be loaded. It is pure Python, so that
a writer can run it without a database::

    python -m tests.support.content courses/demo/content/koordinatorskolen

What is checked: that the three languages have the same structure (block ids are
derived from key and position, so progress would be lost otherwise), that every
block has its fields, that quiz choices all give feedback, that HTML keeps to the
few tags the site allows, and that texts name their sources as a person would.
"""

from __future__ import annotations

import datetime
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

LANGUAGES = ("nb", "nn", "en")
TAXONOMIES = ("regions", "municipalities", "audiences", "themes", "phases", "methods")
REQUIRED_TEXT = ("type", "key", "title", "slug", "summary", "source", "original_language")
REQUIRED_DATES = ("last_checked", "next_review")

#: Fields that hold HTML; every other string is plain text and is escaped when shown.
HTML_KEYS = frozenset({"html", "idea", "example", "situation"})
ALLOWED_TAGS = frozenset({"p", "ul", "ol", "li", "strong", "em", "a", "h3"})
BLOCK_TAGS = frozenset({"p", "ul", "ol", "h3"})
TONES = frozenset({"info", "tip", "warning"})

#: The words that pages may be filed under, in all rooms of the house.
TERMS_FILE = Path(__file__).resolve().parents[2] / "portal/cms/demo/content/terms.toml"

#: Values that carry structure and must be the same in all languages.
SAME_VALUE_KEYS = frozenset({"type", "key", "tone", "original_language", "minutes"})

Problem = str
Report = Callable[[str, str], None]

FORBIDDEN = (
    (re.compile(r"\b00[0-4]_|\.txt\b"), "names a source by its file name"),
    (re.compile(r"\bS\d{2}\b"), "holds an internal S-number"),
    (re.compile(r"\[(?:src|dig|\?)\]"), "holds an internal mark"),
    (re.compile(r"(?:^|[\s\"'])/(?:work|tmp|home)/"), "holds a machine path"),
    (re.compile(r"\b(?:TODO|FIXME|lorem ipsum)\b", re.IGNORECASE), "holds unfinished text"),
    (re.compile(r"\b\d{6}\s?\d{5}\b"), "holds eleven digits like a national identity number"),
)

# Words that exist in one written form of Norwegian only. Names in «quotes» are exempt:
# a form or a project keeps the name it was given.
ONLY_BOKMAL = re.compile(
    r"\b(ikke|jeg|hvordan|hvorfor|hvem|hvilke[nt]?|noen|noe|være|mye|fra|dere)\b",
    re.IGNORECASE,
)
ONLY_NYNORSK = re.compile(r"\b(ikkje|eg|korleis|kvifor|kven|nokon|noko|vere|mykje|frå|berre|dykk)\b", re.IGNORECASE)
QUOTED = re.compile(r"«[^»]*»")
SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
LINK = re.compile(r"^(?:https?://[^\s\"<>]+|/[^\s\"<>]*|mailto:[^\s\"<>]+|tel:\+?\d+)$")

# Block vocabulary: fields of plain text or HTML, and lists of tables with their own fields.
BLOCK_TEXT: dict[str, tuple[str, ...]] = {
    "paragraph": ("html",),
    "heading": ("text",),
    "callout": ("tone", "title", "html"),
    "fact": ("figure", "text", "base", "source"),
    "comparison": ("caption", "left", "right"),
    "quote": ("text", "who"),
    "cards": (),
    "checklist": ("title",),
    "accordion": (),
    "resources": (),
    "table": ("caption",),
    "button": ("label", "url", "weight"),
    "case": ("title",),
    "quiz": ("question",),
    "true_false": ("statement", "feedback_true", "feedback_false"),
    "short_answer": ("question", "feedback_right", "feedback_wrong"),
    "number": ("question", "feedback_right", "feedback_wrong"),
    "case_steps": ("title", "ending"),
    "poll": ("question", "afterthought"),
    "practise_together": ("title", "why", "people", "afterwards"),
    "worksheet": ("form", "text"),
    "film": ("film", "caption"),
    "try_tool": ("tool", "text"),
    "reflection": ("prompt", "help"),
}
BLOCK_TABLES: dict[str, tuple[str, tuple[str, ...], int, int | None]] = {
    # type: (list field, fields of each entry, fewest, most)
    "comparison": ("rows", ("topic", "left", "right"), 2, None),
    "cards": ("items", ("title", "html"), 2, None),
    "accordion": ("items", ("title", "html"), 1, None),
    "resources": ("items", ("title", "description"), 1, None),
    "case": ("phases", ("title", "html", "question", "answer"), 1, None),
    "quiz": ("choices", ("text", "feedback"), 2, 4),
    "case_steps": ("steps", ("html", "question"), 2, 6),
    "practise_together": ("roles", ("name", "task"), 1, 6),
    "poll": ("choices", ("text", "thought"), 2, 6),
}


class _HtmlCheck(HTMLParser):
    """Collects what is wrong with a piece of HTML: tags, attributes, nesting."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.problems: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED_TAGS:
            self.problems.append(f"<{tag}> is not allowed")
        parent = self.stack[-1] if self.stack else ""
        if tag == "li" and parent not in {"ul", "ol"}:
            self.problems.append("<li> stands outside a list")
        if tag in {"p", "h3"} and parent:
            self.problems.append(f"<{tag}> stands inside <{parent}>")
        names = {name for name, _ in attrs}
        if tag == "a":
            href = dict(attrs).get("href") or ""
            if names != {"href"} or not LINK.match(href):
                self.problems.append("<a> needs a sound href and nothing else")
        elif names:
            self.problems.append(f"<{tag}> carries attributes: {', '.join(sorted(names))}")
        self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.stack:
            self.problems.append("text stands outside <p>, <ul>, <ol> and <h3>")
        if "<" in data:
            self.problems.append("a bare < stands in the text")

    def handle_comment(self, data: str) -> None:
        self.problems.append("a comment stands in the text")


def html_problems(html: str) -> list[str]:
    """What is wrong with ``html``, by the tags that demo content may use."""
    parser = _HtmlCheck()
    parser.feed(html)
    parser.close()
    if parser.stack:
        parser.problems.append(f"<{parser.stack[-1]}> is never closed")
    return parser.problems


def strings(value: Any, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Yields (place, last key, text) for every string inside ``value``."""
    if isinstance(value, str):
        yield path, re.sub(r"\[\d+\]$", "", path.rsplit(".", 1)[-1]), value
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from strings(child, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from strings(child, f"{path}[{index}]")


def blocks_in(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yields (place, block) for every table that has a ``type`` and stands in a list."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from blocks_in(child, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, child in enumerate(value):
            place = f"{path}[{index}]"
            if isinstance(child, dict) and "type" in child:
                yield place, child
            yield from blocks_in(child, place)


def _filled(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _check_block(place: str, block: dict[str, Any], say: Report) -> None:
    kind = block["type"]
    if kind not in BLOCK_TEXT:
        say(place, f"unknown block type {kind!r}")
        return
    for field in BLOCK_TEXT[kind]:
        if not _filled(block.get(field)):
            say(place, f"{kind} lacks {field}")
    if kind in BLOCK_TABLES:
        field, fields, fewest, most = BLOCK_TABLES[kind]
        rows = block.get(field)
        if not isinstance(rows, list) or len(rows) < fewest or (most and len(rows) > most):
            say(place, f"{kind} needs {fewest}–{most or 'many'} {field}")
            rows = rows if isinstance(rows, list) else []
        for index, row in enumerate(rows):
            for name in fields:
                if not isinstance(row, dict) or not _filled(row.get(name)):
                    say(f"{place}.{field}[{index}]", f"lacks {name}")
    _check_block_rules(place, kind, block, say)


def _check_block_rules(place: str, kind: str, block: dict[str, Any], say: Report) -> None:
    if kind == "callout" and block.get("tone") not in TONES:
        say(place, f"tone must be one of {', '.join(sorted(TONES))}")
    if kind == "fact" and not isinstance(block.get("year"), int):
        say(place, "fact lacks year (a whole number)")
    if kind == "checklist":
        items = block.get("items")
        if not isinstance(items, list) or len(items) < 2 or not all(map(_filled, items)):
            say(place, "checklist needs at least two items of text")
    if kind == "quiz":
        choices = [c for c in block.get("choices", []) if isinstance(c, dict)]
        if not all(isinstance(c.get("correct"), bool) for c in choices):
            say(place, "every choice needs correct = true or false")
        if not any(c.get("correct") is True for c in choices):
            say(place, "quiz needs at least one correct choice")
        texts = [c.get("text") for c in choices]
        if len(set(texts)) != len(texts):
            say(place, "two choices have the same text")
    if kind == "true_false" and not isinstance(block.get("is_true"), bool):
        say(place, "true_false needs is_true = true or false")
    if kind == "number" and not isinstance(block.get("target"), int | float):
        say(place, "number needs target (a number)")
    if kind == "short_answer":
        accepted = block.get("accepted")
        if not isinstance(accepted, list) or not accepted or not all(map(_filled, accepted)):
            say(place, "short_answer needs at least one accepted answer")
    if kind == "case_steps":
        for index, step in enumerate(block.get("steps", [])):
            _check_block_rules(f"{place}.steps[{index}]", "quiz", step, say)
    if kind == "table":
        header, rows = block.get("header"), block.get("rows")
        if not isinstance(header, list) or not isinstance(rows, list) or not rows:
            say(place, "table needs header and rows")
        elif any(not isinstance(row, list) or len(row) != len(header) for row in rows):
            say(place, "a row has another number of cells than the header")
    if kind == "resources":
        for index, item in enumerate(block.get("items", [])):
            # A resource without an address is named only; an empty one says so openly.
            url = item.get("url", "") if isinstance(item, dict) else ""
            if url and not LINK.match(url):
                say(f"{place}.items[{index}]", "url is not an address")


@cache
def known_terms() -> frozenset[str]:
    """The slugs of all taxonomy terms of the demo."""
    terms = tomllib.loads(TERMS_FILE.read_text(encoding="utf-8"))["terms"]
    return frozenset(term["slug"] for term in terms)


def _check_page(data: dict[str, Any], key: str, language: str, say: Report) -> None:
    known = known_terms()
    for field in REQUIRED_TEXT:
        if not _filled(data.get(field)):
            say(field, "is missing or empty")
    if data.get("key") != key:
        say("key", f"is {data.get('key')!r}, the file says {key!r}")
    if not SLUG.match(str(data.get("slug", ""))):
        say("slug", "may hold a–z, 0–9 and single hyphens only")
    if data.get("original_language") not in LANGUAGES:
        say("original_language", f"must be one of {', '.join(LANGUAGES)}")
    for field in REQUIRED_DATES:
        if type(data.get(field)) is not datetime.date:
            say(field, "must be a date")
    if all(type(data.get(f)) is datetime.date for f in REQUIRED_DATES) and (
        data["next_review"] <= data["last_checked"]
    ):
        say("next_review", "must come after last_checked")
    for field in TAXONOMIES:
        terms = data.get(field)
        if not isinstance(terms, list) or not all(isinstance(term, str) and SLUG.match(term) for term in terms):
            say(field, "must be a list of term slugs (it may be empty)")
        elif unknown := set(terms) - known:
            say(field, f"unknown terms: {', '.join(sorted(unknown))}")
    if "minutes" in data and (type(data["minutes"]) is not int or data["minutes"] < 1):
        say("minutes", "must be a whole number above zero")
    if data.get("source_url") and not LINK.match(str(data["source_url"])):
        say("source_url", "is not an address")
    for place, block in blocks_in(data):
        _check_block(place, block, say)
    for place, name, text in strings(data):
        _check_text(place, name, text, language, say)


def _check_text(place: str, name: str, text: str, language: str, say: Report) -> None:
    for pattern, what in FORBIDDEN:
        if pattern.search(text):
            say(place, what)
    if name in HTML_KEYS or name.endswith("_html"):
        for problem in html_problems(text):
            say(place, problem)
    elif re.search(r"</?[a-z][^>]*>|&[a-z]+;", text):
        say(place, "holds HTML, but is shown as plain text")
    if name in {"source", "source_url", "url", "slug", "key", "href", *TAXONOMIES}:
        return
    other = {"nn": ONLY_BOKMAL, "nb": ONLY_NYNORSK}.get(language)
    found = other.search(QUOTED.sub(" ", re.sub(r"<[^>]+>", "", text))) if other else None
    if found:
        say(place, f"the word {found.group(0)!r} does not belong in {language}")


def skeleton_differences(one: Any, two: Any, path: str = "") -> Iterator[str]:
    """Yields the places where two languages of a page differ in structure."""
    name = path.rsplit(".", 1)[-1]
    if type(one) is not type(two):
        yield f"{path}: {type(one).__name__} against {type(two).__name__}"
    elif isinstance(one, dict):
        for key in sorted(one.keys() ^ two.keys()):
            yield f"{path}.{key}".lstrip(".") + ": stands in one language only"
        for key in one.keys() & two.keys():
            yield from skeleton_differences(one[key], two[key], f"{path}.{key}".lstrip("."))
    elif isinstance(one, list):
        if path in TAXONOMIES and one != two:
            yield f"{path}: other terms"
        elif len(one) != len(two):
            yield f"{path}: {len(one)} entries against {len(two)}"
        else:
            for index, pair in enumerate(zip(one, two, strict=True)):
                yield from skeleton_differences(*pair, f"{path}[{index}]")
    elif isinstance(one, str):
        if name in SAME_VALUE_KEYS and one != two:
            yield f"{path}: {one!r} against {two!r}"
        elif one.count("<li>") != two.count("<li>"):
            yield f"{path}: another number of list items"
    elif one != two:
        yield f"{path}: {one!r} against {two!r}"


def check_folder(path: Path | str, *, partial: frozenset[str] = frozenset()) -> list[Problem]:
    """All problems in the content files of one folder; empty when it is sound.

    ``partial`` names the keys that rightly exist in fewer than three languages.
    A folder without content files is a problem too: a test must not pass on nothing.
    """
    folder = Path(path)
    problems: list[Problem] = []
    pages: dict[str, dict[str, dict[str, Any]]] = {}
    slugs: dict[tuple[str, str, str], str] = {}
    for file in sorted(folder.glob("*.toml")):
        if file.name == TERMS_FILE.name:
            continue
        key, _, language = file.stem.rpartition(".")
        if not key or language not in LANGUAGES:
            problems.append(f"{file.name}: must be called <key>.<nb|nn|en>.toml")
            continue
        if re.match(r"^00[0-4]_", key) or not SLUG.match(key):
            problems.append(f"{file.name}: the key may hold a–z, 0–9 and single hyphens only")
        try:
            data = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(f"{file.name}: cannot be read: {error}")
            continue

        def say(place: str, what: str, file: Path = file) -> None:
            problems.append(f"{file.name}: {place}: {what}")

        _check_page(data, key, language, say)
        mark = (language, str(data.get("type")), str(data.get("slug")))
        if mark in slugs:
            say("slug", f"is the same as in {slugs[mark]}")
        slugs[mark] = file.name
        pages.setdefault(key, {})[language] = data
    if not pages:
        problems.append(f"{folder}: holds no content")
    for key, languages in pages.items():
        missing = [language for language in LANGUAGES if language not in languages]
        if missing and key not in partial:
            problems.append(f"{key}: lacks {', '.join(missing)}")
        first, *others = (language for language in LANGUAGES if language in languages)
        for other in others:
            problems.extend(
                f"{key}: {first} and {other} differ: {difference}"
                for difference in skeleton_differences(languages[first], languages[other])
            )
    return problems


if __name__ == "__main__":
    found = [problem for folder in sys.argv[1:] for problem in check_folder(folder)]
    print("\n".join(found) or "No problems found.")
    raise SystemExit(bool(found))
