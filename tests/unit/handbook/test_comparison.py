"""The comparison tells what went, came and stayed, and loses no word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portal.handbook.domain.comparison import Change, Para, Style, compare, has_changes, shortened, words


def paras(*texts: str) -> list[Para]:
    return [Para(Style.TEXT, text) for text in texts]


def test_a_changed_sentence_is_told_word_by_word() -> None:
    (line,) = compare(paras("KE kan være med på det første møtet"), paras("KE er med på det første møtet"))
    assert line.change is Change.CHANGED
    assert [(piece.change, piece.text) for piece in line.pieces] == [
        (Change.SAME, "KE "),
        (Change.REMOVED, "kan være"),
        (Change.ADDED, "er"),
        (Change.SAME, " med på det første møtet"),
    ]


def test_new_and_gone_paragraphs_are_told_whole() -> None:
    lines = compare(paras("Først", "Dette går ut herfra"), paras("Først", "Noe ganske annet kom"))
    assert [line.change for line in lines] == [Change.SAME, Change.ADDED, Change.REMOVED]


def test_a_heading_is_never_paired_with_a_sentence() -> None:
    lines = compare([Para(Style.TEXT, "Samling i november")], [Para(Style.HEADING, "Samling i november")])
    assert {line.change for line in lines} == {Change.ADDED, Change.REMOVED}


def test_what_is_far_from_a_change_is_counted_not_shown() -> None:
    before = paras("en", "to", "tre", "fire", "fem", "seks")
    lines = shortened(compare(before, [*before[:5], Para(Style.TEXT, "sju åtte")]))
    assert [line.hidden for line in lines] == [4, 0, 0, 0]
    assert not has_changes(compare(before, before))
    assert [line.hidden for line in shortened(compare(before, before))] == [6]


texts = st.lists(st.text(alphabet="ab \n", max_size=12), max_size=8)


@given(texts, texts)
def test_both_versions_can_be_read_back(before: list[str], after: list[str]) -> None:
    lines = compare(paras(*before), paras(*after))
    old = ["".join(p.text for p in line.pieces if p.change is not Change.ADDED) for line in lines]
    new = ["".join(p.text for p in line.pieces if p.change is not Change.REMOVED) for line in lines]
    kept_old = [text for text, line in zip(old, lines, strict=True) if line.change is not Change.ADDED]
    kept_new = [text for text, line in zip(new, lines, strict=True) if line.change is not Change.REMOVED]
    assert kept_new == after
    assert sorted(map(str.split, kept_old)) == sorted(map(str.split, before))


@given(st.text(max_size=40), st.text(max_size=40))
def test_words_keep_the_new_text_exactly(before: str, after: str) -> None:
    assert "".join(piece.text for piece in words(before, after) if piece.change is not Change.REMOVED) == after
