"""The experience reports of the demo: sound files, the report's own sections, published facts and no persons."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.support.content import check_folder, strings

FOLDER = Path(__file__).resolve().parents[3] / "network" / "demo" / "content" / "reports"
FILES = sorted(FOLDER.glob("*.toml"))
ALL_LANGUAGES = {"infusjon", "dho-unn"}
BOKMAL_ONLY = {"somlose-overganger", "min-jordmor", "rusfact", "agder"}
DRAFT = "somlose-overganger"
# The sections of a «Prosjekterfaring», in the order in which it is read.
SECTIONS = [
    "sammendrag", "innledning", "bakgrunn", "utfordringsbilde", "malgruppe", "organisering", "overforingsverdi", "mal",
    "innovasjonshoyde", "bistand", "aktiviteter", "nytteverdi", "oppnadd", "planer", "erfaringer",
    "innomeds_vurdering", "veien_videre", "kontakt",
]  # fmt: skip
LEVELS = {"lokal", "regional", "nasjonal", "internasjonal", "implementering"}
# Figures that the sources give; each must stand in its report in every language.
FIGURES = {
    "infusjon": ["200", "175", "90", "1974", "2016", "19"],
    "dho-unn": ["2022", "2025", "20"],
    "min-jordmor": ["150", "6–48"],
    "rusfact": ["2019", "120", "85", "14", "13,2"],
    "agder": ["25", "300"],
    "somlose-overganger": ["2021", "2025"],
}


def load(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def test_the_folder_has_no_problems_but_the_languages_we_chose() -> None:
    assert check_folder(FOLDER, partial=frozenset(BOKMAL_ONLY)) == []
    names = {file.name for file in FILES}
    assert {f"{key}.nb.toml" for key in BOKMAL_ONLY} <= names
    assert {f"{key}.{language}.toml" for key in ALL_LANGUAGES for language in ("nb", "nn", "en")} <= names
    assert len(names) == len(BOKMAL_ONLY) + 3 * len(ALL_LANGUAGES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_report_has_known_sections_in_order_and_none_is_empty(file: Path) -> None:
    report = load(file)
    assert report["type"] == "report"
    keys = [section["key"] for section in report["sections"]]
    assert keys == sorted(set(keys), key=SECTIONS.index)
    assert keys[0] == "sammendrag"
    assert keys[-1] == "kontakt"
    assert all(len(re.sub(r"<[^>]+>", "", section["html"]).strip()) > 20 for section in report["sections"])
    assert set(report["innovation_levels"]) <= LEVELS
    assert report["live"] is (report["key"] != DRAFT)
    for goal in report["effect_goals"]:
        assert set(goal) == {"effektmal", "realisering", "gevinst"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_period_runs_forwards_and_before_the_last_check(file: Path) -> None:
    report = load(file)
    ends = report.get("period_to", report["period_from"])
    assert report["period_from"] <= ends <= report["last_checked"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_report_names_no_person_and_gives_no_private_contact(file: Path) -> None:
    report = load(file)
    for place, _, text in strings(report):
        assert "@" not in text, place
        assert not re.search(r"(?<!\d)(?:\d{8}|\d{2}(?: \d{2}){3})(?!\d)", text), place
    contact = report["sections"][-1]["html"]
    assert re.match(r"<p>(Prosjektleder|Prosjektleiar|Project leader), ", contact)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_report_carries_the_figures_of_its_source(file: Path) -> None:
    report = load(file)
    words = " ".join(section["html"] for section in report["sections"])
    for figure in FIGURES[report["key"]]:
        assert re.search(rf"(?<![\d,]){re.escape(figure)}(?![\d])", words), figure
