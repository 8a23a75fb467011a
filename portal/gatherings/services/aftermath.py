"""Material, the recording and the evaluation of a meeting."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count, Sum
from django.utils import timezone

from portal.accounts.models import User
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Evaluation, Gathering, MeetingMaterial, RatingPlace, Recording, Seat
from portal.gatherings.services.materialfiles import MOST_OF_A_MEETING
from portal.security import audit
from portal.security.modelfields import identity_override
from portal.spaces.permissions import roles_in
from portal.worksheets.choices import Filling
from portal.worksheets.models import Worksheet, WorksheetTemplatePage
from portal.worksheets.permissions import can_begin
from portal.worksheets.services import ratings
from portal.worksheets.services.sheets import begin

MOST = 60
"""Materials of one meeting."""


def add_material(
    actor: User, gathering: Gathering, values: dict[str, Any], form_key: UUID, *, went_past_guard: bool = False
) -> MeetingMaterial | None:
    """Add a material; the same form counts once. None when the meeting has as many as it holds, or as large ones."""
    with transaction.atomic(), identity_override(went_past_guard):
        Gathering.objects.select_for_update().get(pk=gathering.pk)
        found = MeetingMaterial.objects.filter(form_key=form_key).first()
        if found is not None:
            return found
        if not has_room(gathering, values.get("size", 0)):
            return None
        made = MeetingMaterial.objects.create(gathering=gathering, form_key=form_key, **values)
        _note(actor, "material_added", gathering)
        if went_past_guard:
            audit.record(actor, "identity_guard.overridden", gathering, space_id=gathering.space_id)
    return made


def has_room(gathering: Gathering, size: int) -> bool:
    """Whether one more material, of so many bytes, may be added to the meeting."""
    held = gathering.materials.aggregate(number=Count("pk"), bytes=Sum("size"))
    return held["number"] < MOST and (held["bytes"] or 0) + size <= MOST_OF_A_MEETING


def remove_material(actor: User, gathering: Gathering, key: int) -> None:
    """Take a material away. Pressed twice it is gone once."""
    with transaction.atomic():
        found = MeetingMaterial.objects.select_for_update().filter(pk=key, gathering=gathering).first()
        if found is None:
            return
        found.delete()
        if found.file:
            # Only when the row is gone for certain; what goes with its meeting is swept away at night.
            transaction.on_commit(lambda: found.file.storage.delete(str(found.file.name)))
        _note(actor, "material_removed", gathering)


def recording_of(gathering: Gathering, today: date | None = None) -> Recording | None:
    """Return the recording while it may be seen."""
    return Recording.objects.filter(gathering=gathering, until__gte=today or timezone.localdate()).first()


def save_recording(actor: User, gathering: Gathering, expected: int, values: dict[str, Any]) -> Recording | None:
    """Write the recording over version `expected` (0: there was none). None when written; else what stands there."""
    now = {"changed_by": actor, "changed_at": timezone.now()}
    try:
        with transaction.atomic():
            found = Recording.objects.filter(gathering=gathering).first()
            if found is None:
                Recording.objects.create(gathering=gathering, **values, **now)
            elif not found.save_version(expected, **values, **now):
                return found
            _note(actor, "recording_saved", gathering)
    except IntegrityError:  # Two saved the first one at the same moment: the other one was first.
        return Recording.objects.filter(gathering=gathering).first()
    return None


def remove_recording(actor: User, gathering: Gathering) -> None:
    """Take the address of the recording away."""
    with transaction.atomic():
        number, _each = Recording.objects.filter(gathering=gathering).delete()
        if number:
            _note(actor, "recording_removed", gathering)


def forget_recordings(today: date | None = None) -> int:
    """Delete the addresses whose time is over; return how many."""
    number, _each = Recording.objects.filter(until__lt=today or timezone.localdate()).delete()
    return number


def forms_for(actor: User, gathering: Gathering) -> list[WorksheetTemplatePage]:
    """Return the forms that a meeting can be rated on: each answers alone and without a name. The shortest comes first.

    On a short one more people answer before they leave the room.
    """
    pages = WorksheetTemplatePage.objects.listable().filter(filling=Filling.ALONE, anonymous=True).order_by("title")
    return sorted((each for each in pages if can_begin(actor, each, gathering.space)), key=lambda each: len(each.form))


def evaluation_of(gathering: Gathering) -> Worksheet | None:
    """Return the sheet that the meeting is rated on."""
    found = Evaluation.objects.select_related("worksheet__space").filter(gathering=gathering).first()
    return found.worksheet if found is not None else None


def evaluate(actor: User, gathering: Gathering, page: WorksheetTemplatePage) -> Worksheet:
    """Begin the sheet that the meeting is rated on. Pressed twice there is one."""
    with transaction.atomic():
        Gathering.objects.select_for_update().get(pk=gathering.pk)
        found = evaluation_of(gathering)
        if found is not None:
            return found
        sheet: Worksheet = begin(actor, page, gathering.space, title=gathering.title)
        Evaluation.objects.create(gathering=gathering, worksheet=sheet)
    return sheet


def may_rate(seat: Seat, gathering: Gathering, now: datetime) -> bool:
    """Whether a seat is asked how the meeting was: it has begun, its sheet is open, and the seat was to come.

    Who comes in to the space answers there, so that nobody answers twice.
    """
    if seat.state != SeatState.CONFIRMED or gathering.is_cancelled or gathering.starts_at > now:
        return False
    sheet = evaluation_of(gathering)
    if sheet is None or sheet.is_closed:
        return False
    return seat.person is None or not roles_in(seat.person, gathering.space)


def word_to_rate(seat: Seat, gathering: Gathering) -> str:
    """Return the word of the link by which a seat rates the meeting; made the first time, the same ever after.

    Raises Evaluation.DoesNotExist when the meeting has no sheet.
    """
    with transaction.atomic():
        evaluation = Evaluation.objects.select_for_update().select_related("worksheet").get(gathering=gathering)
        held = RatingPlace.objects.select_related("place").filter(evaluation=evaluation, seat=seat).first()
        if held is None:
            place = ratings.make_place(evaluation.worksheet)
            held = RatingPlace.objects.create(evaluation=evaluation, seat=seat, place=place)
    return ratings.token_of(held.place)


def _note(actor: User, act: str, gathering: Gathering) -> None:
    audit.record(actor, f"gathering.{act}", gathering, space_id=gathering.space_id)
