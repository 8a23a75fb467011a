"""Letters wait in the outbox: nothing is lost when the mail server is away, and nothing goes twice."""

from __future__ import annotations

from datetime import timedelta
from unittest import mock

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from portal.notifications.backends import OutboxBackend
from portal.notifications.models import Letter
from portal.notifications.models.letters import RETRY_MINUTES
from portal.notifications.services import sending

pytestmark = pytest.mark.django_db
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


def post(to: list[str]) -> None:
    message = EmailMultiAlternatives("Hei", "Tekst", "fra@example.no", to)
    message.attach_alternative("<p>Tekst</p>", "text/html")
    OutboxBackend().send_messages([message])


def test_each_recipient_gets_a_letter_of_their_own() -> None:
    post(["a@example.no", "b@example.no"])
    assert set(Letter.objects.values_list("recipient", "html")) == {
        ("a@example.no", "<p>Tekst</p>"),
        ("b@example.no", "<p>Tekst</p>"),
    }


@override_settings(VARIG_MAIL_TRANSPORT=LOCMEM)
def test_a_calendar_entry_goes_along_as_calendars_want_it(mailoutbox: list[EmailMessage]) -> None:
    entry = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
    message = EmailMessage("Møte", "Tekst", "fra@example.no", ["a@example.no"])
    message.attach("mote.ics", entry, "text/calendar; method=REQUEST")
    OutboxBackend().send_messages([message])
    assert sending.send_due() == 1
    _text, part = mailoutbox[0].message().get_payload()
    assert part.get_content_type() == "text/calendar"
    assert (part.get_param("method"), part.get_filename()) == ("REQUEST", "mote.ics")
    assert part.get_payload(decode=True).decode().split() == entry.split()
    post(["b@example.no"])
    sending.send_due()
    assert [kind for _body, kind in mailoutbox[1].alternatives] == ["text/html"]


def test_a_letter_of_a_failed_transaction_never_existed() -> None:
    def change_and_fail() -> None:
        with transaction.atomic():
            post(["a@example.no"])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()
    assert not Letter.objects.exists()


@override_settings(VARIG_MAIL_TRANSPORT=LOCMEM)
def test_a_sent_letter_is_not_sent_again(mailoutbox: list[object]) -> None:
    post(["a@example.no"])
    assert sending.send_due() == 1
    assert sending.send_due() == 0
    assert len(mailoutbox) == 1


@override_settings(VARIG_MAIL_TRANSPORT=LOCMEM)
def test_a_dead_server_makes_the_letter_wait_then_go(mailoutbox: list[object]) -> None:
    post(["a@example.no"])
    with mock.patch.object(EmailMultiAlternatives, "send", side_effect=ConnectionRefusedError):
        assert sending.send_due() == 0
    assert sending.send_due() == 0, "not before its time"
    Letter.objects.update(next_try_at=timezone.now())
    assert sending.send_due() == 1


@override_settings(VARIG_MAIL_TRANSPORT=LOCMEM)
def test_a_letter_is_given_up_after_the_last_try() -> None:
    post(["a@example.no"])
    letter = Letter.objects.get()
    for _ in range(len(RETRY_MINUTES) + 1):
        letter.failed()
    assert letter.given_up_at is not None
    assert not Letter.objects.due().exists()


def test_old_letters_are_forgotten() -> None:
    post(["a@example.no", "b@example.no"])
    Letter.objects.filter(recipient="a@example.no").update(
        sent_at=timezone.now() - timedelta(days=sending.KEEP_DAYS + 1)
    )
    assert sending.forget_old() == 1
    assert Letter.objects.get().recipient == "b@example.no"
    # One that could never be sent does not stay for ever either.
    Letter.objects.update(given_up_at=timezone.now() - timedelta(days=sending.KEEP_DAYS + 1))
    assert sending.forget_old() == 1


def test_the_outbox_page_is_the_demos_only(client: Client) -> None:
    post(["a@example.no"])
    page = client.get("/postkasse/")
    assert page.status_code == 200
    assert "a@example.no" in page.content.decode()
    with override_settings(DEMO=False):
        assert client.get("/postkasse/").status_code == 404
