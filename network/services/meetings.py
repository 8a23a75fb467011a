"""The page that a network's meeting gets when it is announced, and what is written there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.coreutils import find_available_slug

from network.models import Material, MeetingPage, MeetingRecord, Network, NetworkPage
from network.services.pages import slug_of
from portal.accounts.models import User
from portal.gatherings.models import Gathering
from portal.kernel.clock import oslo_date
from portal.security import audit
from portal.security.modelfields import identity_override


def on_told(gathering: Gathering) -> None:
    """Give an announced meeting its page, and let the page follow when the meeting's name or purpose changes."""
    network = Network.objects.filter(space=gathering.space_id).first()
    if network is None:
        return
    record, _made = MeetingRecord.objects.get_or_create(gathering=gathering, defaults={"language": gathering.language})
    pages = list(MeetingPage.objects.filter(translation_key=record.key, alias_of__isnull=True))
    if not pages:
        _make(network, record, gathering)
    for page in pages:
        if page.title != gathering.title or page.summary != _summary(gathering):
            page.title, page.summary = gathering.title, _summary(gathering)
            page.save_revision().publish()


def _make(network: Network, record: MeetingRecord, gathering: Gathering) -> None:
    """Publish it below the page that stands in the meeting's language, else in the one the network was written in."""
    own = NetworkPage.objects.filter(translation_key=network.key, alias_of__isnull=True).select_related("locale")
    above = sorted(own, key=lambda page: (page.locale.language_code != gathering.language, page.pk))
    if not above:
        return
    parent = above[0]
    words = f"{oslo_date(gathering.starts_at).isoformat()}-{slug_of(gathering.title)}"
    page = MeetingPage(
        title=gathering.title,
        summary=_summary(gathering),
        slug=find_available_slug(parent, words),
        locale=parent.locale,
        translation_key=record.key,
        record=record,
    )
    parent.add_child(instance=page)
    page.save_revision().publish()


def _summary(gathering: Gathering) -> str:
    """The beginning of the purpose, or the focus question: what lists and the search show."""
    said = gathering.focus_question or gathering.purpose.strip().partition("\n")[0]
    return said if len(said) <= 300 else f"{said[:297].rsplit(' ', 1)[0]} …"


def write(
    actor: User, record: MeetingRecord, expected: int, values: dict[str, Any], *, went_past_guard: bool = False
) -> MeetingRecord | None:
    """Write what came of it over version `expected`. None when written; else what somebody else wrote."""
    with transaction.atomic(), identity_override(went_past_guard):
        if record.save_version(expected, **values, changed_by=actor, changed_at=timezone.now()):
            _note(actor, "network_meeting.written", record, went_past_guard)
            for page in MeetingPage.objects.filter(translation_key=record.key):
                page.save(clean=False)  # The search reads what came of it through the page.
            return None
    current: MeetingRecord = MeetingRecord.objects.select_related("changed_by", "gathering").get(pk=record.pk)
    return current


def add_material(
    actor: User, record: MeetingRecord, values: dict[str, Any], form_key: UUID, *, went_past_guard: bool = False
) -> Material:
    """Add a material; the same form sent twice adds one."""
    try:
        with transaction.atomic(), identity_override(went_past_guard):
            material: Material = Material.objects.create(record=record, form_key=form_key, **values)
            _note(actor, "network_meeting.material_added", record, went_past_guard)
            return material
    except IntegrityError:
        there: Material = Material.objects.get(form_key=form_key)
        return there


def remove_material(actor: User, material: Material) -> None:
    """Take a material away."""
    with transaction.atomic():
        _note(actor, "network_meeting.material_removed", material.record)
        material.delete()


def _note(actor: User, act: str, record: MeetingRecord, went_past_guard: bool = False) -> None:
    space = record.gathering.space_id
    audit.record(actor, act, record, space_id=space)
    if went_past_guard:
        audit.record(actor, "identity_guard.overridden", record, space_id=space)
