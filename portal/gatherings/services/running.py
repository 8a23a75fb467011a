"""What is done on the run sheet while the meeting goes on.

The browser goes on reckoning when the network drops and sends what was pressed afterwards, with the moment it was
pressed. Each press has an id of its own and counts once; a press that comes too late to mean anything (the meeting has
moved on since) changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain import run as sheet
from portal.gatherings.domain.run import Run
from portal.gatherings.models import Gathering
from portal.kernel.clock import Clock, system_clock
from portal.security import audit

KEPT = 200
"""Presses that are remembered, so that one that is sent again counts once."""

LATEST = timedelta(hours=12)
"""A press that was made longer ago than this is taken for now: the browser's clock must be wrong."""

ACTS = ("begin", "next", "give", "skip", "back", "restart")


@dataclass(frozen=True, slots=True)
class Press:
    """One press: what, on which slot, how many minutes, and when (none: now)."""

    id: str
    act: str
    key: str = ""
    minutes: int = 0
    at: datetime | None = None


def press(actor: User, gathering: Gathering, one: Press, clock: Clock = system_clock) -> Gathering:
    """Do what was pressed, once, and return the meeting as it now stands."""
    with transaction.atomic():
        held: Gathering = Gathering.objects.select_for_update().select_related("space").get(pk=gathering.pk)
        before = held.run
        done = list(held.run_json.get("done", []))
        if one.id in done or held.stage == Stage.CANCELLED:
            return held
        after = _after(before, held, one, _moment(one, before, clock()))
        held.run_json = {**sheet.to_json(after), "done": [*done, one.id][-KEPT:]}
        held.run_version += 1
        held.save(update_fields=["run_json", "run_version"])
        if not before.at and after.at:
            audit.record(actor, "gathering.begun", held, space_id=held.space_id)
    return held


def _after(run: Run, gathering: Gathering, one: Press, now: datetime) -> Run:
    plan = gathering.plan
    if one.act == "begin":
        return run if run.at or run.ended else sheet.begun(plan, now, run)
    if one.act == "restart":
        return Run()
    if one.act == "next":
        return sheet.moved_on(run, plan, now) if one.key == run.at else run
    if one.act == "give":
        return sheet.given(run, one.minutes) if one.key == run.at else run
    known = any(each.slot.key == one.key for each in plan)
    if one.act == "skip" and known:
        return sheet.skipped(run, one.key)
    return sheet.taken_back(run, one.key) if one.act == "back" else run


def _moment(one: Press, run: Run, now: datetime) -> datetime:
    """When it was pressed: never in the future, never before what happened last, never long ago."""
    if one.at is None or not now - LATEST <= one.at <= now:
        return now
    return max(one.at, run.since) if run.since else one.at


def state_of(gathering: Gathering, clock: Clock = system_clock) -> dict[str, Any]:
    """Return what the clocks in the browsers reckon with: the plan, how far it has come, and what time it is here."""
    run = sheet.to_json(gathering.run)
    return {
        "version": gathering.run_version,
        "agenda": gathering.agenda_version,
        "now": clock().isoformat(),
        "run": run,
        "plan": [
            {
                "key": each.slot.key,
                "title": each.slot.title,
                "prompt": each.slot.prompt,
                "minutes": each.slot.minutes,
                "begins": each.begins.isoformat(),
                "ends": each.ends.isoformat(),
            }
            for each in gathering.plan
        ],
    }


def is_over(gathering: Gathering, clock: Clock = system_clock) -> bool:
    """Whether it has ended by plan."""
    return gathering.ends_at <= clock()


def today(gathering: Gathering) -> bool:
    """Whether the meeting is on this day, Norwegian time: then the run sheet is what one comes for."""
    return timezone.localdate(gathering.starts_at) == timezone.localdate()
