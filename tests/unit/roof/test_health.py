"""What machines ask: alive, ready, and where to report a hole."""

from __future__ import annotations

from datetime import timedelta
from unittest import mock

import pytest
from django.db import OperationalError
from django.test import Client, override_settings
from django.utils import timezone

from portal.notifications.models import Letter
from portal.roof.services import readiness


def test_healthz_answers_without_a_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_ready_when_database_and_migrations_are_there(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["database"] == "ok"
    assert response.json()["migrations"] == "ok"


@pytest.mark.django_db
def test_not_ready_without_the_database(client: Client) -> None:
    with mock.patch.object(readiness.connection, "cursor", side_effect=OperationalError):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "database": "down", "disk": mock.ANY}


@pytest.mark.django_db
@override_settings(VARIG_MAIL_TRANSPORT="django.core.mail.backends.smtp.EmailBackend")
def test_late_letters_are_reported_but_people_are_still_served(client: Client) -> None:
    Letter.objects.create(
        recipient="a@example.no", subject="x", text="y", created_at=timezone.now() - timedelta(minutes=20)
    )
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["letters"] == "degraded"


def test_security_txt_names_a_contact_and_an_end(client: Client) -> None:
    text = client.get("/.well-known/security.txt").content.decode()
    assert text.startswith("Contact: mailto:")
    assert "Expires: " in text


@pytest.mark.django_db
def test_programs_that_ask_for_the_old_icon_are_led_to_the_new(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Location"].endswith("favicon.svg")) == (301, True)
