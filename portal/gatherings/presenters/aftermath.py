"""What stays with a meeting, as those who take part see it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString

from portal.actions.presenters.words import lang_attribute
from portal.gatherings.choices_room import Whens
from portal.gatherings.models import Gathering, MeetingMaterial
from portal.gatherings.services.aftermath import evaluation_of, recording_of
from portal.spaces.models import SpaceKind
from portal.worksheets.presenters.results import results as results_of


def left_behind(request: HttpRequest, gathering: Gathering, *, results: bool = False) -> dict[str, Any]:
    """Materials by when they are of use, the recording while it may be seen, the sheet the meeting is rated on.

    The meetings of a network have material and recording on their own pages; there only the rating stands here. Who has
    a seat but does not come in to the space can't open the sheet, so it is not shown.
    """
    own = gathering.space.kind != SpaceKind.NETWORK
    sheet = evaluation_of(gathering) if request.space_roles else None  # type: ignore[attr-defined]
    rows = list(gathering.materials.order_by("added_at", "pk")) if own else []
    return {
        "keeps_material": own,
        "materials": [(when.label, _lines(rows, when)) for when in Whens if any(each.when == when for each in rows)],
        "recording": recording_of(gathering) if own else None,
        "evaluation": sheet,
        "rated": results_of(sheet) if results and sheet is not None else None,
    }


def _lines(rows: list[MeetingMaterial], when: Whens) -> list[tuple[MeetingMaterial, SafeString]]:
    return [(each, lang_attribute(each.language)) for each in rows if each.when == when]
