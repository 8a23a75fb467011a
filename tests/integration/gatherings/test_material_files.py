"""Files of a meeting: taken when they are what they say, for those who take part alone, and gone when they go."""

from __future__ import annotations

import io
import uuid
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.gatherings.models import Gathering, MeetingMaterial, Seat, Seating
from portal.gatherings.services import aftermath, materialfiles, meetings, seating
from tests.factories.accounts import UserFactory
from tests.factories.gatherings import meeting
from tests.factories.improvement import make_project
from tests.integration.gatherings.test_aftermath import as_, member, url

pytestmark = pytest.mark.django_db
TEXT = "Saker vi tar opp på møtet".encode()


@pytest.fixture
def lead() -> User:
    return UserFactory()


@pytest.fixture
def held(lead: User) -> Gathering:
    made = meeting(make_project(lead).space, lead)
    meetings.announce(lead, made)
    return made


@pytest.fixture(autouse=True)
def _swept() -> Any:
    """Leave the storage as it was: others keep files there too."""
    _before.update(all_files())
    yield
    for each in files_kept():
        default_storage.delete(f"materials/{each}")
    _before.clear()


_before: set[str] = set()


def all_files() -> set[str]:
    return set(default_storage.listdir("materials")[1]) if default_storage.exists("materials") else set()


def files_kept() -> list[str]:
    """Those that the test has left there."""
    return sorted(all_files() - _before)


def office(part: str = "word/document.xml", *more: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("[Content_Types].xml", part, *more):
            archive.writestr(name, "<x/>")
    return packed.getvalue()


def send(client: Client, gathering: Gathering, name: str, content: bytes, **more: Any) -> Any:
    sent = {"title": "Sakene våre", "address": "", "when": "before", "form_key": str(uuid.uuid4()), **more}
    file = SimpleUploadedFile(name, content, "application/octet-stream")
    return client.post(url("material_add", gathering), {**sent, "file": file})


def test_a_file_is_taken_once_and_saved_by_those_who_take_part(lead: User, held: Gathering) -> None:
    key = str(uuid.uuid4())
    for _twice in range(2):
        assert send(as_(lead), held, "Ola Nordmanns notat.txt", TEXT, form_key=key).status_code == 302
    row = MeetingMaterial.objects.get()
    assert "Ola" not in f"{row.file.name} {row.title}", "the name a file had is not kept"
    address = url("material_file", held, row.pk)
    reader = as_(member(held))
    for page in (held.get_absolute_url(), url("materials", held)):
        text = reader.get(page).content.decode()
        assert address in text
        assert f"TXT, {len(TEXT)}" in text
    answer = reader.get(address)
    assert b"".join(answer.streaming_content) == TEXT
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sakene-v" in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_nobody_else_gets_it_and_no_other_address_leads_to_it(lead: User, held: Gathering) -> None:
    send(as_(lead), held, "notat.txt", TEXT)
    row = MeetingMaterial.objects.get()
    address = url("material_file", held, row.pk)
    rows = seating.seating_of(lead, held)
    Seating.objects.filter(pk=rows.pk).update(joining="open")
    asked, comes = UserFactory(), UserFactory()
    for person, state in ((asked, "invited"), (comes, "confirmed")):
        Seat.objects.create(seating=rows, person=person, name=str(person), email=person.email, state=state)
    assert Client().get(address).status_code == 302
    for stranger in (UserFactory(), asked):
        assert as_(stranger).get(address).status_code == 404
    assert as_(comes).get(address).status_code == 200
    other = meeting(make_project(comes).space, comes)
    assert as_(comes).get(reverse("gatherings:material_file", args=[other.pk, row.pk])).status_code == 404
    for path in (f"/media/{row.file.name}", f"/documents/{row.pk}/notat.txt"):
        assert as_(lead).get(path).status_code == 404
    assert as_(member(held)).post(url("material_add", held), {}).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("tom.txt", b"", "Filen er tom."),
        ("program.exe", b"MZ", "Velg en PDF"),
        ("bilde.png", b"\x89PNG\r\n", "Velg en PDF"),
        ("uten", b"tekst", "Velg en PDF"),
        ("notat.pdf", b"ikke en pdf", "Navnet sier PDF"),
        ("notat.docx", b"ikke en pakke", "Navnet sier .docx"),
        ("notat.docx", office("word/document.xml", "word/vbaProject.bin"), "makroer"),
        ("side.txt", b"<html><script>alert(1)</script>", "Navnet sier .txt"),
        ("stor.txt", b"x" * (materialfiles.MOST_BYTES + 1), "større enn 20 MB"),
    ],
)
def test_what_is_not_taken_is_said_and_what_was_typed_stays(
    lead: User, held: Gathering, name: str, content: bytes, said: str
) -> None:
    answer = send(as_(lead), held, name, content)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert said in text
    assert "Sakene våre" in text
    assert not MeetingMaterial.objects.exists()
    assert files_kept() == []


def test_office_files_are_taken(lead: User, held: Gathering) -> None:
    for name, part in (("a.docx", "word/document.xml"), ("b.xlsx", "xl/workbook.xml"), ("c.pptx", "ppt/p.xml")):
        assert send(as_(lead), held, name, office(part)).status_code == 302
    assert set(MeetingMaterial.objects.values_list("kind", flat=True)) == {"docx", "xlsx", "pptx"}


def test_an_address_or_a_file_and_a_lost_file_is_asked_for_again(lead: User, held: Gathering) -> None:
    client = as_(lead)
    both = send(client, held, "notat.txt", TEXT, address="https://example.org/notat")
    assert "enten adressen eller filen" in both.content.decode()
    untitled = send(client, held, "notat.txt", TEXT, title="")
    assert "Velg filen en gang til" in untitled.content.decode()
    assert not MeetingMaterial.objects.exists()


def test_a_meeting_holds_so_many_bytes(lead: User, held: Gathering, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aftermath, "MOST_OF_A_MEETING", len(TEXT) + 1)
    client = as_(lead)
    assert send(client, held, "en.txt", TEXT).status_code == 302
    answer = send(client, held, "to.txt", TEXT)
    assert answer.status_code == 422
    assert "100 MB til sammen" in answer.content.decode()
    assert MeetingMaterial.objects.count() == 1


def test_taken_away_it_is_gone_at_once(lead: User, held: Gathering, django_capture_on_commit_callbacks: Any) -> None:
    send(as_(lead), held, "notat.txt", TEXT)
    row = MeetingMaterial.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        as_(lead).post(url("material_remove", held, row.pk))
    assert files_kept() == []
    assert as_(lead).get(url("material_file", held, row.pk)).status_code == 404


def test_what_goes_with_its_space_is_swept_away_and_the_rest_stays(lead: User, held: Gathering) -> None:
    send(as_(lead), held, "blir.txt", TEXT)
    other = meeting(make_project(lead).space, lead)
    send(as_(lead), other, "gaar.txt", TEXT)
    Gathering.objects.filter(pk=other.pk).delete()
    default_storage.save("materials/nettopp", ContentFile(b"skrives"))
    materialfiles.forget_files()
    assert len(files_kept()) == 3, "not before a day has passed"
    (row,) = MeetingMaterial.objects.filter(gathering=held)
    later = timezone.now() + timedelta(days=2)
    assert materialfiles.forget_files(lambda: later) >= 2
    assert files_kept() == [str(row.file.name).removeprefix("materials/")]


def test_a_file_that_is_lost_is_not_found_and_breaks_nothing(lead: User, held: Gathering) -> None:
    send(as_(lead), held, "notat.txt", TEXT)
    row = MeetingMaterial.objects.get()
    default_storage.delete(str(row.file.name))
    assert as_(lead).get(url("material_file", held, row.pk)).status_code == 404
    assert as_(lead).get(url("materials", held)).status_code == 200
