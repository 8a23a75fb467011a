"""A letter that is read before it goes, or in the demo's outbox: own words stand in it as they were written."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from portal.accounts.models import User
from portal.gatherings.choices.seats import Joining
from portal.gatherings.models import Gathering, Seating
from portal.gatherings.presenters.letters import HIDDEN, invitation
from portal.gatherings.services import joining, seating
from portal.notifications.models import Letter
from portal.spaces.doors import door_of
from portal.spaces.models import SpaceMember
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.support.seats import asked, letters_to

pytestmark = pytest.mark.django_db
OWN_WORDS = "Ta med <b>kaffe</b> & <img src=x>"
AS_TEXT = "Ta med &lt;b&gt;kaffe&lt;/b&gt; &amp; &lt;img src=x&gt;"


def letter_with_own_words(lead: User, gathering: Gathering) -> str:
    """Put somebody on the list, with own words in the invitation; return the letter."""
    rows = seating.seating_of(lead, gathering)
    (seat,) = seating.put_on(lead, rows, [seating.Guest("Lise", "lise@example.no", "", None)], "nb")
    Seating.objects.filter(pk=rows.pk).update(greeting=OWN_WORDS)
    seat.seating.refresh_from_db()
    return invitation(seat, HIDDEN).body


def test_own_words_in_an_invitation_are_no_html_in_its_preview(host: Client, lead: User, gathering: Gathering) -> None:
    assert OWN_WORDS in letter_with_own_words(lead, gathering), "the letter itself is plain text"
    page = host.get(reverse("gatherings:invitations", args=[gathering.pk])).content.decode()
    assert AS_TEXT in page
    assert "<img src=x>" not in page


@override_settings(DEMO=True)
def test_nor_in_the_outbox_of_the_demo(client: Client, lead: User, gathering: Gathering) -> None:
    body = letter_with_own_words(lead, gathering)
    Letter.objects.create(recipient="lise@example.no", subject=OWN_WORDS, text=body)
    page = client.get(reverse("notifications:outbox")).content.decode()
    assert page.count(AS_TEXT) == 2
    assert "<img src=x>" not in page


def test_an_invitation_names_who_invites_and_whom_to_ask(lead: User, gathering: Gathering) -> None:
    organisation = OrganisationFactory(name="Demo kommune")
    SpaceMember.objects.filter(space=gathering.space, person=lead).update(acting_for=organisation)
    (seat,) = asked(lead, gathering, "lise")
    place = door_of(gathering.space).name
    (letter,) = letters_to("lise@example.no")
    assert f"{lead} (Demo kommune) inviterer deg til «{place}»:" in letter.body
    assert f"Lurer du på noe? Spør {lead}: {lead.email}" in letter.body
    # Whoever has gone is nobody to ask.
    User.objects.filter(pk=lead.pk).update(is_active=False)
    assert lead.email not in invitation(seat, HIDDEN).body
    assert "Du er invitert av" in invitation(seat, HIDDEN).body


def test_a_leader_is_told_of_an_invitation_or_asked_for_a_yes_and_of_nothing_that_is_settled(
    lead: User, gathering: Gathering
) -> None:
    rows = seating.seating_of(lead, gathering)
    guest = seating.Guest("Ola", "ola@example.no", leader_name="Lise", leader_email="lise@example.no")
    (seat,) = seating.put_on(lead, rows, [guest], "nb")
    seating.send_invitations(lead, rows, [seat.pk])
    Seating.objects.filter(pk=rows.pk).update(joining=Joining.OPEN, needs_leader_yes=True)
    rows.refresh_from_db()
    joining.join(UserFactory(first_name="Kari", last_name="", language="nb"), rows, "nb", ("Per", "per@example.no"))
    told, asked_for = letters_to("lise@example.no")[0].body, letters_to("per@example.no")[0].body
    assert "Ola er invitert til dette og trenger at du setter av tida:" in told
    assert "Kari vil være med på dette og trenger et ja fra deg:" in asked_for
    for body in (told, asked_for):
        assert "skal delta" not in body
        assert lead.email in body
