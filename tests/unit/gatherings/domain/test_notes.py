"""Notes as text, and their way into the minutes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portal.gatherings.domain.notes import Group, as_text, put_into, with_line


def test_groups_first_then_what_nobody_has_sorted() -> None:
    groups = [Group("Ringe", ("a", "b")), Group("", ("c",)), Group("Tom", ())]
    assert as_text("Lapper", groups, "Ikke sortert") == "Lapper\n\nRinge\n– a\n– b\n\nTom\n\nIkke sortert\n– c"


def test_without_groups_there_is_no_word_for_the_rest() -> None:
    assert as_text("Lapper", [Group("", ("c",))], "Ikke sortert") == "Lapper\n\n– c"
    assert as_text("Lapper", [Group("Tom", ()), Group("", ())], "Ikke sortert") == ""


def test_carried_once_more_takes_the_place_of_what_was_carried() -> None:
    once = put_into("Vi møttes.", "Lapper\n– a", "")
    assert once == "Vi møttes.\n\nLapper\n– a"
    assert put_into(once + "\nSlutt.", "Lapper\n– b", "Lapper\n– a") == "Vi møttes.\n\nLapper\n– b\nSlutt."
    assert put_into("Skrevet om.", "Lapper\n– b", "Lapper\n– a") == "Skrevet om.\n\nLapper\n– b"


@given(st.text(), st.text(min_size=1).filter(lambda text: text.strip()))
def test_carrying_the_same_again_changes_nothing(text: str, block: str) -> None:
    once = put_into(text, block, "")
    assert put_into(once, block, block) == once


def test_an_open_point_stands_there_once() -> None:
    assert with_line("", "Hvem ringer?") == "Hvem ringer?"
    assert with_line("A", "B") == "A\nB"
    assert with_line("A\nB", "B") == "A\nB"
