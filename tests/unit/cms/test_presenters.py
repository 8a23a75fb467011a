"""The outline of a guide: numbers, anchors, and the ways that gates lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from portal.cms.presenters import outline


@dataclass
class Child:
    block_type: str
    value: dict[str, Any]


@dataclass
class Guide:
    steps: list[Child]


def step(*answers: dict[str, Any]) -> dict[str, Any]:
    return {"title": "Steg", "gate_outcomes": list(answers)}


def test_steps_are_numbered_and_gates_lead_within_the_guide() -> None:
    """Next, a step, and the end; a number that is not there leads nowhere."""
    answers = [
        {"label": "Videre", "way": "next"},
        {"label": "Tilbake", "way": "step", "number": 1},
        {"label": "Feil", "way": "step", "number": 9},
        {"label": "Slutt", "way": "end"},
    ]
    result = outline(Guide([Child("step", step()), Child("step", step(*answers)), Child("step", step())]))
    assert [each.anchor for each in result.steps] == ["steg-1", "steg-2", "steg-3"]
    assert [way.href for way in result.steps[1].outcomes] == ["#steg-3", "#steg-1", "", ""]
    assert not result.levels


def test_levels_have_steps_of_their_own() -> None:
    """A step's number counts within its level; the last step's «next» is the next level."""
    last = step({"label": "Opp", "way": "next"}, {"label": "Ned", "way": "level", "number": 0})
    levels = [
        Child("level", {"number": 0, "steps": [step(), step({"label": "Opp", "way": "next"})]}),
        Child("level", {"number": 1, "steps": [step({"label": "Igjen", "way": "step", "number": 1}), last]}),
    ]
    result = outline(Guide(levels))
    assert [each.anchor for each in result.levels] == ["niva-0", "niva-1"]
    assert result.levels[0].steps[1].outcomes[0].href == "#niva-1"
    assert result.levels[1].steps[0].outcomes[0].href == "#niva-1-steg-1"
    assert [way.href for way in result.levels[1].steps[1].outcomes] == ["", "#niva-0"]
