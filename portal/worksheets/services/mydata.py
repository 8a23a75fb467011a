"""What this room holds about a person, for *mine data*, and what becomes of it when the account is deleted."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.accounts import mydata
from portal.accounts.models import User
from portal.spaces.handover import name_of
from portal.worksheets.models import Answer, AnswerRevision, Seat, Worksheet


def export(user: User) -> dict[str, Any]:
    """What the person wrote in sheets, and their ratings under a name. Anonymous ratings name nobody, us neither."""
    written = Answer.objects.filter(changed_by=user).select_related("worksheet__space").order_by("pk")
    earlier = AnswerRevision.objects.filter(changed_by=user).select_related("answer__worksheet__space").order_by("pk")
    seats = Seat.objects.filter(person=user).select_related("worksheet__space", "sheet").order_by("pk")
    return {
        "answers": [
            {**_place(each.worksheet), "question": each.part, "answer": each.value, "comment": each.comment}
            for each in written
        ],
        "earlier answers": [
            {**_place(each.answer.worksheet), "answer": each.value, "comment": each.comment, "when": each.changed_at}
            for each in earlier
        ],
        "ratings": [{**_place(seat.worksheet), "answered": seat.used_on, "answers": _values(seat)} for seat in seats],
    }


def _place(sheet: Worksheet) -> dict[str, Any]:
    return {"where": name_of(sheet.space), "sheet": sheet.title or next(iter(sheet.form.title.values()), "")}


def _values(seat: Seat) -> Any:
    sheet = getattr(seat, "sheet", None)
    return sheet.values if sheet is not None else "anonymous"


def erase(user: User) -> None:
    """Delete what stands in the person's own space, and their ratings under a name; shared sheets stay."""
    Worksheet.objects.filter(space__of_person__person=user).delete()
    Seat.objects.filter(person=user).delete()


def register() -> None:
    """Tell *mine data*."""
    mydata.register_exporter("worksheets", export, _("What you have filled in in forms"))
    mydata.register_eraser(
        "worksheets",
        erase,
        title=_("Forms you have filled in"),
        fate=_(
            "Your own sheets and your ratings are deleted. What you wrote in shared sheets stays; "
            "the others see “former member”. Anonymous ratings belong to nobody."
        ),
    )
