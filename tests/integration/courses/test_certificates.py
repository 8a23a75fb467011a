"""A finished module gives a certificate that a stranger can check, and nobody else can find."""

from __future__ import annotations

import io

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from courses.models import Certificate, CoursePage
from courses.services import learning
from tests.factories.accounts import UserFactory
from tests.factories.courses import key, lesson, make_course
from tests.support.crumbs import crumbs

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking() -> str:
    make_course()
    return reverse("courses:certificate_request", args=[key("module", 1)])


def finished(client: Client) -> object:
    person = UserFactory(first_name="Kari", last_name="Koordinator")
    client.force_login(person)
    for number in (1, 2):
        learning.finish(person, lesson(number))
    return person


def test_before_the_end_it_says_what_is_left(client: Client, asking: str) -> None:
    client.force_login(UserFactory())
    response = client.get(asking)
    assert response.status_code == 200
    assert "Leksjon 2" in response.content.decode()
    client.post(asking, {"name": "Kari", "language": "nb"})
    assert not Certificate.objects.exists()


def test_the_name_is_confirmed_and_the_certificate_issued_once(client: Client, asking: str) -> None:
    person = finished(client)
    assert 'value="Kari Koordinator"' in client.get(asking).content.decode()
    for name in ("Kari K. Koordinator", "Noen andre"):
        response = client.post(asking, {"name": name, "language": "nn"})
        assert response.status_code == 302
    held = Certificate.objects.of(person).get()
    assert (held.name, held.language) == ("Kari K. Koordinator", "nn")
    assert held.titles == {"nb": "Kom i gang 1", "nn": "Kom i gang 1", "en": "Get going 1"}
    assert held.course_titles["nn"] == "Koordinatorskulen"
    assert held.texts["en"]["learnt"] == ["Lesson 1", "Lesson 2"]


@pytest.mark.parametrize("sent", [{"name": "", "language": "nb"}, {"name": "Kari", "language": "xx"}])
def test_a_form_with_a_slip_says_so(client: Client, asking: str, sent: dict[str, str]) -> None:
    finished(client)
    response = client.post(asking, sent)
    assert response.status_code == 422
    assert "data-error-summary" in response.content.decode()
    assert not Certificate.objects.exists()


def test_an_identity_number_is_no_name(client: Client, asking: str) -> None:
    finished(client)
    assert client.post(asking, {"name": "Kari 01017000027", "language": "nb"}).status_code == 422


def test_renaming_the_course_changes_no_certificate(client: Client, asking: str) -> None:
    finished(client)
    client.post(asking, {"name": "Kari", "language": "nb"})
    page = lesson().get_parent().get_parent().specific
    page.title = "Noe helt annet"
    page.save_revision().publish()
    code = Certificate.objects.get().code
    body = Client().get(reverse("courses:verify", args=[code])).content.decode()
    assert "Koordinatorskolen" in body


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_pdf_is_tagged_and_in_its_language(client: Client, asking: str, language: str) -> None:
    finished(client)
    client.post(asking, {"name": "Kari Koordinator", "language": "nb"})
    code = Certificate.objects.get().code
    response = client.get(reverse("courses:certificate_pdf", args=[code, language]))
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang).split("-")[0] == language


def test_a_stranger_sees_name_course_and_date_by_the_code_however_it_is_typed(client: Client, asking: str) -> None:
    finished(client)
    client.post(asking, {"name": "Kari Koordinator", "language": "nb"})
    code = Certificate.objects.get().code
    stranger = Client()
    typed = code.lower().replace("-", " ")
    found = stranger.get(reverse("courses:verify_form"), {"code": typed}, follow=True)
    body = found.content.decode()
    assert found.status_code == 200
    assert "Kari Koordinator" in body
    assert "Koordinatorskolen" in body
    assert '<meta name="robots" content="noindex">' in body
    assert found["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in found["Cache-Control"]


@pytest.mark.parametrize("code", ["7K3F-Q2MA-9XTD-04HB", "abc", "0000-0000-0000-0000", "ÆØÅ", "x" * 60])
def test_an_unknown_code_gets_a_kind_page_with_the_form(client: Client, code: str) -> None:
    response = client.get(reverse("courses:verify", args=[code]))
    assert response.status_code == 404
    assert 'name="code"' in response.content.decode()


def test_an_empty_code_is_asked_for_again(client: Client) -> None:
    assert client.get(reverse("courses:verify_form")).status_code == 200
    assert client.get(reverse("courses:verify_form"), {"code": ""}).status_code == 422


def test_only_the_owner_opens_the_certificates_own_page(client: Client, asking: str) -> None:
    finished(client)
    client.post(asking, {"name": "Kari", "language": "nb"})
    code = Certificate.objects.get().code
    own = reverse("courses:certificate", args=[code])
    assert client.get(own).status_code == 200
    other = Client()
    assert other.get(own).status_code == 302
    other.force_login(UserFactory(is_superuser=True, is_staff=True))
    assert other.get(own).status_code == 404
    assert other.get(reverse("courses:certificate_pdf", args=[code, "nb"])).status_code == 404
    assert client.get(reverse("courses:certificate_pdf", args=[code, "xx"])).status_code == 404


def test_guessing_codes_is_slowed_down(client: Client) -> None:
    address = reverse("courses:verify", args=["7K3F-Q2MA-9XTD-04HB"])
    assert [client.get(address).status_code for _each in range(61)][-2:] == [404, 429]


def test_each_page_about_a_certificate_shows_the_way_to_it(client: Client, asking: str) -> None:
    client.force_login(UserFactory())
    waiting = crumbs(client.get(asking).content.decode())
    assert [title for title, _url in waiting] == ["Min side", "Koordinatorskolen", "Kom i gang 1", "Kursbevis"]
    assert all(client.get(url).status_code == 200 for _title, url in waiting[:-1])
    finished(client)
    assert crumbs(client.get(asking).content.decode()) == waiting
    client.post(asking, {"name": "Kari", "language": "nb"})
    code = Certificate.objects.get().code
    own = crumbs(client.get(reverse("courses:certificate", args=[code])).content.decode())
    assert [title for title, _url in own] == ["Min side", "Koordinatorskolen", "Kursbeviset ditt"]
    stranger = Client()
    checked = crumbs(stranger.get(reverse("courses:verify", args=[code])).content.decode())
    assert [title for title, _url in checked] == ["Forside", "Kontroller et kursbevis", "Kursbevis"]
    assert [url for _title, url in checked] == ["/", reverse("courses:verify_form"), ""]
    nynorsk = crumbs(stranger.get(f"/nn{reverse('courses:verify_form')}").content.decode())
    assert [url for _title, url in nynorsk] == ["/nn/", ""]


def test_a_certificate_outlives_its_course_and_so_does_its_page(client: Client, asking: str) -> None:
    finished(client)
    client.post(asking, {"name": "Kari", "language": "nb"})
    for course in CoursePage.objects.all():
        course.delete()
    page = client.get(reverse("courses:certificate", args=[Certificate.objects.get().code])).content.decode()
    assert [title for title, _url in crumbs(page)] == ["Min side", "Kursbeviset ditt"]
