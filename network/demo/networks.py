"""Two networks: that of S49 with a guidance session by the six steps of S51, and a closed one for coordinators (S08).

What the networks are for is taken from their sources; the days, the members and the words of the meetings are made up
for practice, and say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from network.choices import Access, When
from network.models import MeetingPage, Network, NetworkPage
from network.services import meetings as records
from network.services.networks import WORDS, begin
from network.services.setup import NETWORKS, setup_networks
from portal.accounts.democontext import DemoContext
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.cms.demo.loader import Builder, Data, Kind, PageLoader, page_key
from portal.gatherings.choices.meetings import Form, GatheringKind
from portal.gatherings.models import Gathering
from portal.gatherings.services import meetings
from portal.gatherings.services.templates import agenda_from
from portal.kernel.clock import from_oslo
from portal.kernel.holidays import next_working_day
from portal.spaces.models import Space, SpaceMember
from portal.worksheets.models import WorksheetTemplatePage

CONTENT = Path(__file__).parent / "content" / "networks"
TEXTS = tuple(name for name in WORDS if name not in ("title", "summary"))


@dataclass(frozen=True, slots=True)
class Place:
    """A demo person in a network."""

    name: str
    organisation: str
    role: Role


HELGELAND, COORDINATORS = "nettverk-utviklingshemming-helgeland", "nettverk-koordinatorer"
# Who makes it with whom; the first leads.
NETS: dict[str, tuple[str, tuple[Place, ...]]] = {
    HELGELAND: (
        Access.INVITED,
        (
            Place("radgiver", "usht-nordland", Role.ADVISOR),
            Place("prosjektleder", "demo-kommune", Role.TEAM_MEMBER),
            Place("prosjektmedlem", "demo-kommune", Role.TEAM_MEMBER),
        ),
    ),
    COORDINATORS: (
        Access.CLOSED,
        (
            Place("radgiver", "usht-nordland", Role.ADVISOR),
            Place("ke", "demo-kommune", Role.FACILITATOR),
            Place("koordinator", "demo-kommune", Role.COORDINATOR),
        ),
    ),
}


def load(context: DemoContext) -> None:
    """Make the networks that are missing, with their pages, people and meetings; change nothing that exists."""
    setup_networks()
    loader = PageLoader(CONTENT)
    loader.pages = {next(iter(found.values()))["key"]: found for found in loader.pages.values()}
    fresh = [key for key in NETS if not Network.objects.filter(key=page_key(key)).exists()]
    for key in fresh:
        _begin(context, key)
    loader.load({"network": Kind(NetworkPage, _fields, lambda data: NETWORKS)}, list(NETS))
    if HELGELAND in fresh:
        _guidance(context.person("radgiver"), _network(HELGELAND))
    if COORDINATORS in fresh:
        _gatherings(context.person("ke"), _network(COORDINATORS))
    context.say(f"Networks: {len(fresh)} made.")


def remove() -> None:
    """Take them away with their pages, meetings and people; the list stays."""
    found = list(Network.objects.filter(key__in=[page_key(key) for key in NETS]))
    spaces = [each.space_id for each in found]
    for page in [
        *MeetingPage.objects.filter(record__gathering__space__in=spaces),
        *NetworkPage.objects.filter(network__in=found),
    ]:
        still = type(page).objects.filter(pk=page.pk).first()
        if still is not None:
            still.delete()
    Space.objects.filter(pk__in=spaces).delete()


def _network(key: str) -> Network:
    return Network.objects.select_related("space").get(key=page_key(key))


def _begin(context: DemoContext, key: str) -> None:
    access, (first, *others) = NETS[key]
    network = begin(context.person(first.name), context.organisation(first.organisation), access, key=page_key(key))
    for each in others:
        SpaceMember.objects.create(
            space=network.space,
            person=context.person(each.name),
            role=each.role,
            acting_for=context.organisation(each.organisation),
        )


def _fields(data: Data, build: Builder) -> dict[str, Any]:
    texts = {name: data[name].strip() for name in TEXTS if name in data}
    return {**texts, "network": _network(data["key"])}


def _guidance(advisor: User, network: Network) -> None:
    """A guidance session by the agenda of the library, with the note to be written before it."""
    gathering = _meeting(
        advisor,
        network,
        21,
        template="opplegg-reflekterende-team",
        title="Veiledning med reflekterende team (øving)",
        kind=GatheringKind.GUIDANCE,
        purpose="En prosjektgruppe får veiledning, og de andre i nettverket lytter. Vi avklarer forventningene først.",
        focus_question="Hvordan kan vi få til neste steg i prosjektet?",
        form=Form.DIGITAL,
        link="https://example.org/veiledning",
    )
    note = WorksheetTemplatePage.objects.filter(
        translation_key=page_key("skjema-veiledningsnotat"), locale__language_code="nb"
    ).first()
    if note is not None:
        values = {
            "when": When.BEFORE,
            "title": note.title,
            "note": "Fyll det ut sammen i prosjektgruppa, og send det til veilederne før møtet.",
            "template_key": note.translation_key,
        }
        records.add_material(advisor, gathering.network_record, values, page_key("demo-veiledningsnotat"))  # type: ignore[attr-defined]


def _gatherings(lead: User, network: Network) -> None:
    """One gathering that has been, and one to come."""
    text = "Faste samlinger gjennom året: saker fra hverdagen, støtte i rollen og opplæring."
    first = {"title": "Koordinatorsamling (øving)", "kind": GatheringKind.NETWORK, "purpose": text}
    been = _meeting(lead, network, -28, template="opplegg-erfaringsutveksling", **first)
    said = "Øving: Koordinatorene ble enige om å møtes to og to mellom samlingene, og om hvem de ringer når noe haster."
    records.write(lead, been.network_record, been.network_record.version, {"outcome": said})  # type: ignore[attr-defined]
    following = {**first, "title": "Neste koordinatorsamling (øving)"}
    _meeting(lead, network, 42, template="opplegg-reflekterende-team", **following)


def _meeting(lead: User, network: Network, days: int, *, template: str = "", **values: Any) -> Gathering:
    day = next_working_day(timezone.localdate() + timedelta(days=days))
    start = {"starts_at": from_oslo(day, time(9)), "minutes": 120, "language": "nb", **values}
    beginning = agenda_from(str(page_key(template))) if template else agenda_from("")
    gathering = meetings.plan(lead, network.space, start, agenda=beginning.agenda, template_key=beginning.key)
    meetings.announce(lead, gathering)
    return gathering
