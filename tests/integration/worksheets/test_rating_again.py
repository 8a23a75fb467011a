"""A rating met again, alone, or wrongly sent: what the page says and what it gives back."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.test import Client

from portal.spaces.services.owned import space_of_person
from portal.worksheets.models import Seat, Worksheet, WorksheetTemplatePage
from portal.worksheets.services.sheets import begin
from tests.integration.worksheets.conftest import as_
from tests.integration.worksheets.test_rating import answers, link


@pytest.fixture
def named(team: SimpleNamespace, rated: WorksheetTemplatePage) -> Worksheet:
    return begin(team.Anne, rated, team.space, "Passer det?")


def text(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def test_a_link_met_again_says_when_one_answered_and_that_it_may_be_changed(
    team: SimpleNamespace, named: Worksheet
) -> None:
    address = link(named, team)
    first = text(Client().get(address))
    assert "Du har svart" not in first
    assert "Send svarene mine" in first
    Client().post(address, answers(named, 1, 2, 3))
    again = text(Client().get(address))
    assert re.search(r"Du har svart \d+\. \w+ \d{4}\. Svarene dine står nedenfor\. Du kan endre dem", again)
    assert "Endre svarene mine" in again
    assert "Send svarene mine" not in again
    as_(team.Anne).post(f"/ark/{named.pk}/lukk/")
    assert "Du har svart" not in text(Client().get(address))


def test_an_anonymous_link_met_again_keeps_nothing_to_change(
    team: SimpleNamespace, secret: WorksheetTemplatePage
) -> None:
    hidden = begin(team.Anne, secret, team.space, "Passer det?")
    address = link(hidden, team)
    before = text(Client().get(address))
    (key,) = re.findall(r'data-keep="([^"]+)"', before)
    done = text(Client().post(address, answers(hidden, 1, 2, 3)))
    for page in (done, text(Client().get(address))):
        assert f'data-forget="{key}"' in page
        assert "data-keep" not in page
        assert "Du kan endre" not in page


def test_one_answer_is_not_all(team: SimpleNamespace, named: Worksheet) -> None:
    as_(team.Anne).post(f"/ark/{named.pk}/vurder/", answers(named, 5, 4, 3))
    page = text(as_(team.Anne).get(f"/ark/{named.pk}/"))
    assert "1 svar: 5 av 5." in page
    assert "Alle svarte" not in page
    as_(team.Berit).post(f"/ark/{named.pk}/vurder/", answers(named, 5, 4, 3))
    assert "2 svar. Alle svarte 5 av 5." in text(as_(team.Anne).get(f"/ark/{named.pk}/"))


def test_the_mean_stands_under_the_dots_with_its_name(team: SimpleNamespace, named: Worksheet) -> None:
    as_(team.Anne).post(f"/ark/{named.pk}/vurder/", answers(named, 5, 4, 3))
    as_(team.Berit).post(f"/ark/{named.pk}/vurder/", answers(named, 4, 4, 3))
    page = text(as_(team.Anne).get(f"/ark/{named.pk}/"))
    assert "gjennomsnittet, 4,5" in page
    dots = [(float(y), float(r)) for y, r in re.findall(r'<circle [^>]*cy="([\d.]+)" r="([\d.]+)"', page)]
    marks = [float(y) for y in re.findall(r'class="v-spread-mean" d="M[\d.]+ ([\d.]+)l', page)]
    assert dots
    assert marks
    # The one in the key stands at the top of its own drawing.
    assert all(y + r < mark for y, r in dots for mark in marks if mark)


def test_lines_that_no_links_are_made_of_are_given_back(team: SimpleNamespace, named: Worksheet) -> None:
    typed = "Fysioterapeuten\n" + "x" * 130
    response = as_(team.Anne).post(f"/ark/{named.pk}/lenker/", {"labels": typed})
    page = response.content.decode()
    assert response.status_code == 422
    assert f"{typed}</textarea>" in page
    assert 'aria-invalid="true"' in page
    assert "er for lang" in page
    assert not Seat.objects.filter(person=None).exists()
    as_(team.Anne).post(f"/ark/{named.pk}/lukk/")
    closed = as_(team.Anne).post(f"/ark/{named.pk}/lenker/", {"labels": "Legen"})
    assert closed.status_code == 422
    assert "Legen</textarea>" in closed.content.decode()


def test_in_ones_own_space_nobody_else_writes(team: SimpleNamespace, form: WorksheetTemplatePage) -> None:
    own = begin(team.Anne, form, space_of_person(team.Anne), "Bare min")
    page = text(as_(team.Anne).get(f"/ark/{own.pk}/"))
    assert "Ingen andre enn du ser dette arket" in page
    assert "Andre i gruppa" not in page
    ours = begin(team.Anne, form, team.space, "Vår")
    assert "Andre i gruppa" in text(as_(team.Anne).get(f"/ark/{ours.pk}/"))


def test_a_preview_of_a_form_says_no_version(form: WorksheetTemplatePage) -> None:
    form.form_version = 0
    shown = text(form.make_preview_request())
    assert "Ikke publisert ennå" in shown
    assert "Versjon 0" not in shown
