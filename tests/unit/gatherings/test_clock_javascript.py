"""The browser's clock shows what the server's rules say, press by press."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from portal.gatherings.domain import run as sheet
from portal.gatherings.domain.agenda import Agenda, Part, Slot, Timed, timed
from portal.gatherings.domain.run import Run, now_of

MODULE = Path(__file__).parents[3] / "static" / "js" / "meetings" / "clock.js"
SCRIPT = """
import { readFileSync } from "node:fs";
const { read, nowOf, pressed } = await import(process.argv[1]);
const cases = JSON.parse(readFileSync(0, "utf8"));
const out = cases.map(({ state, presses }) => {
  let { plan, run } = read(state);
  return presses.map(({ press, at }) => {
    run = pressed(run, plan, press, at);
    const now = nowOf(run, plan, at);
    return now && [now.current?.key ?? null, now.following?.key ?? null, now.left, now.behind, now.ends];
  });
});
process.stdout.write(JSON.stringify(out));
"""
NINE = datetime(2026, 11, 24, 8, tzinfo=UTC)
ACTS = ["begin", "next", "next", "give", "skip", "back", "restart"]


def in_python(run: Run, plan: list[Timed], press: dict[str, Any], now: datetime) -> Run:
    key, act = press["key"], press["act"]
    if act == "begin":
        return run if run.at or run.ended else sheet.begun(plan, now, run)
    if act == "restart":
        return Run()
    if act == "next":
        return sheet.moved_on(run, plan, now) if key == run.at else run
    if act == "give":
        return sheet.given(run, press["minutes"]) if key == run.at else run
    return sheet.skipped(run, key) if act == "skip" else sheet.taken_back(run, key)


def millis(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def test_the_browser_reckons_as_the_server_does() -> None:
    dice, cases, wanted = random.Random(11), [], []
    for _each in range(200):
        slots = tuple(Slot(str(at), f"Punkt {at}", dice.randint(1, 40)) for at in range(dice.randint(1, 6)))
        plan = timed(Agenda((Part("1", slots=slots),)), NINE)
        state = {
            "plan": [
                {
                    "key": each.slot.key,
                    "title": each.slot.title,
                    "minutes": each.slot.minutes,
                    "begins": each.begins.isoformat(),
                    "ends": each.ends.isoformat(),
                }
                for each in plan
            ],
            "run": sheet.to_json(Run()),
        }
        run, now, presses, answers = Run(), NINE, [], []
        for _press in range(15):
            now += timedelta(seconds=dice.randint(0, 900))
            act = dice.choice(ACTS)
            key = run.at if act in {"next", "give"} and dice.random() < 0.8 else str(dice.randint(0, len(slots) - 1))
            press = {"act": act, "key": key, "minutes": dice.choice([1, 5, -5])}
            run = in_python(run, plan, press, now)
            presses.append({"press": press, "at": millis(now)})
            shown = now_of(run, plan, now)
            answers.append(
                shown
                and [
                    shown.current.slot.key if shown.current else None,
                    shown.following.slot.key if shown.following else None,
                    shown.left,
                    shown.behind,
                    millis(shown.ends),
                ]
            )
        cases.append({"state": state, "presses": presses})
        wanted.append(answers)
    node = shutil.which("node")
    assert node, "Node is part of what the portal is built with"
    done = subprocess.run(
        [node, "--input-type=module", "-e", SCRIPT, MODULE.as_uri()],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert json.loads(done.stdout) == wanted
