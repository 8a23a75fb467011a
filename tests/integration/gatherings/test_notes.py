"""The wall of notes: many write and sort at once and nothing is lost; on into the minutes, decisions and actions."""

from __future__ import annotations

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.actions.models import Action, Decision
from portal.gatherings.models import Cluster, Gathering, Minutes, Note
from portal.gatherings.services import meetings, notes
from portal.gatherings.services.mydata import room as mydata
from portal.security.models import AuditEntry
from portal.spaces.models import SpaceMember
from tests.factories.accounts import UserFactory
from tests.factories.gatherings import TWO_PARTS, meeting
from tests.factories.improvement import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> User:
    return UserFactory()


@pytest.fixture
def held(lead: User) -> Gathering:
    made = meeting(make_project(lead).space, lead, agenda=TWO_PARTS)
    meetings.announce(lead, made)
    return made


def member(gathering: Gathering) -> User:
    person = UserFactory()
    SpaceMember.objects.create(space=gathering.space, person=person, role=Role.ORGANISATION_CONTACT)
    return person


def as_(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def url(name: str, gathering: Gathering, *more: object) -> str:
    return reverse(f"gatherings:{name}", args=[gathering.pk, *more])


def sent(lines: str) -> dict[str, str]:
    return {"lines": lines, "form_key": str(uuid.uuid4())}


def group(gathering: Gathering, title: str, *ids: int) -> Cluster:
    made = notes.add_cluster(gathering, title, uuid.uuid4(), ids)
    assert made is not None
    return made


def test_each_line_is_a_note_once_and_nobody_sees_whose(lead: User, held: Gathering) -> None:
    writer = member(held)
    one = sent("- Ring før utskrivning\n\n  • Felles møte \nSjekkliste")
    for _each in range(2):
        assert as_(writer).post(url("notes", held), one).status_code == 302
    assert [each.text for each in Note.objects.all()] == ["Ring før utskrivning", "Felles møte", "Sjekkliste"]
    page = as_(lead).get(url("notes", held)).content.decode()
    assert "Felles møte" in page
    assert str(writer) not in page


@pytest.mark.parametrize("wrong", ["Ring 01017000027", "", "a" * 281, "\n".join("abcd" * 11)])
def test_what_cannot_stand_on_the_wall_is_said_and_stays(held: Gathering, wrong: str) -> None:
    answer = as_(member(held)).post(url("notes", held), sent(wrong))
    assert answer.status_code == 422
    assert wrong[:16] in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not Note.objects.exists()


def test_two_who_sort_at_once_undo_nothing(lead: User, held: Gathering) -> None:
    one, other = member(held), member(held)
    notes.write(one, held, ["a", "b", "c"], uuid.uuid4())
    a, b, c = Note.objects.values_list("pk", flat=True)
    first, second = group(held, "Ringe"), group(held, "Møtes")
    # Both look at the same wall; each moves what the other does not know has moved.
    as_(one).post(url("notes_sort", held), {"note": [a, b], "til": first.pk})
    as_(other).post(url("notes_sort", held), {"note": [c], "til": second.pk})
    as_(other).post(url("notes_sort", held), {"note": [b], "til": second.pk})
    assert set(first.notes.values_list("text", flat=True)) == {"a"}
    assert set(second.notes.values_list("text", flat=True)) == {"b", "c"}
    # A group that somebody takes away loses no note, and moving into it changes nothing.
    as_(one).post(url("cluster_remove", held, second.pk))
    gone = as_(other).post(url("notes_sort", held), {"note": [a], "til": second.pk}, follow=True)
    assert "tatt bort" in gone.content.decode()
    assert Note.objects.filter(cluster=None).count() == 2
    assert first.notes.count() == 1


def test_a_group_takes_the_ticked_notes_and_two_names_are_both_shown(held: Gathering) -> None:
    person = member(held)
    client = as_(person)
    notes.write(person, held, ["a", "b"], uuid.uuid4())
    ids = list(Note.objects.values_list("pk", flat=True))
    made = {"title": "Ringe", "form_key": str(uuid.uuid4()), "note": ids}
    for _each in range(2):
        assert client.post(url("cluster_new", held), made).status_code == 302
    cluster = Cluster.objects.get()
    assert cluster.notes.count() == 2
    rename = url("cluster_rename", held, cluster.pk)
    key = {"form_key": str(uuid.uuid4())}
    assert client.post(rename, {"title": "Ring først", "seen": "Ringe", **key}).status_code == 302
    late = client.post(rename, {"title": "Telefon", "seen": "Ringe", **key})
    assert late.status_code == 422
    assert "Ring først" in late.content.decode()
    assert 'value="Telefon"' in late.content.decode()
    again = re.search(r'name="seen" value="([^"]+)"', late.content.decode())
    assert again is not None
    assert client.post(rename, {"title": "Telefon", "seen": again.group(1), **key}).status_code == 302
    assert Cluster.objects.get().title == "Telefon"
    empty = client.post(url("cluster_new", held), {"title": "", **key})
    assert empty.status_code == 422
    assert "Skriv hva gruppa heter" in empty.content.decode()


def test_ones_own_notes_are_taken_away_and_the_others_by_whoever_leads(lead: User, held: Gathering) -> None:
    one, other = member(held), member(held)
    notes.write(one, held, ["a"], uuid.uuid4())
    key = Note.objects.get().pk
    as_(other).post(url("notes_sort", held), {"note": [key], "til": "bort"})
    assert Note.objects.exists()
    as_(lead).post(url("notes_sort", held), {"note": [key], "til": "bort"})
    assert not Note.objects.exists()
    assert AuditEntry.objects.latest("pk").action == "gathering.notes_removed"


def test_closed_for_others_and_what_was_typed_stays(lead: User, held: Gathering) -> None:
    person = member(held)
    as_(lead).post(url("notes_open", held), {"open": "0"})
    assert AuditEntry.objects.latest("pk").action == "gathering.notes_opened"
    late = as_(person).post(url("notes", held), sent("Kom for sent"))
    assert late.status_code == 422
    assert "Kom for sent" in late.content.decode()
    assert as_(lead).post(url("notes", held), sent("Den som leder")).status_code == 302
    assert [each.text for each in Note.objects.all()] == ["Den som leder"]
    assert as_(person).post(url("notes_open", held), {"open": "1"}).status_code == 404


def test_the_screens_hear_only_when_something_has_happened(held: Gathering) -> None:
    person = member(held)
    client = as_(person)
    first = client.get(url("notes_board", held))
    assert client.get(url("notes_board", held), headers={"If-None-Match": first["ETag"]}).status_code == 304
    notes.write(person, held, ["Ny lapp"], uuid.uuid4())
    after = client.get(url("notes_board", held), headers={"If-None-Match": first["ETag"]})
    assert after.status_code == 200
    assert "Ny lapp" in after.content.decode()


def test_carried_into_the_minutes_and_again_in_place_of_what_was_carried(lead: User, held: Gathering) -> None:
    client = as_(lead)
    notes.write(lead, held, ["a", "b"], uuid.uuid4())
    group(held, "Ringe", Note.objects.first().pk)  # type: ignore[union-attr]
    for _each in range(2):
        assert client.post(url("notes_carry", held)).status_code == 302
    text = Minutes.objects.get().text
    assert text == "Lapper fra møtet\n\nRinge\n– a\n\nIkke sortert\n– b"
    Minutes.objects.update(text=f"Vi møttes.\n\n{text}\n\nTakk.")
    notes.write(lead, held, ["c"], uuid.uuid4())
    client.post(url("notes_carry", held))
    assert (
        Minutes.objects.get().text == "Vi møttes.\n\nLapper fra møtet\n\nRinge\n– a\n\nIkke sortert\n– b\n– c\n\nTakk."
    )
    assert as_(member(held)).post(url("notes_carry", held)).status_code == 404


def test_a_group_becomes_an_open_point_a_decision_and_an_action(lead: User, held: Gathering) -> None:
    client = as_(lead)
    notes.write(lead, held, ["a"], uuid.uuid4())
    cluster = group(held, "Hvem ringer?", Note.objects.get().pk)
    for _each in range(2):
        client.post(url("cluster_open_point", held, cluster.pk))
    assert Minutes.objects.get().open_points == "Hvem ringer?"
    page = client.get(url("notes", held)).content.decode()
    for model, words in ((Decision, "Gjør det til en beslutning"), (Action, "Gjør det til et tiltak")):
        link = re.search(rf'<a href="([^"]+)">{words}', page)
        assert link is not None, words
        address = link.group(1).replace("&amp;", "&")
        form = client.get(address).content.decode()
        assert "Hvem ringer?" in form
        key = re.search(r'name="form_key" value="([^"]+)"', form)
        carried = re.search(r'name="fra" value="([^"]+)"', form)
        assert key is not None
        assert carried is not None
        body = {
            "what": "Vaktleder ringer",
            "form_key": key.group(1),
            "fra": carried.group(1),
            "decided_on": "2026-11-20",
        }
        client.post(address, body)
        assert model.objects.get().origin_id == f"{held.pk}:notes-{cluster.pk}"  # type: ignore[attr-defined]
    page = client.get(url("notes", held)).content.decode()
    assert page.count("Vaktleder ringer</a>") == 2
    assert "Vaktleder ringer" in client.get(held.get_absolute_url()).content.decode()


def test_mine_in_the_copy_and_without_the_person_afterwards(held: Gathering) -> None:
    person = member(held)
    notes.write(person, held, ["Min lapp"], uuid.uuid4())
    assert [each["text"] for each in mydata.export(person)["notes written"]] == ["Min lapp"]
    mydata.erase(person)
    assert Note.objects.get().person is None


def test_the_number_of_queries_does_not_grow(lead: User, held: Gathering) -> None:
    client, counts = as_(lead), []
    for number in (2, 20):
        for _each in range(number):
            notes.write(lead, held, ["a", "b"], uuid.uuid4())
            group(held, "Gruppe")
        client.get(url("notes", held))
        with CaptureQueriesContext(connection) as caught:
            client.get(url("notes", held))
        counts.append(len(caught))
    assert counts[0] == counts[1]
