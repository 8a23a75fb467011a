"""A pasted list of people: any order, any separator, and what is wrong said per row."""

from __future__ import annotations

import pytest

from portal.accounts.domain.pasted import MAX_ROWS, RowProblem, is_address, read

ROLES = {"koordinator": "coordinator", "coordinator": "coordinator", "leder": "leader"}


def one(line: str) -> object:
    rows = read(line, ROLES, "coordinator")
    assert len(rows) == 1
    return rows[0]


@pytest.mark.parametrize(
    "line",
    [
        "Kari Nordmann; kari@kommune.no; leder",
        "kari@kommune.no,Kari Nordmann,Leder",
        "leder\tkari@kommune.no\tKari Nordmann",
        'LEDER; "Kari Nordmann"; KARI@kommune.no',
        "Kari Nordmann <kari@kommune.no>; leder",
        "mailto:kari@kommune.no; leder; Kari Nordmann",
        "Kari Nordmann kari@kommune.no leder",
        "leder  kari@kommune.no  Kari Nordmann",
        '"Kari Nordmann" <kari@kommune.no> leder',
        "Kari Nordmann kari@kommune.no; leder",
    ],
)
def test_order_separator_and_case_do_not_matter(line: str) -> None:
    row = one(line)
    assert (row.name, row.email, row.role, row.problems) == ("Kari Nordmann", "kari@kommune.no", "leader", [])


def test_letters_of_our_own_after_the_at_are_no_problem() -> None:
    assert one("post@bømlo.no").ok


def test_a_line_without_role_gets_the_chosen_one() -> None:
    assert one("kari@kommune.no").role == "coordinator"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Kari Nordmann", RowProblem.NO_EMAIL),
        ("kari@kommune", RowProblem.BAD_EMAIL),
        ("kari@@kommune.no", RowProblem.BAD_EMAIL),
        ("kari nordmann@kommune.no", RowProblem.BAD_EMAIL),
        ("kari nordmann@kommune.no leder", RowProblem.BAD_EMAIL),
        ("Kari Nes kari@kommune.no trollmann", RowProblem.UNKNOWN_ROLE),
        ("åse@demo-ny.no", RowProblem.UNREACHABLE_EMAIL),
        ("Åse Ny <ÅSE@demo-ny.no>; leder", RowProblem.UNREACHABLE_EMAIL),
        ("kari@kommune.no; ola@kommune.no", RowProblem.TWO_EMAILS),
        ("kari@kommune.no; Kari; trollmann", RowProblem.UNKNOWN_ROLE),
        (f"kari@kommune.no; {'Kari ' * 80}", RowProblem.LONG_NAME),
    ],
)
def test_what_is_wrong_is_said(line: str, problem: RowProblem) -> None:
    assert one(line).problems == [problem]


@pytest.mark.parametrize(
    "line",
    ["Kari Nes; kari@kommune.no; direktør", "direktør; kari@kommune.no; Kari Nes", "direktør, Kari Nes <k@b.no>"],
)
def test_the_word_nobody_has_heard_of_is_kept_apart_from_the_name(line: str) -> None:
    row = one(line)
    assert (row.name, row.unknown_role) == ("Kari Nes", "direktør")


def test_doubled_rows_are_marked_but_two_roles_are_two_rows() -> None:
    rows = read("a@b.no; leder\nA@B.no; leder\na@b.no; koordinator", ROLES, "coordinator")
    assert [row.problems for row in rows] == [[], [RowProblem.DOUBLED], []]


def test_empty_lines_and_a_heading_are_skipped_and_numbers_are_those_of_the_text() -> None:
    rows = read("Navn;E-post;Rolle\n\nKari; kari@kommune.no\n", ROLES, "coordinator")
    assert [(row.number, row.email) for row in rows] == [(3, "kari@kommune.no")]


def test_more_lines_than_there_is_room_for_are_marked() -> None:
    rows = read("\n".join(f"p{n}@kommune.no" for n in range(MAX_ROWS + 2)), ROLES, "coordinator")
    assert [row.number for row in rows if not row.ok] == [MAX_ROWS + 1, MAX_ROWS + 2]


@pytest.mark.parametrize("text", ["a@b.no", "fornavn.etternavn@kommune.no", "o'hara+x@sub.kommune.no"])
def test_addresses(text: str) -> None:
    assert is_address(text)
