"""A PDSA cycle as the domain reads it, and what the domain says of it in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from improvement.domain import pdsa as rules
from improvement.domain.chain import ChainCode
from improvement.models import PdsaCycle
from improvement.presenters import formats


def domain_cycle(
    cycle: PdsaCycle,
    changes: dict[str, Any] | None = None,
    questions: Sequence[dict[str, str]] | None = None,
    *,
    whole: bool = False,
) -> rules.Cycle:
    """The stored cycle, with `changes` and the `questions` of a form laid over it; `whole`: they are all there are."""
    names = ("plan", "scale", "started_on", "ended_on", "observed", "decision", "decision_reason")
    now = {**{name: getattr(cycle, name) for name in names}, **(changes or {})}
    return rules.Cycle(
        number=cycle.number,
        stage=rules.Stage(cycle.stage),
        asked=_asked(cycle, questions, whole),
        scale=rules.Scale(now["scale"]) if now["scale"] else None,
        plan=now["plan"],
        started=now["started_on"],
        ended=now["ended_on"],
        observed=now["observed"],
        decision=rules.CycleDecision(now["decision"]) if now["decision"] else None,
        decision_reason=now["decision_reason"],
    )


def _asked(cycle: PdsaCycle, questions: Sequence[dict[str, str]] | None, whole: bool) -> tuple[rules.Asked, ...]:
    names = ("question", "prediction", "finding", "match")
    stored = [{name: getattr(row, name) for name in names} for row in cycle.questions.all()] if cycle.pk else []
    if questions is not None:
        over = [*questions, *({} for _more in stored[len(questions) :])] if not whole else list(questions)
        stored += [{} for _more in over[len(stored) :]]
        stored = [{**old, **new} for old, new in zip(stored, over, strict=False)]
    return tuple(
        rules.Asked(
            question=row.get("question", ""),
            prediction=row.get("prediction", ""),
            finding=row.get("finding", ""),
            match=rules.Match(row["match"]) if row.get("match") else None,
        )
        for row in stored
    )


def chain_refusal(code: ChainCode, other: PdsaCycle | None) -> str:
    """Why a cycle can't follow the one that was chosen, and what to do; `other` stands in the way."""
    name = f"PDSA {other.number}" if other is not None else ""
    if code in {ChainCode.BEGINS_BEFORE, ChainCode.BEGINS_AFTER}:
        words = {"cycle": name, "day": formats.day(other.started_on) if other is not None and other.started_on else ""}
        if code is ChainCode.BEGINS_BEFORE:
            return _("It goes on from %(cycle)s, which began on %(day)s. Choose that day or a later one.") % words
        return _("%(cycle)s goes on from it, and began on %(day)s. Choose that day or an earlier one.") % words
    return {
        ChainCode.ITSELF: _("A test cannot go on from itself. Choose an earlier test, or none."),
        ChainCode.CIRCLE: _("%(cycle)s comes after this test already, so the chain would go in a ring. Choose another.")
        % {"cycle": name},
        ChainCode.TAKEN: _("%(cycle)s already goes on from that test. Go on from %(cycle)s, or choose another.")
        % {"cycle": name},
    }.get(code, _("That test is not here any more. Choose another, or none."))
