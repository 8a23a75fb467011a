"""Marked words: the right ones, and never markup from the text."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from portal.search.highlight import excerpt, has_hit, highlight
from portal.search.question import parse


def test_words_that_hit_are_marked_as_they_are_written() -> None:
    marked = highlight("Koordinatorer leder møtet.", parse("koordinator møter"), "nb")
    assert marked == "<mark>Koordinatorer</mark> leder <mark>møtet</mark>."


def test_synonyms_are_marked() -> None:
    assert highlight("Oppfølgingsteamet og KE", parse("OT"), "nb") == "<mark>Oppfølgingsteamet</mark> og KE"


def test_text_is_escaped() -> None:
    marked = highlight("<script>alert('koordinator')</script> & mer", parse("koordinator"), "nb")
    assert "<script" not in marked
    assert "<mark>koordinator</mark>" in marked
    assert "&amp; mer" in marked


def test_excerpt_stands_around_the_hits() -> None:
    text = "Først kommer mye annet. " * 30 + "Her taler koordinatoren med familien. " + "Så følger resten. " * 30
    piece = excerpt(text, parse("koordinator familie"), "nb")
    assert "<mark>koordinatoren</mark>" in piece
    assert "<mark>familien</mark>" in piece
    assert piece.startswith("… ")
    assert piece.endswith(" …")
    assert len(re.sub(r"</?mark>", "", piece)) < 300


def test_excerpt_without_hit_is_empty() -> None:
    assert excerpt("Ingenting her", parse("koordinator"), "nb") == ""
    assert not has_hit("Ingenting her", parse("koordinator"), "nb")


@given(st.text(max_size=400), st.text(max_size=30))
def test_nothing_but_marks_is_ever_markup(text: str, question: str) -> None:
    for result in (highlight(text, parse(question), "nb"), excerpt(text, parse(question), "nb", length=60)):
        assert "<" not in re.sub(r"</?mark>", "", result)
        assert result.count("<mark>") == result.count("</mark>")
