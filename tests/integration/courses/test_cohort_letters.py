"""Letters to a run: seen before they go, to whom they were meant, once; and who stands behind an invitation."""

from __future__ import annotations

import re
import uuid

import pytest
from django.core import mail

from courses.services.cohorts import team
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Seat
from portal.gatherings.presenters.letters import HIDDEN, invitation
from portal.gatherings.services import seating
from portal.security.models import AuditEntry
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.cohorts import cohort, facilitator, seat
from tests.integration.courses.test_cohort_people import page_of
from tests.integration.courses.test_cohorts import signed_in

pytestmark = pytest.mark.django_db


def test_a_letter_is_seen_before_it_goes_each_in_their_language_and_once() -> None:
    leader = facilitator()
    found = cohort(leader)
    one, other = UserFactory(language="nn"), UserFactory(language="en")
    seats = [seat(found, one), seat(found, other), seat(found)]
    client, address = signed_in(leader), page_of("letter", found)
    form = client.get(address).context["form"]
    body = {"to": [str(seats[0].pk), str(seats[1].pk)], "subject": "Husk", "text": "Ta med problemet."}
    body["form_key"] = str(form["form_key"].value())
    shown = client.post(address, {**body, "preview": "1"})
    assert "Hei" in shown.context["shown"].body
    assert mail.outbox == []
    for _each in range(2):
        assert client.post(address, {**body, "send": "1"}).status_code == 302
    assert sorted(each.to[0] for each in mail.outbox) == sorted([one.email, other.email])
    english = next(each for each in mail.outbox if each.to == [other.email])
    assert english.body.startswith("Hello")
    assert "Ta med problemet." in english.body
    assert found.get_absolute_url() in english.body
    assert AuditEntry.objects.get(action="cohort.written_to").details.get("number") == 2


def test_own_words_are_no_html_where_the_letter_is_shown_and_plain_text_where_it_goes() -> None:
    leader = facilitator()
    found = cohort(leader)
    own = seat(found, name="Kari <i>Uten</i>")
    client, address, words = signed_in(leader), page_of("letter", found), "Ta med <b>kaffe</b> & <img src=x>"
    body = {"to": str(own.pk), "subject": words, "text": words, "form_key": str(uuid.uuid4())}
    page = client.post(address, {**body, "preview": "1"}).content.decode()
    shown = page.partition("</section>")[0]
    assert shown.count("Ta med &lt;b&gt;kaffe&lt;/b&gt; &amp; &lt;img src=x&gt;") == 2
    assert "<img src=x>" not in page
    assert "<i>Uten</i>" not in page
    client.post(address, {**body, "send": "1"})
    assert words in mail.outbox[0].body


def test_a_draft_kept_for_some_does_not_come_back_to_another() -> None:
    leader = facilitator()
    found = cohort(leader)
    one, other = seat(found), seat(found)
    client, address = signed_in(leader), page_of("letter", found)

    def keep_key(page: str) -> str:
        return re.search(r'data-keep="([^"]+)"', page)[1]  # type: ignore[index]

    def written_to(seat_id: int) -> str:
        return client.get(address, {"til": seat_id}).content.decode()

    keys = {
        keep_key(written_to(one.pk)),
        keep_key(written_to(other.pk)),
        keep_key(client.get(address).content.decode()),
    }
    assert len(keys) == 3
    # Shown before it goes it is the same letter, and its draft is forgotten when it has gone.
    action = re.search(r'<form method="post" action="([^"]+/skriv/[^"]*)"', written_to(one.pk))[1]  # type: ignore[index]
    preview = client.post(action, {"to": str(one.pk), "subject": "Husk", "text": "Hei", "preview": "1"})
    assert keep_key(preview.content.decode()) == keep_key(written_to(one.pk))


def test_a_letter_to_nobody_or_with_an_identity_number_stays_with_what_was_typed() -> None:
    leader = facilitator()
    found = cohort(leader)
    seat(found)
    client, address = signed_in(leader), page_of("letter", found)
    answer = client.post(address, {"subject": "Husk", "text": "Ring 01017012345 eller 13097248022", "send": "1"})
    assert answer.status_code == 422
    assert "to" in answer.context["form"].errors
    assert "Husk" in answer.content.decode()
    assert mail.outbox == []


def test_one_cannot_write_for_ever() -> None:
    leader = facilitator()
    found = cohort(leader)
    own = seat(found)
    client, address = signed_in(leader), page_of("letter", found)
    statuses = []
    for _each in range(7):
        body = {"to": str(own.pk), "subject": "A", "text": "B", "send": "1", "form_key": str(uuid.uuid4())}
        statuses.append(client.post(address, body).status_code)
    assert statuses == [302] * 6 + [429]


def test_an_invitation_to_a_cohort_says_who_holds_it_and_whom_to_ask() -> None:
    organisation = OrganisationFactory(name="Helsefellesskapet Demo")
    leader = facilitator(organisation)
    found = cohort(leader)
    own = seat(found, name="Kari Uten", email="kari@example.no", state=SeatState.INVITED)
    seating.send_invitations(leader, found.seating, [own.pk])
    (letter,) = mail.outbox
    assert f"{leader} (Helsefellesskapet Demo) inviterer deg til «Tillitsbyggerne vår»:" in letter.body
    assert leader.email in letter.body
    other = facilitator()
    team.add(leader, found, other)
    team.end(leader, found, leader.pk)
    assert other.email in invitation(Seat.objects.get(pk=own.pk), HIDDEN).body, "who leads it now is asked"
