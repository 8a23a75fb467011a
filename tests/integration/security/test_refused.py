"""Refused forms give back what was typed; too much at once is said kindly."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client

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
