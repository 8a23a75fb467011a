"""Save one answer of a sheet that several people fill in together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.accounts.models import User
from portal.kernel.clock import Clock, system_clock
from portal.worksheets.domain.answers import Value
from portal.worksheets.domain.form import Kind, Part
from portal.worksheets.domain.rows import merge_rows
from portal.worksheets.models import Answer, AnswerRevision, Worksheet


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a save. Not `saved`: somebody else was first, `stored` is theirs.

    `merged` says that a table now holds rows of others beside the writer's own.
    """

    saved: bool
    stored: Answer
    merged: bool = False

    @property
    def at(self) -> datetime:
        """When it was saved."""
        return self.stored.changed_at


def save_answer(
    actor: User,
    sheet: Worksheet,
    part: Part,
    value: Value,
    comment: str,
    expected: int,
    known: Collection[str] = (),
    clock: Clock = system_clock,
) -> Saved:
    """Store a clean value if the stored version still is `expected` (0: nothing stored yet).

    The same answer again is taken without a new version. Two people's rows in one table are put together where they do
    not touch the same row. Raises ValidationError for an identity number.
    """
    now = clock()
    with transaction.atomic():
        answer, created = Answer.objects.get_or_create(
            worksheet=sheet,
            part=part.id,
            defaults={"value": value, "comment": comment, "changed_by": actor, "changed_at": now},
        )
        if created:
            return _done(sheet, answer, now)
        if answer.value == value and answer.comment == comment:
            return Saved(True, answer)
        merged = False
        if answer.version != expected and part.kind is Kind.TABLE:
            together = _together(answer, value, expected, known)
            if together is None:
                return Saved(False, answer)
            merged, value, expected = True, together or None, answer.version
        before = AnswerRevision(
            answer=answer,
            version=answer.version,
            value=answer.value,
            comment=answer.comment,
            changed_by_id=answer.changed_by_id,
            changed_at=answer.changed_at,
        )
        if not answer.save_version(expected, value=value, comment=comment, changed_by=actor, changed_at=now):
            answer.refresh_from_db()
            return Saved(False, answer)
        before.save()
        return _done(sheet, answer, now, merged)


def _done(sheet: Worksheet, answer: Answer, now: datetime, merged: bool = False) -> Saved:
    Worksheet.objects.filter(pk=sheet.pk).update(changed_at=now)
    return Saved(True, answer, merged)


def _together(answer: Answer, value: Value, expected: int, known: Collection[str]) -> list[Any] | None:
    base = answer.revisions.filter(version=expected).values_list("value", flat=True).first()
    return merge_rows(base or [], value or [], answer.value or [], known)


def answers_of(sheet: Worksheet) -> dict[str, Answer]:
    """Return what stands in the sheet, by the id of the question."""
    return {answer.part: answer for answer in sheet.answers.select_related("changed_by")}


def values_of(sheet: Worksheet) -> dict[str, Value]:
    """Return the bare answers, by the id of the question."""
    return dict(sheet.answers.values_list("part", "value"))
