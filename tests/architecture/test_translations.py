"""Bokmål and nynorsk are complete, agree with the source, and no room's words overrule another's."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import polib
import pytest
from django.conf import settings

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


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_rooms_do_not_overrule_each_other(language: str) -> None:
    """Django puts all catalogues together, so one text can have one translation only (give it a context otherwise)."""
    said: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for room in ROOMS:
        for entry in catalogue(room, language):
            said[entry.msgctxt, entry.msgid].add(entry.msgstr or str(entry.msgstr_plural))
    assert {key: texts for key, texts in said.items() if len(texts) > 1} == {}


def test_northern_sami_has_a_catalogue() -> None:
    assert (Path(settings.ROOT) / "portal" / "locale" / "se" / "LC_MESSAGES" / "django.po").exists()
