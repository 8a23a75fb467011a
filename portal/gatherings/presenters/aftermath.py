"""What stays with a meeting, as those who take part see it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from portal.actions.presenters.words import lang_attribute
from portal.gatherings.choices.room import Whens
from portal.gatherings.models import Gathering, MeetingMaterial, Seat
from portal.gatherings.ownpages import MaterialLine, own_page_of
from portal.gatherings.services.aftermath import evaluation_of, may_rate, recording_of
from portal.gatherings.services.seatlinks import word_of
from portal.kernel.clock import system_clock
from portal.worksheets.presenters.results import results as results_of


def left_behind(request: HttpRequest, gathering: Gathering, *, results: bool = False) -> dict[str, Any]:
    """Materials by when they are of use, the recording while it may be seen, the sheet the meeting is rated on.

    Meetings that have a page of their own as well keep material and recording there; they are shown here too. Who has a
    seat but does not come in to the space can't open the sheet; they answer from their own place.
    """
    own_page = own_page_of(request, gathering)
    sheet = evaluation_of(gathering) if request.space_roles else None  # type: ignore[attr-defined]
    lines = _kept_here(gathering) if own_page is None else own_page.materials
    by_when = [(when.label, [each for each in lines if each.when == when]) for when in Whens]
    return {
        "own_page": own_page,
        "materials": [(label, found) for label, found in by_when if found],
        "recording": recording_of(gathering) if own_page is None else None,
        "evaluation": sheet,
        "rate_url": "" if request.space_roles else _own_place(request, gathering),  # type: ignore[attr-defined]
        "rated": results_of(sheet) if results and sheet is not None else None,
    }


def _own_place(request: HttpRequest, gathering: Gathering) -> str:
    """Return where somebody with a seat here says how the meeting was; empty when nobody asks."""
    if gathering.seating_id is None or not request.user.is_authenticated:
        return ""
    seat = Seat.objects.of(request.user).select_related("person").filter(seating=gathering.seating_id).first()
    if seat is None or not may_rate(seat, gathering, system_clock()):
        return ""
    return reverse("gatherings:rate_by_seat", args=[word_of(seat), gathering.pk])


def _kept_here(gathering: Gathering) -> tuple[MaterialLine, ...]:
    return tuple(_line(each) for each in gathering.materials.order_by("added_at", "pk"))


def _line(material: MeetingMaterial) -> MaterialLine:
    address, note = material.address, ""
    if material.file:
        address = reverse("gatherings:material_file", args=[material.gathering_id, material.pk])
        note = f"{material.kind.upper()}, {filesizeformat(material.size)}"
    return MaterialLine(
        material.when, material.title, address, lang_attribute(material.language), note, key=material.pk
    )
