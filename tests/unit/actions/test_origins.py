"""Where something came from: only our own pages, only in the space it was signed for, and nobody can forge it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import signing
from django.utils import translation

from portal.actions.origins import Origin, add_address, in_language, sign, unsign

SPACE: Any = SimpleNamespace(pk=7)
SHEET = Origin("worksheet", "12:row-3", "Egenvurdering, rad 3", "/min-side/?rad=3")


ELSEWHERE = ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "evil", "/\\evil.example", "/a\nb"]


@pytest.mark.parametrize("url", [*ELSEWHERE, "/" + "a" * 400])
def test_an_address_elsewhere_is_no_origin(url: str) -> None:
    with pytest.raises(ValueError, match="own site"):
        Origin("worksheet", "12", "Ark", url)


@pytest.mark.parametrize(("kind", "number"), [("", "1"), ("worksheet", ""), ("k" * 41, "1"), ("worksheet", "1" * 121)])
def test_an_origin_has_a_kind_and_an_id_that_can_be_kept(kind: str, number: str) -> None:
    with pytest.raises(ValueError, match="kind and an id"):
        Origin(kind, number)


def test_what_was_signed_is_read_again_in_its_space_only() -> None:
    word = sign(SPACE, SHEET)
    assert unsign(SPACE, word) == SHEET
    assert unsign(SimpleNamespace(pk=8), word) is None  # type: ignore[arg-type]


# With names of their own: a signature holds the time, and workers must agree on what the tests are called.
@pytest.mark.parametrize(
    "word",
    ["", "abc", "a:b:c", "\x00", signing.dumps([7, "w", "1", "x", "/"]), "é" * 500],
    ids=["empty", "letters", "colons", "null", "other salt", "long"],
)
def test_what_we_have_not_signed_for_this_is_nothing(word: str) -> None:
    assert unsign(SPACE, word) is None


def test_even_a_signed_address_must_be_our_own() -> None:
    word = signing.dumps([7, "w", "1", "x", "//evil.example/"], salt="portal.actions.origin", compress=True)
    assert unsign(SPACE, word) is None


def test_the_link_carries_what_and_where_from() -> None:
    address = add_address(SPACE, "  Ringe \n NAV & avtale ", SHEET)
    parts = urlsplit(address)
    carried = parse_qs(parts.query)
    assert parts.path == "/rom/7/tiltak/nytt/"
    assert carried["hva"] == ["Ringe NAV & avtale"]
    assert unsign(SPACE, carried["fra"][0]) == SHEET
    assert add_address(SPACE) == "/rom/7/tiltak/nytt/"
    assert add_address(SPACE, name="decision_new") == "/rom/7/beslutninger/ny/"


def test_each_reader_is_led_back_in_their_own_language() -> None:
    origin = Origin("worksheet", "1", "Ark", "/nn/min-side/?rad=3")
    assert origin.url == "/min-side/?rad=3"
    with translation.override("nn"):
        assert in_language(origin.url) == "/nn/min-side/?rad=3"
        assert in_language("/et-kurs/") == "/et-kurs/"  # a page of content exists in its own language
    assert in_language(origin.url) == "/min-side/?rad=3"


def test_one_source_can_give_many() -> None:
    first, second = SHEET.one_of_many(), SHEET.one_of_many()
    assert first != second
    assert first.id.startswith("12:row-3:")
