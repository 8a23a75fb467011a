"""The sums that run in the browser: the PSFS form's own rules (S13), and a meeting's clock (S11)."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

TOOLS = Path(__file__).parents[3] / "static" / "js" / "tools"
SCRIPT = """
import { readFileSync } from "node:fs";
const module = await import(process.argv[1]);
const [name, ...given] = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(module[name](...given)));
"""


def ask(module: str, name: str, *given: object) -> Any:
    node = shutil.which("node")
    assert node, "Node is part of what the portal is built with"
    done = subprocess.run(
        [node, "--input-type=module", "-e", SCRIPT, (TOOLS / module).as_uri()],
        input=json.dumps([name, *given]),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


N = None


@pytest.mark.parametrize(
    ("scores", "at", "expected"),
    [
        ([[N, N, N, N]], 0, None),
        ([[3, N, N, N], [5, N, N, N]], 0, {"count": 2, "sum": 8, "mean": 4, "change": N, "shared": 0, "clear": False}),
        (
            [[3, 6, N, N], [5, 7, N, N]],
            1,
            {"count": 2, "sum": 13, "mean": 6.5, "change": 2.5, "shared": 2, "clear": True},
        ),
        # Exactly two points is clear; just under is not.
        ([[3, 5, N, N]], 1, {"count": 1, "sum": 5, "mean": 5, "change": 2, "shared": 1, "clear": True}),
        (
            [[3, 5, N, N], [3, 4, N, N]],
            1,
            {"count": 2, "sum": 9, "mean": 4.5, "change": 1.5, "shared": 2, "clear": False},
        ),
        # An activity that is new has nothing to be compared with; zero is a score.
        (
            [[0, 4, N, N], [N, 9, N, N]],
            1,
            {"count": 2, "sum": 13, "mean": 6.5, "change": 4, "shared": 1, "clear": True},
        ),
        # A conversation without scores is passed over.
        ([[6, N, 3, N]], 2, {"count": 1, "sum": 3, "mean": 3, "change": -3, "shared": 1, "clear": True}),
        # Nothing in common with the last conversation: no change is said.
        ([[6, N, N, N], [N, 3, N, N]], 1, {"count": 1, "sum": 3, "mean": 3, "change": N, "shared": 0, "clear": False}),
    ],
)
def test_a_conversation(scores: list[list[int | None]], at: int, expected: dict[str, Any] | None) -> None:
    assert ask("psfs-sums.js", "conversation", scores, at) == expected


def test_one_activity() -> None:
    assert ask("psfs-sums.js", "moved", [3, N, 5, N], 2) == {"last": 3, "change": 2, "clear": True}
    assert ask("psfs-sums.js", "moved", [3, 4, N, N], 1) == {"last": 3, "change": 1, "clear": False}
    assert ask("psfs-sums.js", "moved", [N, 4, N, N], 1) is None
    assert ask("psfs-sums.js", "lastScore", [0, N, N, N], 3) == 0


@pytest.mark.parametrize(
    ("items", "ends", "passed", "at", "left", "behind"),
    [
        ([10, 5], [], 0, 0, 600, 0),
        ([10, 5], [], 660, 0, -60, 60),  # a minute over in the first
        ([10, 5], [480], 500, 1, 280, -120),  # done two minutes early
        ([10, 5], [660], 700, 1, 260, 60),
        ([10, 5], [600, 1020], 1100, 2, 0, 120),
    ],
)
def test_a_meeting(items: list[int], ends: list[int], passed: int, at: int, left: int, behind: int) -> None:
    stand = ask("meeting-clock.js", "stand", items, ends, passed)
    assert (stand["at"], stand["left"], stand["behind"]) == (at, left, behind)
    assert stand["total"] == 900
    assert stand["remaining"] == 900 - passed


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("1", 1), ("240", 240), (" 05 ", 5), ("0", N), ("-5", N), ("−5", N), ("241", N), ("5,5", N), ("1e2", N), ("", N)],
)
def test_minutes_are_whole_and_fit_a_meeting(text: str, minutes: int | None) -> None:
    assert ask("meeting-clock.js", "minutesOf", text) == minutes


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (65, "1:05"), (-5, "−0:05"), (3600, "60:00"), (-0.2, "0:00")]
)
def test_a_clock(seconds: float, text: str) -> None:
    assert ask("meeting-clock.js", "clockText", seconds) == text


UNSAID = "name => `[${name}]`"


@pytest.mark.parametrize(
    ("pattern", "written", "expected"),
    [
        ("Hei, dette er {me}.", {}, "Hei, dette er [me]."),
        ("Hei, dette er {me}.", {"me": "  en fra kommunen  "}, "Hei, dette er en fra kommunen."),
        (
            "Enige om: {points}. Hilsen",
            {"points": "ring tirsdag\n\n ta med lista "},
            "Enige om: ring tirsdag; ta med lista. Hilsen",
        ),
        # A full stop of one's own is not doubled, and braces that somebody writes are not filled in.
        ("Enige om: {points}. Hilsen", {"points": "Ring tirsdag."}, "Enige om: Ring tirsdag. Hilsen"),
        ("Fra {me} til {there}", {"me": "{there} $& $1", "there": "DPS"}, "Fra {there} $& $1 til DPS"),
    ],
)
def test_texts_are_built_of_what_is_written(pattern: str, written: dict[str, str], expected: str) -> None:
    node = shutil.which("node")
    assert node, "Node is part of what the portal is built with"
    script = f"""
    const {{ made }} = await import(process.argv[1]);
    process.stdout.write(made({json.dumps(pattern)}, {json.dumps(written)}, {UNSAID}));
    """
    address = (TOOLS / "made-texts.js").as_uri()
    done = subprocess.run(
        [node, "--input-type=module", "-e", script, address], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == expected
