"""Which parts of a form are shown, given what has been answered."""

from __future__ import annotations

from portal.worksheets.domain.answers import Answers
from portal.worksheets.domain.form import Condition, Form


def shown(form: Form, answers: Answers) -> frozenset[str]:
    """Return the ids of the parts that are shown.

    A part behind a question that itself is hidden is hidden too: an answer given before the way was changed counts
    for nothing. Questions stand before what depends on them, so one pass is enough.
    """
    seen: set[str] = set()
    for part in form.parts:
        if all(_holds(condition, answers, seen) for condition in part.shown_when):
            seen.add(part.id)
    return frozenset(seen)


def _holds(condition: Condition, answers: Answers, seen: set[str]) -> bool:
    if condition.part not in seen:
        return False
    value = answers.get(condition.part)
    chosen = set(value) if isinstance(value, list) else {str(value)}
    return bool(chosen & condition.any_of)
