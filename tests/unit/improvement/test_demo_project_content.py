"""The demo project is sound, and its practice series shows what its PDSA cycle says it shows."""

from __future__ import annotations

import datetime
import tomllib
from itertools import groupby, pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.support.content import LANGUAGES, check_folder

FOLDER = Path(__file__).resolve().parents[3] / "improvement" / "demo" / "content"


def load(language: str = "nb") -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"project.{language}.toml").read_text(encoding="utf-8"))


def measure(key: str) -> dict[str, Any]:
    return next(m for m in load()["measures"] if m["key"] == key)


def test_the_folder_has_no_problems() -> None:
    assert check_folder(FOLDER) == []


def test_the_goal_and_the_cycle_name_measures_that_exist() -> None:
    project = load()
    keys = {m["key"] for m in project["measures"]}
    assert project["goal"]["measure"] in keys
    assert {cycle["measure"] for cycle in project["pdsa"]} <= keys


def test_the_thirteen_sub_steps_stand_in_order_and_start_in_the_middle() -> None:
    steps = load()["sub_steps"]
    order = ["1a", "1b", "1c", "2a", "2b", "2c", "2d", "3a", "4a", "4b", "5a", "5b", "5c"]
    assert [step["key"] for step in steps] == order
    assert {step["status"] for step in steps[:3]} == {"done_before"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_practice_series_is_labelled_as_practice(language: str) -> None:
    project = load(language)
    weekly, published = project["measures"]
    assert weekly["practice"] is True
    assert weekly["practice_label"]
    assert published["practice"] is False
    assert published["source"]
    assert project["pdsa"][0]["practice"] is True


def test_twenty_weeks_in_a_row_give_a_signal_by_anhoej_after_the_cycle_starts() -> None:
    points = measure("agenda-med-brukeren")["values"]
    days = [point["date"] for point in points]
    values = [point["value"] for point in points]
    assert len(points) == 20
    gaps = {after - before for before, after in pairwise(days)}
    assert gaps == {datetime.timedelta(weeks=1)}

    centre = median(values)
    runs = [len(list(run)) for _, run in groupby(v > centre for v in values if v != centre)]
    # For 20 useful points: a run of more than 7, or fewer than 6 crossings, is a signal.
    assert sum(runs) == 20
    assert max(runs) > 7
    assert len(runs) - 1 < 6

    started = load()["pdsa"][0]["started"]
    before = [v for day, v in zip(days, values, strict=True) if day < started]
    after = [v for day, v in zip(days, values, strict=True) if day >= started]
    assert (median(before), median(after)) == (27.5, 50)
    assert load()["goal"]["baseline"] == median(before)
    assert min(after) > centre


def test_the_published_figures_add_up_by_age_group() -> None:
    teams = measure("aktive-oppfolgingsteam")
    assert [point["value"] for point in teams["values"]] == [50, 102]
    columns = zip(*(group["values"] for group in teams["groups"]), strict=True)
    assert [sum(column) for column in columns] == [50, 102]
