"""What templates show of a network's meeting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from network.choices import When
from network.models import Material, MeetingPage, MeetingRecord, Network
from network.permissions import can_change, may_read, roles_of
from network.presenters.networks import door_of
from network.services.pages import meeting_page_of, page_of
from portal.actions.presenters.words import lang_attribute
from portal.cms.services.links import addresses
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.choices.seats import Joining
from portal.gatherings.models import Gathering
from portal.gatherings.ownpages import MaterialLine as SharedLine
from portal.gatherings.ownpages import OwnPage
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
        "leads": can_change(roles, network).allowed,
        "record": record,
        "own": lang_attribute(record.language),
        **gathering_facts(record.gathering),
        **materials_of(record, request),
        "minutes": minutes_of(record.gathering) if roles else None,
        **registration(request, record.gathering, roles),
        **({} if roles else way_in(request, network)),
    }


def way_in(request: HttpRequest, network: Network) -> dict[str, Any]:
    """How somebody comes in who is not in the network: by a press or by asking, on the network's own page."""
    above = page_of(network)
    url = addresses([above], request)[above.pk] if above is not None else ""
    return {**door_of(request, network, set()), "network_url": url}


def own_page(request: HttpRequest, gathering: Gathering) -> OwnPage:
    """What the rooms below show of the meeting's page, beside the meeting itself. A draft has none yet.

    The recording is for members; somebody with a seat in a closed network comes to the meeting, not to its pages.
    """
    rows = MeetingRecord.objects.select_related("gathering__space__network").prefetch_related("materials")
    record = rows.filter(gathering=gathering).first()
    page = meeting_page_of(record.key) if record is not None else None
    if record is None or page is None:
        return OwnPage()
    network: Network = record.gathering.space.network  # type: ignore[attr-defined] # its room knows no networks
    may = may_read(request.user, network).allowed
    found = materials_of(record, request)
    return OwnPage(
        url=addresses([page], request)[page.pk] if may else "",
        link=_("The network's page about the meeting"),
        materials=tuple(_shared(line) for line in (*found["before"], *found["after"])),
        recording=record.recording if roles_of(request.user, network) else "",
    )


def _shared(line: MaterialLine) -> SharedLine:
    kept = line.material
    return SharedLine(kept.when, line.title, line.url, line.own, kept.note, lang_attribute(kept.language))


def registration(request: HttpRequest, gathering: Gathering, roles: set[Any]) -> dict[str, Any]:
    """One's own seat or the way to one, and whether the link to the online meeting is the reader's to see."""
    seating = gathering.seating
    if not request.user.is_authenticated:
        is_open = seating is not None and seating.joining == Joining.OPEN
        return {"knows_link": False, "sign_in_to_sign_up": is_open and gathering.stage == Stage.ANNOUNCED}
    # What the panel asks for.
    request.gathering, request.space_roles = gathering, roles  # type: ignore[attr-defined]
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
