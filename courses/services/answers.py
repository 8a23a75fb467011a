"""Take what a learner answers in a block. Everything may be sent twice, or long after, and counts once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count

from courses.domain.completion import Condition
from courses.domain.decisions import first_choices
from courses.models import BlockAnswer, LessonPage
from courses.services import learning
from portal.kernel.clock import Clock, system_clock
from portal.kernel.fnr import contains_fnr
from portal.security.fields import MESSAGE


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of an answer. Not `taken`: it came late, and another device has answered since; that one stands."""

    taken: bool
    row: BlockAnswer


def take(
    person: Any,
    page: LessonPage,
    block_id: UUID,
    answer: dict[str, Any],
    *,
    late_on: int | None = None,
    clock: Clock = system_clock,
) -> Taken:
    """Store the answer to one block. The same answer again is no new attempt.

    `late_on` is the version (0: none) that a device had seen when it kept the answer because there was no network.
    Raises ValidationError when an identity number stands in a typed answer.
    """
    if contains_fnr(str(answer.get("text", ""))):
        raise ValidationError(MESSAGE, code="identity_number")
    now = clock()
    with transaction.atomic():
        learning.start_with(person, page, clock)
        # The row of the step is taken first: it makes two sendings at the same moment queue up.
        progress = learning.locked(person, page.translation_key, now)
        row, created = BlockAnswer.objects.get_or_create(
            person=person,
            step_key=page.translation_key,
            block_id=block_id,
            defaults={"answer": answer, "first_answer": answer, "answered_at": now},
        )
        told = created or row.answer != answer
        if not created and told:
            if late_on is not None and row.version != late_on:
                return Taken(False, row)
            row.answer, row.answered_at = answer, now
            row.first_answer = _first(row.first_answer, answer)
            row.attempts += 1
            row.version += 1
            row.save(update_fields=["answer", "first_answer", "answered_at", "attempts", "version"])
        elif progress.again_at is not None and row.answered_at < progress.again_at:
            # The course is taken once more: the same answer counts anew.
            told = True
            row.answered_at = now
            row.save(update_fields=["answered_at"])
        progress.touched_at = now
        if told:
            # The same once more comes from a field that was left: whoever left it is somewhere else by now.
            progress.position = block_id
        progress.save(update_fields=["touched_at", "position"])
        learning.settle(progress, page, now, Condition.TASKS, Condition.RIGHT)
    return Taken(True, row)


def _first(before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """Return the first answer, to which a case adds each decision as it is made."""
    if "steps" not in before or "steps" not in now:
        return before
    return {"steps": first_choices(before["steps"], now["steps"])}


def counts_of_others(person: Any, step_key: UUID, blocks: list[str]) -> dict[str, dict[str, int]]:
    """Return how many others made each choice, by block and choice id. One query, however many have answered."""
    rows = (
        BlockAnswer.objects.filter(step_key=step_key, block_id__in=blocks)
        .exclude(person=person)
        .values_list("block_id", "answer")
        .annotate(number=Count("pk"))
        .order_by()
    )
    found: dict[str, dict[str, int]] = {}
    for block_id, answer, number in rows:
        counts = found.setdefault(str(block_id), {})
        for choice in answer.get("choices", ()):
            counts[choice] = counts.get(choice, 0) + number
    return found
