"""What stays with a meeting: material, the recording while it may be kept, and the evaluation."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.gatherings.models import Evaluation, Gathering, MeetingMaterial, RatingPlace, Recording
from portal.gatherings.services import aftermath, answering, meetings
from portal.gatherings.services.seatlinks import word_of
from portal.security.models import AuditEntry
from portal.spaces.models import SpaceMember
from portal.worksheets.services import ratings
from tests.factories.accounts import UserFactory
from tests.factories.gatherings import TWO_PARTS, meeting
from tests.factories.improvement import make_project
from tests.factories.worksheets import block, template
from tests.support.seats import again, asked, link

pytestmark = pytest.mark.django_db
LINK = "https://example.org/notat"


@pytest.fixture
def lead() -> User:
    return UserFactory()


@pytest.fixture
def held(lead: User) -> Gathering:
    made = meeting(make_project(lead).space, lead, agenda=TWO_PARTS)
    meetings.announce(lead, made)
    return made


def member(gathering: Gathering, role: Role = Role.ORGANISATION_CONTACT) -> User:
    person = UserFactory()
    SpaceMember.objects.create(space=gathering.space, person=person, role=role)
    return person


def as_(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def url(name: str, gathering: Gathering, *more: object) -> str:
    return reverse(f"gatherings:{name}", args=[gathering.pk, *more])


def sent(**more: str) -> dict[str, str]:
    return {"title": "Veiledningsnotatet", "address": LINK, "when": "before", "form_key": str(uuid.uuid4()), **more}


def test_material_is_added_once_seen_by_those_who_take_part_and_taken_away(lead: User, held: Gathering) -> None:
    client, one = as_(lead), sent()
    for _each in range(2):
        assert client.post(url("material_add", held), one).status_code == 302
    assert AuditEntry.objects.latest("pk").action == "gathering.material_added"
    row = MeetingMaterial.objects.get()
    reader = as_(member(held))
    for address in (held.get_absolute_url(), url("materials", held)):
        assert f'href="{LINK}"' in reader.get(address).content.decode()
    assert reader.post(url("material_add", held), sent()).status_code == 404
    assert reader.post(url("material_remove", held, row.pk)).status_code == 404
    assert as_(UserFactory()).get(url("materials", held)).status_code == 404
    client.post(url("material_remove", held, row.pk))
    assert not MeetingMaterial.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"address": ""},
        {"address": "ikke en adresse"},
        {"address": "javascript:alert(1)"},
        {"when": "naa"},
    ],
)
def test_what_cannot_be_added_is_said_and_stays(lead: User, held: Gathering, wrong: dict[str, str]) -> None:
    answer = as_(lead).post(url("material_add", held), sent(**wrong))
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert (wrong.get("title", "Veiledningsnotatet") or LINK) in answer.content.decode()
    assert not MeetingMaterial.objects.exists()


def recording(client: Client, gathering: Gathering, **more: str) -> dict[str, str]:
    found = re.search(r'name="version" value="(\d+)"', client.get(url("recording", gathering)).content.decode())
    assert found is not None
    day = (timezone.localdate() + timedelta(days=30)).isoformat()
    return {"address": "https://example.org/film", "until": day, "consent": "on", "version": found.group(1), **more}


def test_a_recording_needs_a_yes_has_an_end_and_goes_by_itself(lead: User, held: Gathering) -> None:
    client, reader = as_(lead), as_(member(held))
    without = recording(client, held)
    del without["consent"]
    refused = client.post(url("recording", held), without)
    assert refused.status_code == 422
    assert "https://example.org/film" in refused.content.decode()
    assert client.post(url("recording", held), recording(client, held)).status_code == 302
    assert AuditEntry.objects.latest("pk").action == "gathering.recording_saved"
    assert "https://example.org/film" in reader.get(held.get_absolute_url()).content.decode()
    assert reader.get(url("recording", held)).status_code == 404
    Recording.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert "https://example.org/film" not in reader.get(held.get_absolute_url()).content.decode()
    assert aftermath.forget_recordings() == 1
    assert not Recording.objects.exists()


@pytest.mark.parametrize(("days", "words"), [(-1, "ikke er passert"), (400, "høyst ett år")])
def test_the_end_lies_within_a_year(lead: User, held: Gathering, days: int, words: str) -> None:
    client = as_(lead)
    until = (timezone.localdate() + timedelta(days=days)).isoformat()
    answer = client.post(url("recording", held), recording(client, held, until=until))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert until in answer.content.decode()


def test_the_second_of_two_who_save_sees_both_addresses(lead: User, held: Gathering) -> None:
    client = as_(lead)
    first = recording(client, held)
    client.post(url("recording", held), first)
    late = client.post(url("recording", held), {**first, "address": "https://example.org/annen"})
    assert late.status_code == 409
    assert "https://example.org/annen" in late.content.decode()
    assert Recording.objects.get().address == "https://example.org/film"
    client.post(url("recording_remove", held))
    assert not Recording.objects.exists()


def test_rated_on_a_form_without_names_and_shown_when_five_have_answered(lead: User, held: Gathering) -> None:
    form = template(block("scale", label="Var dette nyttig?", help="", required=False), filling="alone", anonymous=True)
    template(block("scale", label="Med navn", help="", required=False), filling="alone", anonymous=False)
    client = as_(lead)
    assert [each.pk for each in aftermath.forms_for(lead, held)] == [form.pk]
    assert client.post(url("evaluate", held), {"template": "tull"}).status_code == 422
    for _each in range(2):
        assert client.post(url("evaluate", held), {"template": str(form.translation_key)}).status_code == 302
    sheet = Evaluation.objects.get().worksheet
    assert sheet.title == held.title
    reader = as_(member(held, Role.TEAM_MEMBER))
    assert "Si hvordan møtet var" in reader.get(held.get_absolute_url()).content.decode()
    part = sheet.form.questions[0].id
    for value in (3, 4, 4, 5, 5):
        ratings.send(sheet, {part: value}, {}, person=UserFactory())
    assert "v-spread-line" not in reader.get(url("materials", held)).content.decode()
    type(sheet).objects.filter(pk=sheet.pk).update(closed_at=timezone.now())
    assert "v-spread-line" in reader.get(url("materials", held)).content.decode()


def test_whoever_holds_a_seat_and_no_place_in_the_space_rates_from_their_own_link_once(
    lead: User, held: Gathering
) -> None:
    form = template(block("scale", label="Var dette nyttig?", help="", required=False), filling="alone", anonymous=True)
    (kari, ola) = asked(lead, held, "kari", "ola")
    sheet = aftermath.evaluate(lead, held, form)
    part, guest, button = sheet.form.questions[0].id, Client(), "Si hvordan møtet var"
    for each in (kari, ola):
        answering.say_yes(each)
    answering.say_no(again(ola), "ill", "")
    to_rate = reverse("gatherings:rate_by_seat", args=[word_of(kari), held.pk])
    # Before it has begun nobody knows how it was.
    assert button not in guest.get(link(kari)).content.decode()
    assert guest.post(to_rate).url == f"{link(kari)}#said"  # type: ignore[attr-defined]
    Gathering.objects.filter(pk=held.pk).update(starts_at=timezone.now() - timedelta(hours=1))
    assert button in guest.get(link(kari)).content.decode()
    assert button not in guest.get(link(ola)).content.decode()
    assert RatingPlace.objects.count() == 0
    first, second = (guest.post(to_rate).url for _each in range(2))  # type: ignore[attr-defined]
    assert first == second
    assert "Var dette nyttig?" in guest.get(first).content.decode()
    assert guest.post(first, {f"{part}-value": "4"}).status_code == 200
    assert guest.post(first, {f"{part}-value": "5"}).status_code == 409
    assert [each.values for each in sheet.sheets.all()] == [{part: 4}]
    # The link is not among those that the hosts hand out.
    assert first not in as_(lead).get(sheet.get_absolute_url()).content.decode()
    other = meeting(held.space, lead)
    assert guest.post(reverse("gatherings:rate_by_seat", args=[word_of(kari), other.pk])).status_code == 404


def test_with_an_account_the_way_stands_on_the_meetings_page(lead: User, held: Gathering) -> None:
    form = template(block("scale", label="Var dette nyttig?", help="", required=False), filling="alone", anonymous=True)
    (kari,) = asked(lead, held, "kari")
    answering.say_yes(kari)
    person = UserFactory()
    type(kari).objects.filter(pk=kari.pk).update(person=person)
    aftermath.evaluate(lead, held, form)
    Gathering.objects.filter(pk=held.pk).update(starts_at=timezone.now() - timedelta(hours=1))
    way = reverse("gatherings:rate_by_seat", args=[word_of(kari), held.pk])
    for address in (held.get_absolute_url(), url("materials", held)):
        assert f'action="{way}"' in as_(person).get(address).content.decode()
    SpaceMember.objects.create(space=held.space, person=person, role=Role.TEAM_MEMBER)
    assert f'action="{way}"' not in as_(person).get(held.get_absolute_url()).content.decode()
