"""An organisation names its own people by a link, and leaders say yes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.gatherings.choices.seats import Joining
from portal.gatherings.domain.seats import Hindrance, SeatState
from portal.gatherings.models import Gathering, Seat, Seating, Share
from portal.gatherings.services import answering, duties, meetings, seating
from portal.gatherings.services.seatlinks import word_for_leader, word_of, word_of_share
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.gatherings import meeting, soon
from tests.factories.improvement import join, make_project

pytestmark = pytest.mark.django_db

NAMED = {"name": "Lise Lysbakken", "email": "lise@example.no", "role": "peer_consultant"}
CONTACT = {"least": 1, "most": 2, "contact_name": "Kari", "contact_email": "kari@example.no"}


@pytest.fixture
def lead() -> User:
    return UserFactory()


@pytest.fixture
def gathering(lead: User) -> Gathering:
    made = meeting(make_project(lead).space, lead, starts_at=soon(40))
    meetings.announce(lead, made)
    return made


@pytest.fixture
def share(lead: User, gathering: Gathering) -> Share:
    rows = seating.seating_of(lead, gathering)
    return seating.set_share(lead, rows, OrganisationFactory(name="Halden kommune"), {**CONTACT})


@pytest.fixture
def host(lead: User) -> Client:
    client = Client()
    client.force_login(lead)
    return client


def to(email: str) -> list[str]:
    return [each.subject for each in mail.outbox if each.to == [email]]


def ask(host: Client, gathering: Gathering, share: Share) -> None:
    host.post(reverse("gatherings:share_ask", args=[gathering.pk, share.pk]))


def link(share: Share) -> str:
    return reverse("gatherings:naming", args=[word_of_share(share)])


def test_the_contact_is_asked_once_and_names_people_who_are_written_to_with_their_leaders(
    host: Client, gathering: Gathering, share: Share
) -> None:
    for _twice in range(2):
        ask(host, gathering, share)
    assert to("kari@example.no") == ["Hvem kommer fra dere? Kick-off"]
    assert link(share) in mail.outbox[0].body

    anybody = Client()
    assert "Halden kommune" in anybody.get(link(share)).content.decode()
    assert not Seat.objects.exists()
    sent = {**NAMED, "leader_name": "Ola", "leader_email": "ola@example.no"}
    anybody.post(link(share), sent)
    seat = Seat.objects.get()
    assert (seat.state, seat.organisation, seat.role) == (SeatState.INVITED, share.organisation, "peer_consultant")
    assert to("lise@example.no") == ["Invitasjon: Kick-off"]
    assert to("ola@example.no") == ["Tid til at Lise Lysbakken kan delta"]
    assert "Lise Lysbakken" in anybody.get(link(share)).content.decode()


def test_a_name_that_stands_on_the_list_one_too_many_and_a_bad_address_are_refused_and_kept(share: Share) -> None:
    anybody = Client()
    anybody.post(link(share), NAMED)
    again = anybody.post(link(share), {**NAMED, "name": "Lise L."})
    assert again.status_code == 422
    assert "Lise L." in again.content.decode()
    anybody.post(link(share), {**NAMED, "email": "per@example.no"})
    third = anybody.post(link(share), {**NAMED, "email": "tre@example.no"})
    assert third.status_code == 422
    assert Seat.objects.count() == 2
    assert anybody.post(link(share), {**NAMED, "email": "ikke en adresse"}).status_code == 422
    assert anybody.post(link(share), {**NAMED, "name": "01017012345"}).status_code == 422


def test_the_contact_takes_somebody_off_and_reaches_nobody_of_others(lead: User, share: Share) -> None:
    anybody = Client()
    anybody.post(link(share), NAMED)
    (foreign,) = seating.put_on(lead, share.seating, [seating.Guest("Fremmed", "fremmed@example.no")], "nb")
    off = reverse("gatherings:naming_off", args=[word_of_share(share), foreign.pk])
    assert anybody.post(off).status_code == 404
    mine = Seat.objects.get(email="lise@example.no")
    anybody.post(reverse("gatherings:naming_off", args=[word_of_share(share), mine.pk]))
    mine.refresh_from_db()
    assert mine.state == SeatState.WITHDRAWN
    assert "Fremmed" not in anybody.get(link(share)).content.decode()


def test_why_somebody_cannot_come_is_read_by_those_who_plan_alone(
    host: Client, gathering: Gathering, share: Share
) -> None:
    Client().post(link(share), NAMED)
    seat = Seat.objects.get(email="lise@example.no")
    said = {"answer": "no", "reason": "ill", "reason_text": "Operasjon på fredag"}
    Client().post(reverse("gatherings:seat", args=[word_of(seat)]), said)
    contact = Client().get(link(share)).content.decode()
    assert "Kan ikke komme" in contact
    for hidden in ("ykdom", "Operasjon"):
        assert hidden not in contact
    planner = host.get(reverse("gatherings:people", args=[gathering.pk])).content.decode()
    assert "Sykdom: Operasjon på fredag" in planner
    assert all("Operasjon" not in each.body for each in mail.outbox)


def test_an_impossible_plan_of_seats_is_told_of_and_a_wrong_form_is_refused(
    host: Client, lead: User, gathering: Gathering, share: Share
) -> None:
    people, setup = (reverse(f"gatherings:{each}", args=[gathering.pk]) for each in ("people", "seating"))
    Seating.objects.filter(pk=share.seating_id).update(most=3)
    Share.objects.filter(pk=share.pk).update(least=2)
    other = OrganisationFactory(name="Sarpsborg kommune")
    form = {"organisation": other.pk, "least": 2, "most": 2}
    text = host.post(reverse("gatherings:share", args=[gathering.pk]), form, follow=True).content.decode()
    assert "4 plasser er holdt av til organisasjoner, men det er 3 i alt" in text
    guests = [seating.Guest(each, f"{each}@example.no", "", other) for each in ("en", "to", "tre")]
    seating.put_on(lead, share.seating, guests, "nb")
    assert "Sarpsborg kommune har 3 personer på listen og høyst 2 plasser" in host.get(people).content.decode()

    both = {**form, "contact_email": "kari@example.no", "deputy_email": "Kari+vara@example.no"}
    refused = host.post(reverse("gatherings:share", args=[gathering.pk]), both)
    assert refused.status_code == 422
    assert "Kari+vara@example.no" in refused.content.decode()
    day = timezone.localdate(gathering.starts_at)
    version = Seating.objects.get().version
    sent = {"joining": "invited", "most": "3", "version": version, "seen": "{}"}
    late = host.post(setup, {**sent, "answer_by": (day + timedelta(days=1)).isoformat()})
    assert late.status_code == 422
    assert "eller tidligere: da begynner det" in late.content.decode()
    assert host.post(setup, {**sent, "answer_by": day.isoformat()}).status_code == 302


def test_nobody_is_their_own_leader(lead: User, gathering: Gathering) -> None:
    rows = seating.seating_of(lead, gathering)
    Seating.objects.filter(pk=rows.pk).update(joining=Joining.OPEN, needs_leader_yes=True)
    person, client = UserFactory(email="lise@example.no"), Client()
    client.force_login(person)
    address = reverse("gatherings:sign_up", args=[gathering.pk])
    for own in ("lise@example.no", "LISE@Example.no", "lise+leder@example.no"):
        answer = client.post(address, {"leader": "1", "leader_name": "Ola Overordnet", "leader_email": own})
        assert answer.status_code == 422
        text = answer.content.decode()
        assert "Dette er din egen adresse" in text
        assert own in text
        assert "Ola Overordnet" in text
    assert not Seat.objects.exists()
    assert not mail.outbox


def test_no_answer_for_a_week_goes_on_to_the_deputy_once(host: Client, gathering: Gathering, share: Share) -> None:
    Share.objects.filter(pk=share.pk).update(deputy_name="Vara", deputy_email="vara@example.no")
    ask(host, gathering, share)
    now = timezone.now()
    assert duties.run_due(now + timedelta(days=6))["passed_on"] == 0
    assert [duties.run_due(now + timedelta(days=8, hours=n))["passed_on"] for n in range(3)] == [1, 0, 0]
    assert to("vara@example.no") == ["Hvem kommer fra dere? Kick-off"]


def test_the_deputy_is_left_in_peace_when_the_contact_has_named_somebody(
    host: Client, gathering: Gathering, share: Share
) -> None:
    Share.objects.filter(pk=share.pk).update(deputy_name="Vara", deputy_email="vara@example.no")
    ask(host, gathering, share)
    Client().post(link(share), NAMED)
    assert duties.run_due(timezone.now() + timedelta(days=20))["passed_on"] == 0


def test_the_link_says_so_when_the_organisation_has_left_or_the_meeting_is_called_off(
    host: Client, lead: User, gathering: Gathering, share: Share
) -> None:
    meetings.cancel(lead, gathering, "Sykdom")
    assert Client().post(link(share), NAMED).status_code == 409
    host.post(reverse("gatherings:share_leave", args=[gathering.pk, share.pk]))
    assert Client().post(link(share), NAMED).status_code == 409
    assert not Seat.objects.exists()


@pytest.mark.parametrize(("says", "state"), [("yes", SeatState.CONFIRMED), ("no", SeatState.DECLINED)])
def test_who_signs_up_waits_for_the_leader_where_that_is_asked(
    lead: User, gathering: Gathering, says: str, state: str
) -> None:
    rows = seating.seating_of(lead, gathering)
    Seating.objects.filter(pk=rows.pk).update(joining=Joining.MEMBERS, needs_leader_yes=True)
    member = UserFactory()
    join(gathering.space.project, Role.TEAM_MEMBER, member)
    client = Client()
    client.force_login(member)
    address = reverse("gatherings:sign_up", args=[gathering.pk])
    assert client.post(address).status_code == 200, "first it is asked who the leader is"
    assert client.post(address, {"leader": "1", "leader_name": "Ola"}).status_code == 422
    sent = {"leader": "1", "leader_name": "Ola", "leader_email": "ola@example.no"}
    for _twice in range(2):
        client.post(address, sent)
    seat = Seat.objects.get()
    assert seat.state == SeatState.INVITED
    assert len(to("ola@example.no")) == 1
    assert seating.unsent(Seating.objects.get()) == []

    # The yes is the leader's: neither the person's own link nor a deputy goes round it.
    own = reverse("gatherings:seat", args=[word_of(seat)])
    assert [key for key, _words in client.get(own).context["form"].fields["answer"].choices] == ["no"]
    for answer in ({"answer": "yes"}, {"answer": "other", "name": "Vara", "email": "vara@example.no"}):
        assert client.post(own, answer).status_code == 422
    with pytest.raises(answering.TooLate, match="leader"):
        answering.say_yes(seat)
    assert Seat.objects.get().state == SeatState.INVITED

    page = reverse("gatherings:leader", args=[word_for_leader(seat)])
    Client().get(page)
    seat.refresh_from_db()
    assert seat.state == SeatState.INVITED, "opening the link answers nothing"
    for _twice in range(2):
        Client().post(page, {"answer": says})
    seat.refresh_from_db()
    assert seat.state == state
    assert seat.reason == ("" if says == "yes" else Hindrance.NO_RELEASE)
    client.post(own, {"answer": "yes"})
    seat.refresh_from_db()
    assert seat.state == state, "a leader's no is not gone round either"
