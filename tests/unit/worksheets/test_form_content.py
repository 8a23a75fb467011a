"""The forms of the field, as their files hold them: sound, complete in two languages, and honest about storage."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portal.accounts.roles import Role
from portal.spaces.models import SpaceKind
from portal.worksheets.demo import CONTENT, ORDER
from portal.worksheets.services.setup import CONTENT as SECTION
from tests.support.content import check_folder, html_problems, strings

FILES = sorted(CONTENT.glob("*.toml"))
#: What is about one person, or is done in the browser: never stored (design.md §3.1).
NEVER_STORED = {"innkalling": "blank", "referat": "blank", "tolv-tips": "local", "forste-mote-bruker": "local"}
#: The longest text that the fields of the page and its blocks take, by the name of the key.
LONGEST = {
    "title": 150,
    "summary": 400,
    "source": 300,
    "instructions": 1000,
    "score_note": 300,
    "meaning": 400,
    "label": 300,
    "help": 600,
    "statements": 300,
    "items": 300,
    "rows": 300,
    "options": 300,
    "text": 300,
    "low_text": 300,
    "high_text": 300,
}


def load(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def asked(questions: list[dict[str, Any]]) -> Iterator[tuple[list[dict[str, Any]], int, dict[str, Any]]]:
    """Yield each question with the list it stands in and its place there, branches' own too."""
    for number, question in enumerate(questions):
        yield questions, number, question
        if question["kind"] == "branch":
            yield from asked(question["questions"])


def lost(questions: list[dict[str, Any]], number: int) -> str:
    """Say why the branch at this place follows nothing; nothing if it follows answers."""
    above = next((one for one in reversed(questions[:number]) if "options" in one or "levels" in one), None)
    if above is None:
        return "no choice above"
    offered = len(above.get("options") or above["levels"])
    beyond = [answer for answer in questions[number]["answers"] if not 1 <= answer <= offered]
    return f"no answer {beyond}" if beyond or not questions[number]["answers"] else ""


def test_the_folders_have_no_problems() -> None:
    assert check_folder(CONTENT, partial=frozenset(ORDER)) == []
    assert check_folder(SECTION) == []


def test_every_form_is_listed_once_and_stands_in_bokmal_and_nynorsk() -> None:
    assert len(set(ORDER)) == len(ORDER)
    assert {file.name for file in FILES} == {f"{slug}.{language}.toml" for slug in ORDER for language in ("nb", "nn")}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_form_says_what_it_is_how_it_is_filled_in_and_where_it_comes_from(file: Path) -> None:
    form = load(file)
    assert form["type"] == "form"
    assert form["source"]
    assert form["summary"]
    assert form["instructions"]
    assert form["storage"] in {"blank", "local", "stored"}
    assert form["filling"] in {"together", "alone"}
    assert not form["anonymous"] or form["filling"] == "alone"
    assert set(form["places"]) <= set(SpaceKind.values)
    assert set(form["roles"]) <= set(Role.values)
    told = " ".join(block.get("html", "") for block in form["body"])
    assert 3 <= told.count("<p>") + told.count("<li>") <= 16
    assert all(html_problems(block["html"]) == [] for block in form["body"])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_texts_fit_the_fields_that_take_them(file: Path) -> None:
    too_long = [
        (place, len(text)) for place, name, text in strings(load(file)) if len(text) > LONGEST.get(name, len(text))
    ]
    assert too_long == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_columns_fit_a_table(file: Path) -> None:
    for _list, _number, question in asked(load(file)["form"]):
        for column in question.get("columns", []):
            assert len(column["title"]) <= 120
            assert (column["kind"] == "choice") == (len(column.get("options", [])) >= 2)
            assert all(len(option) <= 120 for option in column.get("options", []))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_branches_follow_answers_that_are_there(file: Path) -> None:
    for questions, number, question in asked(load(file)["form"]):
        if question["kind"] == "branch":
            assert lost(questions, number) == ""
            assert question["questions"]


def test_the_check_of_branches_can_say_no() -> None:
    choice = {"kind": "choice", "options": ["ja", "nei"]}
    assert lost([{"kind": "branch", "answers": [1]}], 0) == "no choice above"
    assert lost([choice, {"kind": "branch", "answers": [3]}], 1) == "no answer [3]"
    assert lost([choice, {"kind": "branch", "answers": [2]}], 1) == ""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_score_has_meanings_that_own_up_to_being_our_own(file: Path) -> None:
    form = load(file)
    assert ("bands" in form) == (form["scoring"] != "none")
    if form["scoring"] != "none":
        steps = [band["at_least"] for band in form["bands"]]
        assert steps == sorted(set(steps))
        assert "Varigs egen" in form["score_note"] or "Varigs eiga" in form["score_note"]


@pytest.mark.parametrize("slug", ORDER)
def test_both_languages_ask_the_same_kinds_of_question(slug: str) -> None:
    kinds = [
        [question["kind"] for _list, _number, question in asked(load(CONTENT / f"{slug}.{code}.toml")["form"])]
        for code in ("nb", "nn")
    ]
    assert kinds[0] == kinds[1]


def test_what_is_about_one_person_is_never_stored() -> None:
    unstored = {file.name.split(".")[0]: load(file)["storage"] for file in FILES if load(file)["storage"] != "stored"}
    assert unstored == NEVER_STORED


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_weights_of_the_ten_factors_add_up_to_a_hundred(language: str) -> None:
    form = load(CONTENT / f"vil-det-vare.{language}.toml")
    factors = [[level["weight"] for level in question["levels"]] for question in form["form"] if "levels" in question]
    assert len(factors) == 10
    assert round(sum(levels[0] for levels in factors), 10) == 100.0
    assert all(len(levels) == 4 and levels[-1] == 0.0 for levels in factors)
    assert all(levels == sorted(levels, reverse=True) for levels in factors)
