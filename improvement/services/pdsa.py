"""Starting PDSA cycles, moving them through their stages, and keeping their chains."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from improvement.domain.chain import ChainCode, check_days, check_link, line_on
from improvement.models import PdsaChain, PdsaCycle, PdsaQuestion, Project, Stage
from improvement.services.versions import Conflict, create, save
from portal.accounts.models import User
from portal.security.modelfields import identity_override

_ASKED = {"question", "prediction"}


class ChainError(Exception):
    """The cycle can't follow the one that was chosen. `other` is the cycle that stands in the way, where it is one."""

    def __init__(self, code: ChainCode, other: PdsaCycle | None = None) -> None:
        super().__init__(code.value)
        self.code = code
        self.other = other


@dataclass(frozen=True, slots=True)
class Sitting:
    """What one form of a cycle holds: its columns, its questions in order, its measures; None where it holds none.

    `whole`: the questions are all there are, so that others go; else they only add to those that stand.
    """

    values: dict[str, Any]
    texts: dict[str, Any]
    questions: Sequence[dict[str, str]] | None = None
    measures: Sequence[int] | None = None
    whole: bool = False
    went_past_guard: bool = field(default=False, kw_only=True)


def start_cycle(project: Project, who: User, sitting: Sitting, *, stage: str) -> PdsaCycle:
    """Make a cycle with the project's next number; ChainError where it can't follow the one it names."""
    with transaction.atomic(), identity_override(sitting.went_past_guard):
        # Two members who plan at the same moment must not get the same number: the row of the project is the queue.
        Project.objects.select_for_update().get(pk=project.pk)
        previous, started = sitting.values.get("previous"), sitting.values.get("started_on")
        check_place(project, None, previous, started)
        last = PdsaCycle.objects.filter(project=project).aggregate(last=Max("number"))["last"] or 0
        cycle = create(
            PdsaCycle,
            project,
            who,
            sitting.values,
            texts=sitting.texts,
            went_past_guard=sitting.went_past_guard,
            number=last + 1,
            stage=stage,
        )
        _write_parts(cycle, sitting)
        _chain(cycle, who)
    return cycle


def save_stage(cycle: PdsaCycle, expected: int, who: User, sitting: Sitting, *, stage: str) -> Conflict | None:
    """Write one stage's texts, and the stage the cycle goes to; ChainError as above. All of it, or nothing."""
    with transaction.atomic(), identity_override(sitting.went_past_guard):
        Project.objects.select_for_update().get(pk=cycle.project_id)
        followed = cycle.previous_id
        previous = sitting.values.get("previous", cycle.previous)
        check_place(cycle.project, cycle, previous, sitting.values.get("started_on", cycle.started_on))
        conflict = save(
            cycle,
            expected,
            who,
            sitting.values,
            texts=sitting.texts,
            went_past_guard=sitting.went_past_guard,
            stage=stage,
        )
        if conflict is None:
            _write_parts(cycle, sitting)
            if cycle.previous_id != followed:
                _chain(cycle, who)
    return conflict


def step_back(cycle: PdsaCycle, expected: int, who: User) -> Conflict | None:
    """Open the stage before the present one again. Not the plan: what was predicted stays predicted."""
    before = {Stage.STUDY: Stage.DO, Stage.ACT: Stage.STUDY}.get(Stage(cycle.stage))
    if before is None:
        return None
    return save(cycle, expected, who, {}, stage=before)


def check_place(project: Project, cycle: PdsaCycle | None, previous: PdsaCycle | None, started: date | None) -> None:
    """Raise ChainError where `cycle` (None: a new one), begun on `started`, can't stand after `previous`."""
    rows = {row.pk: row for row in PdsaCycle.objects.filter(project=project)}
    key = cycle.pk if cycle is not None else None
    before = previous.pk if previous is not None else None
    if cycle is None or cycle.previous_id != before:
        aside = [row.pk for row in rows.values() if row.archived_at is not None]
        code = check_link(follows_of(rows.values()), key, before, aside)
        if code is not None:
            other = next((row for row in rows.values() if row.previous_id == before and row.pk not in aside), None)
            raise ChainError(code, other if code is ChainCode.TAKEN else rows.get(before or 0))
    after = next((row for row in rows.values() if row.previous_id == key and row.archived_at is None), None)
    if key is None:
        after = None
    first = rows[before].started_on if before in rows else None
    code = check_days(started, first, after.started_on if after is not None else None)
    if code is not None:
        raise ChainError(code, after if code is ChainCode.BEGINS_AFTER else rows.get(before or 0))


def follows_of(cycles: Iterable[PdsaCycle]) -> dict[int, int | None]:
    """For each cycle the one it follows, as the domain reads chains."""
    return {cycle.pk: cycle.previous_id for cycle in cycles}


def _write_parts(cycle: PdsaCycle, sitting: Sitting) -> None:
    if sitting.measures is not None:
        cycle.measures.set(sitting.measures)
    if sitting.questions is None:
        return
    stored = {row.position: row for row in PdsaQuestion.objects.filter(cycle=cycle)}
    # All are asked before any is answered: what comes after the first finding is no prediction, says the database.
    new = [
        PdsaQuestion(cycle=cycle, position=n, **{name: values[name] for name in _ASKED & values.keys()})
        for n, values in enumerate(sitting.questions, 1)
        if n not in stored
    ]
    stored |= {row.position: row for row in PdsaQuestion.objects.bulk_create(new)}
    for position, values in enumerate(sitting.questions, 1):
        row = stored.pop(position)
        if any(getattr(row, name) != value for name, value in values.items()):
            PdsaQuestion.objects.filter(pk=row.pk).update(**values)
    if sitting.whole and stored:
        PdsaQuestion.objects.filter(pk__in=[row.pk for row in stored.values()]).delete()
    getattr(cycle, "_prefetched_objects_cache", {}).pop("questions", None)


def _chain(cycle: PdsaCycle, who: User) -> None:
    """Put the cycle, and all that follow it, in the chain of the one it follows; or in one of their own."""
    left = cycle.chain_id
    previous = PdsaCycle.objects.filter(pk=cycle.previous_id or 0).first()
    chain = previous.chain if previous is not None else None
    if chain is None:
        chain = create(PdsaChain, cycle.project, who, {"name": (previous or cycle).title})
    follows = follows_of(PdsaCycle.objects.filter(project=cycle.project_id))
    moved = line_on(follows, cycle.pk) if previous is None or previous.chain_id else line_on(follows, previous.pk)
    PdsaCycle.objects.filter(pk__in=moved).update(chain=chain)
    cycle.chain = chain
    # A chain is its cycles: one that nobody is in any more is only a name. Its saved versions stay.
    PdsaChain.objects.filter(pk=left or 0, cycles__isnull=True).delete()
