"""Refused forms give back what was typed; too much at once is said kindly."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.test import Client

from improvement.forms import ProjectCreateForm
from portal.accounts.models import User

LONG = "Møtet ga oss en ny måte å dele oppgaver på.\nDet vil vi prøve i neste uke."


def test_an_expired_form_gives_back_what_was_typed(as_role: Callable[..., Client]) -> None:
    client = as_role("project_lead", enforce_csrf_checks=True)
    answer = client.post(
        "/prosjekter/nytt/", {"title": "Et nytt prosjekt", "summary": LONG, "password": "hemmelig-ord", "version": "3"}
    )
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Et nytt prosjekt" in page
    assert LONG in page
    assert "readonly" in page
    assert "hemmelig-ord" not in page
    assert "no-store" in answer["Cache-Control"]


def test_somebody_signed_out_meanwhile_is_told_so_and_led_back(as_role: Callable[..., Client]) -> None:
    client = as_role("anonymous")
    written_at = "/prosjekter/nytt/?fra=liste"
    answer = client.post(
        "/prosjekter/nytt/",
        {
            "title": "Et nytt prosjekt",
            "summary": LONG,
            "organisation": "7",
            "main_id": "abc",
            "csrfmiddlewaretoken": "x",
        },
        headers={"Referer": f"http://testserver{written_at}"},
    )
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Du er logget ut" in page
    assert f"/accounts/login/?next={quote(written_at, safe='')}" in page
    labels = re.findall(r'<label class="v-label"[^>]*>([^<]+)</label>', page)
    assert labels == [str(ProjectCreateForm.base_fields[name].label) for name in ("title", "summary")]


def test_an_expired_form_of_an_open_page_speaks_of_no_signing_out(as_role: Callable[..., Client]) -> None:
    client = as_role("anonymous", enforce_csrf_checks=True)
    page = client.post("/accounts/signup/", {"first_name": "Kari"}).content.decode()
    assert "Skjemaet" in page
    assert "Du er logget ut" not in page


def test_the_way_back_never_leads_to_another_site(as_role: Callable[..., Client]) -> None:
    client = as_role("anonymous")
    answer = client.post("/prosjekter/nytt/", {"title": "Tittel"}, headers={"Referer": "https://evil.example/x"})
    assert "evil.example" not in answer.content.decode()


def test_only_who_is_not_signed_in_is_told_to_sign_in_for_a_missing_page(as_role: Callable[..., Client]) -> None:
    pages = {role: as_role(role).get("/finnes-ikke/").content.decode() for role in ("anonymous", "coordinator")}
    assert ("logge inn" in pages["anonymous"], "logge inn" in pages["coordinator"]) == (True, False)
    assert "ikke åpen for deg" in pages["coordinator"]


def test_what_was_typed_is_shown_as_text(as_role: Callable[..., Client]) -> None:
    client = as_role("anonymous", enforce_csrf_checks=True)
    answer = client.post("/accounts/signup/", {"first_name": "</textarea><script>alert(1)</script>"})
    assert answer.status_code == 403
    assert b"<script>alert(1)" not in answer.content


@pytest.mark.parametrize("path", ["/prosjekter/nytt/", "/min-side/innstillinger/"])
def test_too_much_text_is_refused_kindly(path: str, as_role: Callable[..., Client], settings: object) -> None:
    client = as_role("project_lead")
    answer = client.post(path, {"title": "x" * (6 * 1024 * 1024)})
    assert answer.status_code == 413
    assert "For mye på én gang" in answer.content.decode()


def test_too_many_fields_are_refused_kindly(as_role: Callable[..., Client], settings: object) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 50  # type: ignore[attr-defined]
    client = as_role("project_lead")
    answer = client.post("/prosjekter/nytt/", {f"felt{number}": "1" for number in range(80)})
    assert answer.status_code == 413


def test_a_deactivated_person_is_a_stranger_at_once(as_role: Callable[..., Client], world: SimpleNamespace) -> None:
    client = as_role("coordinator")
    assert client.get("/min-side/").status_code == 200
    User.objects.filter(pk=world.people["coordinator"].pk).update(is_active=False)
    assert client.get("/min-side/").status_code == 302
