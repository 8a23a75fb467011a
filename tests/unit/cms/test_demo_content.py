"""The demo's guides, pages and terms are sound: structure, languages, gates that lead somewhere, sourced facts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from tests.support.content import LANGUAGES, check_folder, html_problems, strings

ROOT = Path(__file__).resolve().parents[3]
CONTENT = ROOT / "portal" / "cms" / "demo" / "content"
GUIDES = CONTENT / "guides"
PAGES = CONTENT / "pages"
COURSES = ROOT / "courses" / "demo" / "content"

#: Guides whose source is nynorsk. Readers of bokmål find the nynorsk page, marked; so there is no bokmål file.
NYNORSK_SOURCE = frozenset({"bti-barn", "bti-voksne"})
STEP_KEYS = {"title", "who", "html", "example", "local_contact_hint", "gate_question", "gate_outcomes"}
KINDS = {"region", "municipality", "audience", "theme", "phase", "method"}


def load(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def guide_files() -> list[Path]:
    return sorted(GUIDES.glob("*.toml"))


def groups_of(guide: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The lists of steps that ``step:N`` counts within: the whole guide, or each level."""
    if guide["guide_kind"] == "steps":
        return [guide["steps"]]
    return [level["steps"] for level in guide["levels"]]


def steps_of(guide: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for group in groups_of(guide) for step in group]


def target_problem(target: str, group: list[Any], guide: dict[str, Any], guides: set[str]) -> str:
    """Why ``target`` leads nowhere, or an empty string. Targets: end, step:N, level:N, guide:key."""
    kind, _, value = target.partition(":")
    if target == "end":
        return ""
    if kind == "step" and value.isdecimal():
        return "" if 1 <= int(value) <= len(group) else f"no step {value}"
    if kind == "level" and value.isdecimal():
        numbers = [level["number"] for level in guide.get("levels", [])]
        return "" if int(value) in numbers else f"no level {value}"
    if kind == "guide":
        return "" if value in guides else f"no guide {value}"
    return f"unknown target {target!r}"


def links_in(page: dict[str, Any]) -> Iterator[str]:
    yield from page.get("related", [])
    yield from (action["target"] for action in page.get("hero", {}).get("actions", []))
    yield from (door["target"] for door in page.get("doors", []))


def test_the_guides_have_no_problems() -> None:
    assert check_folder(GUIDES, partial=NYNORSK_SOURCE) == []


def test_the_pages_have_no_problems() -> None:
    assert check_folder(PAGES) == []


def test_guides_from_a_nynorsk_source_exist_in_nynorsk_and_english_only() -> None:
    for key in NYNORSK_SOURCE:
        found = {file.name.split(".")[1] for file in GUIDES.glob(f"{key}.*.toml")}
        assert found == {"nn", "en"}
        assert load(GUIDES / f"{key}.nn.toml")["original_language"] == "nn"


def test_every_term_has_a_known_kind_and_names_in_three_languages() -> None:
    terms = load(CONTENT / "terms.toml")["terms"]
    assert {term["kind"] for term in terms} == KINDS
    assert all(term[language].strip() for term in terms for language in LANGUAGES)
    keys = [(term["kind"], term["slug"]) for term in terms]
    assert len(set(keys)) == len(keys)
    assert [term["slug"] for term in terms if term["kind"] == "phase"] == [
        "forberede",
        "planlegge",
        "utfore",
        "evaluere",
        "folge-opp",
    ]


@pytest.mark.parametrize("file", guide_files(), ids=lambda file: file.stem)
def test_a_guide_has_its_parts(file: Path) -> None:
    guide = load(file)
    assert guide["type"] == "guide"
    assert guide["guide_kind"] in {"steps", "levels"}
    assert ("levels" in guide) == (guide["guide_kind"] == "levels")
    assert guide["intro"]
    assert guide["body"]
    for contact in guide["contacts"]:
        assert set(contact) == {"label", "place", "note"}
        assert all(contact.values())
    for level in guide.get("levels", []):
        assert set(level) == {"number", "name", "idea", "role", "example", "steps"}
        assert html_problems(level["idea"]) == []
    for step in steps_of(guide):
        assert set(step) == STEP_KEYS
        assert step["title"]
        assert step["who"]
        assert step["html"]
        assert html_problems(step["html"]) == []
        assert html_problems(step["example"]) == []


@pytest.mark.parametrize("file", guide_files(), ids=lambda file: file.stem)
def test_every_gate_asks_and_leads_somewhere(file: Path) -> None:
    guide = load(file)
    guides = {other.name.split(".")[0] for other in guide_files()}
    for group in groups_of(guide):
        for step in group:
            assert bool(step["gate_question"]) == bool(step["gate_outcomes"]), step["title"]
            assert len(step["gate_outcomes"]) != 1, "a gate with one way out is no choice"
            for outcome in step["gate_outcomes"]:
                assert outcome["label"]
                assert target_problem(outcome["leads_to"], group, guide, guides) == ""


@pytest.mark.parametrize("key", sorted({file.name.split(".")[0] for file in guide_files()}))
def test_gates_lead_to_the_same_place_in_every_language(key: str) -> None:
    ways = [
        [[outcome["leads_to"] for outcome in step["gate_outcomes"]] for step in steps_of(load(file))]
        for file in sorted(GUIDES.glob(f"{key}.*.toml"))
    ]
    assert all(way == ways[0] for way in ways)


def test_the_check_of_targets_can_say_no() -> None:
    guide = {"guide_kind": "levels", "levels": [{"number": 0, "steps": [{}]}]}
    group: list[Any] = [{}]
    assert target_problem("end", group, guide, set()) == ""
    assert target_problem("step:2", group, guide, set()) == "no step 2"
    assert target_problem("level:4", group, guide, set()) == "no level 4"
    assert target_problem("guide:nowhere", group, guide, {"psht"}) == "no guide nowhere"
    assert target_problem("step:two", group, guide, set()) != ""


@pytest.mark.parametrize(
    ("key", "language", "count"), [("oppfolgingsteam", "nb", 10), ("psht", "nb", 9), ("samhandlingsplikt", "nb", 6)]
)
def test_step_guides_have_the_steps_of_their_source(key: str, language: str, count: int) -> None:
    assert len(load(GUIDES / f"{key}.{language}.toml")["steps"]) == count


def test_bti_has_levels_nought_to_three_and_five_steps_a_level_for_children() -> None:
    children = load(GUIDES / "bti-barn.nn.toml")
    adults = load(GUIDES / "bti-voksne.nn.toml")
    assert [level["number"] for level in children["levels"]] == [0, 1, 2, 3]
    assert [level["number"] for level in adults["levels"]] == [0, 1, 2, 3]
    assert [len(level["steps"]) for level in children["levels"]] == [5, 5, 5, 5]


def test_bti_asks_for_consent_first_at_level_one() -> None:
    first = load(GUIDES / "bti-barn.nn.toml")["levels"][1]["steps"][0]
    assert "samtykke" in first["title"].lower()
    assert "samtykke" in first["gate_question"]


@pytest.mark.parametrize("key", sorted(NYNORSK_SOURCE))
def test_bti_evaluation_can_close_continue_rise_and_fall(key: str) -> None:
    for level in load(GUIDES / f"{key}.nn.toml")["levels"][1:]:
        number = level["number"]
        ways = [outcome["leads_to"] for outcome in level["steps"][-1]["gate_outcomes"]]
        assert ways[0] == "end"
        assert ways[1].startswith("step:")
        assert ways[2] == (f"level:{number + 1}" if number < 3 else "guide:oppfolgingsteam")
        assert ways[3] == f"level:{number - 1}"


def test_the_duty_page_says_that_it_is_not_legal_advice_and_is_reviewed_within_half_a_year() -> None:
    page = load(GUIDES / "samhandlingsplikt.nb.toml")
    assert page["intro"][0]["title"] == "Ikke juridisk rådgivning"
    assert (page["next_review"] - page["last_checked"]).days <= 183
    tables = [block for block in page["body"] if block["type"] == "table"]
    laws = [law for table in tables for row in table["rows"] for law in row[1].split(", ")]
    assert len(laws) == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_opens_doors_for_four_people_with_three_sourced_facts(language: str) -> None:
    home = load(PAGES / f"home.{language}.toml")
    assert len(home["doors"]) == 4
    assert len({door["who"] for door in home["doors"]}) == 4
    assert len(home["hero"]["actions"]) == 2
    assert len(home["facts"]) == 3
    assert all(fact["source"] and fact["base"] for fact in home["facts"])


@pytest.mark.parametrize("file", sorted(PAGES.glob("*.toml")), ids=lambda file: file.stem)
def test_links_between_pages_lead_to_content_that_exists(file: Path) -> None:
    page = load(file)
    pages = {other.name.split(".")[0] for folder in (PAGES, GUIDES) for other in folder.glob("*.toml")}
    for target in links_in(page):
        kind, _, value = target.partition(":")
        if kind == "course":
            assert (COURSES / value / "course.nb.toml").is_file(), target
        elif kind == "view":
            assert reverse(value), target
        else:
            assert kind == "page", target
            # The list of reports is made by its own room, from no file.
            assert value in pages | {"prosjekterfaringer"}, target
    if page["type"] != "home":
        assert page["parent"] in pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_accessibility_page_claims_no_more_than_is_true(language: str) -> None:
    text = (PAGES / f"tilgjengelighet.{language}.toml").read_text(encoding="utf-8")
    for needed in ("uustatus.no", "WCAG 2.2", "WCAG 2.1", "axe"):
        assert needed in text
    assert load(PAGES / f"tilgjengelighet.{language}.toml")["body"][0]["tone"] == "warning"


#: The longest text that the fields of the page and its blocks take, by the name of the key (portal/cms/blocks).
LONGEST = {
    "summary": 400,
    "source": 250,
    "title": 150,
    "gate_question": 200,
    "label": 120,
    "place": 150,
    "name": 120,
    "role": 200,
    "figure": 40,
    "base": 250,
}


@pytest.mark.parametrize("file", sorted([*GUIDES.glob("*.toml"), *PAGES.glob("*.toml")]), ids=lambda file: file.stem)
def test_texts_fit_the_fields_that_take_them(file: Path) -> None:
    too_long = [
        (place, len(text)) for place, name, text in strings(load(file)) if len(text) > LONGEST.get(name, len(text))
    ]
    assert too_long == []
