"""Begin a sheet, close it, open it again, and take the next round."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max

from portal.accounts.models import User
from portal.kernel.clock import Clock, system_clock
from portal.security import audit
from portal.spaces.models import Space
from portal.worksheets.choices import Storage
from portal.worksheets.domain.form import to_json
from portal.worksheets.models import Answer, Worksheet, WorksheetTemplatePage
from portal.worksheets.permissions import can_begin, can_reopen
from portal.worksheets.services.snapshots import snapshot


class NotAllowed(Exception):
    """The person may not do this here; `reason` is the code of the rule."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def begin(
    actor: User, page: WorksheetTemplatePage, space: Space, title: str = "", clock: Clock = system_clock
) -> Worksheet:
    """Begin a sheet in a space, filled in beforehand with what the last one of its kind there held.

    Raises NotAllowed. In forms that each fills in alone nothing is carried over: a rating begins empty.
    """
    decision = can_begin(actor, page, space)
    if not decision:
        raise NotAllowed(decision.reason)
    assert page.storage == Storage.STORED  # noqa: S101 - the permission said so
    last = Worksheet.objects.filter(space=space, template_key=page.translation_key).order_by("-round", "-pk").first()
    with transaction.atomic():
        sheet = Worksheet.objects.create(
            space=space,
            template_key=page.translation_key,
            form_json=to_json(snapshot(page)),
            title=title,
            filling=page.filling,
            anonymous=page.anonymous,
            roles=page.roles,
            round=_next_round(space, page),
            previous=last,
            created_by=actor,
            created_at=clock(),
            changed_at=clock(),
        )
        if last is not None and not sheet.rated_alone:
            _prefill(actor, sheet, last, clock)
        audit.record(actor, "worksheet.begun", sheet, round=sheet.round)
    return sheet


def close(actor: User, sheet: Worksheet, clock: Clock = system_clock) -> None:
    """Take no more answers. What was answered stands."""
    with transaction.atomic():
        if Worksheet.objects.filter(pk=sheet.pk, closed_at__isnull=True).update(closed_at=clock()):
            audit.record(actor, "worksheet.closed", sheet)
    sheet.refresh_from_db()


def reopen(actor: User, sheet: Worksheet) -> None:
    """Take answers again. Raises NotAllowed where results have been shown that one more answer would unmask."""
    decision = can_reopen(sheet)
    if not decision:
        raise NotAllowed(decision.reason)
    with transaction.atomic():
        Worksheet.objects.filter(pk=sheet.pk).update(closed_at=None)
        audit.record(actor, "worksheet.reopened", sheet)
    sheet.refresh_from_db()


def _next_round(space: Space, page: WorksheetTemplatePage) -> int:
    rounds = Worksheet.objects.filter(space=space, template_key=page.translation_key)
    return (rounds.aggregate(last=Max("round"))["last"] or 0) + 1


def _prefill(actor: User, sheet: Worksheet, last: Worksheet, clock: Clock) -> None:
    """Carry over answers whose question still stands and still takes them."""
    from portal.worksheets.domain.answers import Mistake, clean

    carried: list[Any] = []
    for answer in last.answers.all():
        part = sheet.form.part(answer.part)
        if part is None:
            continue
        try:
            value = clean(part, answer.value)
        except Mistake:
            continue
        carried.append(
            Answer(
                worksheet=sheet,
                part=answer.part,
                value=value,
                comment=answer.comment,
                changed_by=actor,
                changed_at=clock(),
            )
        )
    Answer.objects.bulk_create(carried)
