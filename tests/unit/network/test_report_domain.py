"""Teasers: whole sentences, never too long."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from network.domain.report import BELOW, NEEDED, SECTIONS, STANDARD, teaser
from network.sections import HELP, TITLES


def test_whole_sentences_that_fit() -> None:
    assert teaser("En setning. To setninger. Tre.", most=25) == "En setning. To setninger."


def test_a_long_first_sentence_is_cut_between_words() -> None:
    assert teaser("Et langt ord kommer her og så mange flere", most=20) == "Et langt ord…"


@given(st.text(max_size=600), st.integers(min_value=5, max_value=300))
def test_never_longer_than_asked(text: str, most: int) -> None:
    assert len(teaser(text, most)) <= most


def test_every_section_has_words_and_help() -> None:
    assert set(TITLES) == set(HELP) == set(SECTIONS)
    assert set(STANDARD) <= set(SECTIONS)
    assert set(NEEDED) <= set(STANDARD)
    assert set(SECTIONS) >= BELOW
    assert sorted(STANDARD, key=SECTIONS.index) == list(STANDARD)
