"""Bokmål and nynorsk are complete, agree with the source, and no room's words overrule another's."""

from __future__ import annotations

import re
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import dates, translation

ROOMS = ("portal", "courses", "improvement", "network")
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}")


def catalogue(room: str, language: str) -> polib.POFile:
    return polib.pofile(str(Path(settings.ROOT) / room / "locale" / language / "LC_MESSAGES" / "django.po"))


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("room", ROOMS)
def test_every_text_is_translated(room: str, language: str) -> None:
    missing = [
        entry.msgid
        for entry in catalogue(room, language)
        if not entry.obsolete and (entry.fuzzy or not (entry.msgstr or all(entry.msgstr_plural.values() or [""])))
    ]
    assert missing == []


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("room", ROOMS)
def test_placeholders_survive_translation(room: str, language: str) -> None:
    wrong = []
    for entry in catalogue(room, language):
        wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text and not set(PLACEHOLDER.findall(text)) <= wanted:
                wrong.append((entry.msgid, text))
    assert wrong == []


@pytest.mark.parametrize("room", ROOMS)
def test_bokmal_writes_a_word_in_one_way(room: str) -> None:
    """«Lenken» and «listen», never now one form and now another."""
    other = re.compile(r"(lenka|lista)\b", re.IGNORECASE)
    texts = [text for each in catalogue(room, "nb") for text in (each.msgstr, *each.msgstr_plural.values())]
    assert [text for text in texts if other.search(text)] == []


def test_bokmal_content_writes_these_words_as_the_screens_do() -> None:
    """The content that comes with Varig stands beside the buttons, so «listen» there is «listen» here too."""
    other = re.compile(r"(lenka|lista)\b", re.IGNORECASE)
    files = [
        path
        for room in ("portal", "courses", "improvement", "network")
        for path in (Path(settings.ROOT) / room).rglob("*.nb.toml")
    ]
    assert files
    assert [str(path) for path in files if other.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_rooms_do_not_overrule_each_other(language: str) -> None:
    """Django puts all catalogues together, so one text can have one translation only (give it a context otherwise)."""
    said: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for room in ROOMS:
        for entry in catalogue(room, language):
            said[entry.msgctxt, entry.msgid].add(entry.msgstr or str(entry.msgstr_plural))
    assert {key: texts for key, texts in said.items() if len(texts) > 1} == {}


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_months_and_days_keep_their_names(language: str) -> None:
    """«may» is a month to Django: a word of ours that is spelt like one of its dates needs a context."""
    names = [dates.MONTHS, dates.MONTHS_3, dates.MONTHS_AP, dates.WEEKDAYS, dates.WEEKDAYS_ABBR]
    with translation.override("en"):
        theirs = {str(word) for group in names for word in group.values()}
    ours = {entry.msgid for room in ROOMS for entry in catalogue(room, language) if entry.msgctxt is None}
    assert ours & {*theirs, *(word.lower() for word in theirs)} == set()


# Whose words people meet here; their bokmål has holes that we fill, and an upgrade may bring new ones.
LIBRARIES = (
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.snippets",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.admin",
    "wagtail",
    "taggit",
    "django.contrib.auth",
)
# Screens that nobody in the portal is given: keys to the interface for other programs, names of unused parts.
NOT_MET = re.compile(r"api_tokens|api/v[23]/|contrib/(frontend_cache|routable_page|sitemaps)/apps\.py")
OURS = Path(settings.ROOT) / "portal" / "locale_libraries"


def said(path: Path) -> set[tuple[str | None, str]]:
    return (
        {(each.msgctxt, each.msgid) for each in polib.pofile(str(path)) if each.translated()}
        if path.exists()
        else set()
    )


def folder_of(library: str) -> Path:
    return Path(find_spec(library).submodule_search_locations[0]) / "locale"  # type: ignore[union-attr, index]


TEXTS = [
    (library, domain)
    for library in LIBRARIES
    for domain in ("django", "djangojs")
    if (folder_of(library) / "en" / "LC_MESSAGES" / f"{domain}.po").exists()
]


def test_every_library_here_has_texts() -> None:
    """Else one would fall out of the check below without a word."""
    assert {library for library, _domain in TEXTS} == set(LIBRARIES)


@pytest.mark.parametrize(("library", "domain"), TEXTS)
def test_every_text_of_a_library_is_said_in_bokmal(library: str, domain: str) -> None:
    """By the library, by us in its place (portal/locale_libraries), or by a room that uses the same words."""
    english = folder_of(library) / "en" / "LC_MESSAGES" / f"{domain}.po"
    folders = [
        OURS,
        *(Path(settings.ROOT) / room / "locale" for room in ROOMS),
        *map(folder_of, (*LIBRARIES, "allauth", "django.conf")),
    ]
    known = set().union(*(said(each / "nb" / "LC_MESSAGES" / f"{domain}.po") for each in folders))
    holes = [
        entry.msgid
        for entry in polib.pofile(str(english))
        if (entry.msgctxt, entry.msgid) not in known
        and not all(NOT_MET.search(place) for place, _line in entry.occurrences)
    ]
    assert holes == []


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_what_we_say_for_libraries_is_whole(domain: str, language: str) -> None:
    """Nothing empty, no placeholder that the library does not fill, nothing that a room's own catalogue hides."""
    ours = polib.pofile(str(OURS / language / "LC_MESSAGES" / f"{domain}.po"))
    assert [each.msgid for each in ours if not each.translated()] == []
    for entry in ours:
        wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            assert set(PLACEHOLDER.findall(text)) <= wanted, text
    if domain == "django":
        ruled = {(each.msgctxt, each.msgid): each.msgstr for room in ROOMS for each in catalogue(room, language)}
        other = {each.msgid for each in ours if ruled.get((each.msgctxt, each.msgid), each.msgstr) != each.msgstr}
        assert other == set(), "a room says it otherwise, and the room's words win"


def test_northern_sami_has_a_catalogue() -> None:
    assert (Path(settings.ROOT) / "portal" / "locale" / "se" / "LC_MESSAGES" / "django.po").exists()
