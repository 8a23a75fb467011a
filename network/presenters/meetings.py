"""What templates show of a network's meeting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from network.choices import When
from network.models import Material, MeetingPage, MeetingRecord, Network
from network.permissions import can_lead, roles_of
from portal.actions.presenters.words import lang_attribute
from portal.cms.services.links import addresses
from portal.gatherings.choices import Joining, Stage
from portal.gatherings.models import Gathering
from portal.gatherings.presenters.meetings import length_words, parts_of, when_words, where_words
from portal.gatherings.presenters.seatpanel import seat_panel
from portal.gatherings.services.minutes import minutes_of
from portal.worksheets.models import WorksheetTemplatePage


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """A material with the address it leads to; a form under the name it has in the reader's language."""

    material: Material
    title: str
    url: str
    own: SafeString


def meeting_screen(page: MeetingPage, request: HttpRequest) -> dict[str, Any]:
    """The meeting as the reader sees it. The online link is for members and those who have a seat."""
    record = (
        MeetingRecord.objects.select_related("gathering__space", "gathering__seating__space", "changed_by")
        .prefetch_related("materials")
        .get(pk=page.record_id)
    )
    network = Network.objects.select_related("space").get(pk=record.gathering.space_id)
    roles = roles_of(request.user, network)
    return {
        "network": network,
        "is_member": bool(roles),
        "leads": can_lead(roles).allowed,
        "record": record,
        "own": lang_attribute(record.language),
        **gathering_facts(record.gathering),
        **materials_of(record, request),
        "minutes": minutes_of(record.gathering) if roles else None,
        **registration(request, record.gathering, roles),
    }


def registration(request: HttpRequest, gathering: Gathering, roles: set[Any]) -> dict[str, Any]:
    """One's own seat or the way to one, and whether the link to the online meeting is the reader's to see."""
    seating = gathering.seating
    if not request.user.is_authenticated:
        is_open = seating is not None and seating.joining == Joining.OPEN
        return {"knows_link": False, "sign_in_to_sign_up": is_open and gathering.stage == Stage.ANNOUNCED}
    request.space_roles = roles  # type: ignore[attr-defined] # what the panel asks for
    panel = seat_panel(request, gathering)
    return {**panel, "knows_link": bool(roles) or (seating is not None and panel["knows_link"])}


def gathering_facts(gathering: Gathering) -> dict[str, Any]:
    """Day, place and programme in words."""
    return {
        "gathering": gathering,
        "gathering_own": lang_attribute(gathering.language),
        "when": when_words(gathering),
        "where": where_words(gathering),
        "length": length_words(gathering.agenda.minutes or gathering.minutes),
        "parts": parts_of(gathering),
        "is_over": gathering.ends_at < timezone.now(),
    }


def materials_of(record: MeetingRecord, request: HttpRequest) -> dict[str, Any]:
    """The materials before and after, forms with their address in the reader's language; one query for the forms."""
    rows = list(record.materials.all())
    keys = [each.template_key for each in rows if each.template_key]
    forms = list(WorksheetTemplatePage.objects.listable().filter(translation_key__in=keys)) if keys else []
    found = addresses(forms, request) if forms else {}
    by_key = {page.translation_key: (page.title, found[page.pk]) for page in forms}
    lines = [(each.when, _line(each, by_key)) for each in rows]
    return {
        "before": [line for when, line in lines if when == When.BEFORE],
        "after": [line for when, line in lines if when == When.AFTER],
    }


def _line(material: Material, forms: dict[Any, tuple[str, str]]) -> MaterialLine:
    if material.template_key in forms:
        title, url = forms[material.template_key]
        return MaterialLine(material, title, url, SafeString(""))
    return MaterialLine(material, material.title, material.address, lang_attribute(material.language))


def form_choices() -> list[tuple[str, str]]:
    """Key and title of every form that may be a material, by title."""
    pages = WorksheetTemplatePage.objects.listable().order_by("title")
    return [(str(key), title) for key, title in pages.values_list("translation_key", "title")]
