"""Pages from content files: one TOML file a page and language, `<key>.<lang>.toml`.

Other rooms use it for their own kinds of page:

    loader = PageLoader(Path(__file__).parent / "content" / "koordinatorskolen")
    loader.load({"course": Kind(CoursePage, course_fields, parent=lambda data: "laer")})

`course_fields(data, build)` returns the fields; `build.stream("blocks", data["blocks"])` makes a stream. Keys
and block ids are derived from the page's key and the block's place, so they are equal in all languages and on every
machine: one progress in all languages. Loading again adds what is missing and changes nothing that exists.
"""

from __future__ import annotations

import json
import tomllib
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wagtail.models import Locale, Page

from portal.cms.models import PageTerm, Term
from portal.cms.services.copies import all_languages_at_once

SPACE = uuid.UUID("6f0c1e0e-5c7f-5d0a-9a53-7e1f6b6f2a10")
LANGUAGES = ("nb", "nn", "en")
# List in the file → kind of term. A slug may stand in several kinds, so both are needed.
TAXONOMIES = {
    "regions": "region",
    "municipalities": "municipality",
    "audiences": "audience",
    "themes": "theme",
    "phases": "phase",
    "methods": "method",
}
COMMON_FIELDS = ("summary", "source", "source_url", "last_checked", "next_review")

Data = dict[str, Any]
Block = dict[str, Any]


def page_key(key: str) -> uuid.UUID:
    """Return the translation key of the page that a content key names."""
    return uuid.uuid5(SPACE, f"page:{key}")


def find_page(key: str, language: str) -> Page | None:
    """Return the page with this content key in a language; the page itself or its copy there."""
    return Page.objects.filter(translation_key=page_key(key), locale__language_code=language).first()


def find_target(target: str, language: str) -> Page | None:
    """Return the page that «page:key», «guide:key» or «course:key» names, else in the next best language."""
    key = target.partition(":")[2]
    family = {
        page.locale.language_code: page
        for page in Page.objects.filter(translation_key=page_key(key)).select_related("locale")
    }
    for code in (language, *LANGUAGES):
        if code in family:
            return family[code]
    return None


@dataclass(slots=True)
class Builder:
    """Makes field values of one page in one language."""

    key: str
    language: str
    convert: dict[str, Callable[[Block, Builder], Any]] = field(default_factory=dict)

    def id(self, *path: object) -> str:
        """Return the id of the block at a place; the same in every language."""
        return str(uuid.uuid5(SPACE, "/".join([self.key, *map(str, path)])))

    def stream(self, place: str, blocks: list[Block]) -> str:
        """Return a stream as stored JSON. `place` is the field's name in the file and part of the ids."""
        return json.dumps([self.block(place, number, block) for number, block in enumerate(blocks)])

    def block(self, place: str, number: int, block: Block) -> dict[str, Any]:
        """Return one block as it is stored, lists in block format with ids (plain lists are never translated)."""
        kind = block["type"]
        if kind in self.convert:
            value = self.convert[kind](block, self)
        elif kind == "paragraph":
            value = block["html"]
        elif kind == "heading":
            value = block["text"]
        else:
            value = {name: each for name, each in block.items() if name != "type"}
        return {"type": kind, "value": self.formatted(value, place, number), "id": self.id(place, number)}

    def formatted(self, value: Any, *path: object) -> Any:
        """Give every item of every list its type and id."""
        if isinstance(value, dict):
            return {name: self.formatted(each, *path, name) for name, each in value.items()}
        if isinstance(value, list):
            return [
                {"type": "item", "id": self.id(*path, number), "value": self.formatted(each, *path, number)}
                for number, each in enumerate(value)
            ]
        return value


@dataclass(frozen=True, slots=True)
class Kind:
    """How one `type` of content file becomes a page. `parent` returns the content key of the page above."""

    model: type[Page]
    fields: Callable[[Data, Builder], dict[str, Any]]
    parent: Callable[[Data], str]
    convert: dict[str, Callable[[Block, Builder], Any]] = field(default_factory=dict)


class PageLoader:
    """Reads a folder once; loads the kinds it is given, those above before those below."""

    def __init__(self, folder: Path) -> None:
        self.pages: dict[str, dict[str, Data]] = {}
        for file in sorted(folder.glob("*.toml")):
            key, _, language = file.stem.rpartition(".")
            if language in LANGUAGES:
                self.pages.setdefault(key, {})[language] = tomllib.loads(file.read_text(encoding="utf-8"))
        self.terms: dict[tuple[str, str], Term] | None = None

    def keys(self, *types: str) -> list[str]:
        """Return the content keys of pages of these types, in the files' order."""
        return [key for key, found in self.pages.items() if next(iter(found.values()))["type"] in types]

    def load(self, kinds: dict[str, Kind], keys: list[str] | None = None, writer: Any = None) -> int:
        """Make the pages that are missing, and publish them with a revision. Returns how many were made.

        A file that says `live = false` becomes a draft of `writer` in its own language, which was never out.
        """
        made = 0
        order = list(kinds)
        wanted = keys if keys is not None else self.keys(*kinds)
        for key in sorted(wanted, key=lambda each: order.index(self.any_language(each)["type"])):
            with all_languages_at_once():
                for language in self._languages(key):
                    made += self._make(key, language, kinds[self.any_language(key)["type"]], writer)
            if self.any_language(key).get("live", True):
                self._copies(key)
        return made

    def any_language(self, key: str) -> Data:
        """Return one file of the key, the original's when it is there."""
        found = self.pages[key]
        first = next(iter(found.values()))
        return found.get(first.get("original_language", "nb"), first)

    def remove(self, keys: list[str] | None = None) -> None:
        """Take the pages away, in all languages, with what lies below them."""
        wanted = [page_key(key) for key in (keys if keys is not None else self.pages)]
        for page in Page.objects.filter(translation_key__in=wanted).order_by("-depth", "pk"):
            still = Page.objects.filter(pk=page.pk).first()
            if still is not None:
                still.specific.delete()

    def _languages(self, key: str) -> list[str]:
        original = self.any_language(key).get("original_language", "nb")
        active = set(Locale.objects.values_list("language_code", flat=True))
        return [each for each in sorted(self.pages[key], key=lambda each: each != original) if each in active]

    def _make(self, key: str, language: str, kind: Kind, writer: Any) -> int:
        if Page.objects.filter(translation_key=page_key(key), locale__language_code=language).exists():
            return 0
        data = self.pages[key][language]
        parent = find_page(kind.parent(data), language)
        if parent is None:
            raise LookupError(f"{key}.{language}: no page {kind.parent(data)!r} to put it under")
        build = Builder(key, language, kind.convert)
        page = kind.model(
            title=data["title"],
            slug=data["slug"],
            locale=parent.locale,
            translation_key=page_key(key),
            search_description=data.get("summary", "")[:250],
            **{name: data[name] for name in COMMON_FIELDS if name in data},
            **kind.fields(data, build),
        )
        page.page_terms = [PageTerm(term=term) for term in self._terms(data)]
        if data.get("live", True):
            parent.add_child(instance=page)
            page.save_revision().publish()
        else:
            page.live, page.owner, page.has_unpublished_changes = False, writer, True
            parent.add_child(instance=page)
            page.save_revision(user=writer, log_action=True)
        return 1

    def _copies(self, key: str) -> None:
        """Let readers of a language without its own text meet the original inside their own tree, marked."""
        have = {page.locale.language_code: page for page in _family(key)}
        original = have[self._languages(key)[0]]
        parent = original.get_parent()
        for above in Page.objects.filter(translation_key=parent.translation_key).select_related("locale"):
            if above.locale.language_code not in have:
                original.copy_for_translation(above.locale, alias=True)

    def _terms(self, data: Data) -> list[Term]:
        if self.terms is None:
            self.terms = {(term.kind, term.slug): term for term in Term.objects.all()}
        return [self.terms[kind, slug] for name, kind in TAXONOMIES.items() for slug in data.get(name, [])]


def _family(key: str) -> list[Page]:
    return [page.specific for page in Page.objects.filter(translation_key=page_key(key)).select_related("locale")]
