"""Networks: made in front, seen by those who may, joined, asked for and left; and the list of meetings stays quick."""

from __future__ import annotations

from typing import Any

from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from network.choices import Access, Answer
from network.models import JoinRequest, MeetingPage, Network, NetworkPage
from network.services.pages import page_of
from network.services.setup import setup_networks
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.gatherings.models import Gathering
from portal.security.models import AuditEntry
from portal.spaces.models import SpaceMember
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.gatherings import soon
from tests.factories.networks import WORDS, advisor, announced, member, network
from tests.support.sites import setup_site

NUMBER = "13097248022"


def as_(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def url(net: Network) -> str:
    page = page_of(net)
    assert page is not None
    return str(page.url)


class World(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        setup_site()
        setup_networks()
        cls.lead = advisor(first_name="Rådgiver")
        cls.open = network(cls.lead)
        cls.asked = network(cls.lead, Access.INVITED, title="Etter ønske")
        cls.closed = network(cls.lead, Access.CLOSED, title="Lukket krets")
        cls.somebody = UserFactory(first_name="Ola")
        cls.place = OrganisationFactory(name="Prøve kommune")
        MembershipFactory(person=cls.somebody, organisation=cls.place, role=Role.COORDINATOR)

    def codes(self) -> list[str]:
        return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


class Making(World):
    def sent(self, **more: Any) -> dict[str, Any]:
        return {
            **WORDS,
            "title": "Nytt nettverk",
            "access": "invited",
            "form_key": "7e57d004-2b97-4e7a-b45f-5387367791cd",
            **more,
        }

    def test_an_advisor_makes_one_and_its_page_is_out_in_every_language(self) -> None:
        for _twice in range(2):
            answer = as_(self.lead).post(reverse("network:new"), self.sent())
            assert answer.status_code == 302
        made = NetworkPage.objects.get(title="Nytt nettverk", alias_of__isnull=True)
        assert NetworkPage.objects.filter(translation_key=made.translation_key, live=True).count() == 3
        assert made.network.space.members.get().role == Role.ADVISOR
        assert self.codes().count("network.created") == 4
        text = Client().get(made.url).content.decode()
        assert "Hvordan kan vi sammen skape gode møter?" in text
        assert "Brukere og pårørende" in text

    def test_others_make_none(self) -> None:
        assert as_(self.somebody).get(reverse("network:new")).status_code == 404
        assert Client().get(reverse("network:new")).status_code == 302

    def test_what_is_missing_is_told_and_what_was_typed_stays(self) -> None:
        answer = as_(self.lead).post(reverse("network:new"), self.sent(title="", goal="Et mål å huske"))
        assert answer.status_code == 422
        assert "Skriv hva nettverket heter." in answer.content.decode()
        assert "Et mål å huske" in answer.content.decode()

    def test_an_identity_number_stops_at_the_form(self) -> None:
        answer = as_(self.lead).post(reverse("network:new"), self.sent(purpose=f"Ring {NUMBER}"))
        assert answer.status_code == 422
        assert not NetworkPage.objects.filter(title="Nytt nettverk").exists()

    def test_two_who_change_the_page_see_both_texts(self) -> None:
        client, address = as_(self.lead), reverse("network:edit", args=[self.open.pk])
        old = self.open.version
        first = {**WORDS, "access": "open", "version": old, "goal": "Den førstes mål"}
        assert client.post(address, first).status_code == 302
        second = client.post(address, {**first, "goal": "Den andres mål"})
        assert second.status_code == 409
        assert "Den førstes mål" in second.content.decode()
        assert "Den andres mål" in second.content.decode()
        assert NetworkPage.objects.get(network=self.open, alias_of__isnull=True).goal == "Den førstes mål"
        assert "network.changed" in self.codes()

    def test_members_do_not_change_it(self) -> None:
        someone = member(self.open)
        assert as_(someone).get(reverse("network:edit", args=[self.open.pk])).status_code == 404


class Seeing(World):
    def test_a_closed_one_is_there_for_its_members_only(self) -> None:
        announced(self.closed, self.lead, title="Hemmelig samling")
        meeting_url = MeetingPage.objects.filter(title="Hemmelig samling", alias_of__isnull=True).get().url
        inside = member(self.closed)
        for address in (url(self.closed), meeting_url):
            assert as_(inside).get(address).status_code == 200
            assert as_(self.somebody).get(address).status_code == 404
            assert Client().get(address).status_code == 302
        assert as_(self.somebody).get(reverse("network:door", args=[self.closed.pk])).status_code == 404

    def test_lists_search_and_sitemap_do_not_know_of_it(self) -> None:
        announced(self.closed, self.lead, title="Hemmelig samling")
        announced(self.open, self.lead, title="Åpen samling")
        call_command("update_index", verbosity=0)
        index = str(page_of(self.closed).get_parent().url)  # type: ignore[union-attr]
        for client in (Client(), as_(self.somebody)):
            assert "Lukket krets" not in client.get(index).content.decode()
            assert "Hemmelig" not in client.get("/sok/?q=samling").content.decode()
            assert "Lukket" not in client.get("/sok/?q=krets").content.decode()
        assert "Åpen" in Client().get("/sok/?q=samling").content.decode()
        assert url(self.closed) not in Client().get("/sitemap.xml").content.decode()
        assert "Lukket krets" in as_(member(self.closed)).get(index).content.decode()

    def test_closing_takes_it_out_of_lists_at_once_and_keeps_nobody_s_copy(self) -> None:
        assert Client().get(url(self.open)).status_code == 200
        body = {**WORDS, "access": "closed", "version": self.open.version}
        assert as_(self.lead).post(reverse("network:edit", args=[self.open.pk]), body).status_code == 302
        assert Client().get(url(self.open)).status_code == 302
        assert WORDS["title"] not in Client().get(str(page_of(self.open).get_parent().url)).content.decode()  # type: ignore[union-attr]

    def test_strangers_see_organisations_and_members_see_people(self) -> None:
        someone = member(self.open, self.place, first_name="Kari")
        assert "Prøve kommune" in Client().get(url(self.open)).content.decode()
        assert "Kari" not in Client().get(url(self.open)).content.decode()
        address = reverse("network:members", args=[self.open.pk])
        assert "Kari" in as_(someone).get(address).content.decode()
        assert as_(self.somebody).get(address).status_code == 404


class Joining(World):
    def post(self, person: User, name: str, *args: int, **body: Any) -> Any:
        return as_(person).post(reverse(f"network:{name}", args=args), body)

    def places(self, net: Network) -> list[User]:
        return [each.person for each in SpaceMember.objects.current().filter(space=net.pk).exclude(person=self.lead)]

    def test_into_an_open_one_by_one_press_once(self) -> None:
        for _twice in range(2):
            assert self.post(self.somebody, "join", self.open.pk).status_code == 302
        assert self.places(self.open) == [self.somebody]
        place = SpaceMember.objects.get(space=self.open.pk, person=self.somebody)
        assert (place.acting_for, place.role) == (self.place, Role.COORDINATOR)
        assert self.codes().count("network.joined") == 1

    def test_an_advisor_who_joins_does_not_lead(self) -> None:
        other = advisor()
        self.post(other, "join", self.open.pk)
        assert as_(other).get(reverse("network:edit", args=[self.open.pk])).status_code == 404
        assert as_(other).get(reverse("gatherings:new", args=[self.open.pk])).status_code == 404

    def test_into_one_by_invitation_by_asking(self) -> None:
        for _twice in range(2):
            self.post(self.somebody, "join", self.asked.pk, words="Vi arbeider med det samme.")
        wish = JoinRequest.objects.get()
        assert [each.to for each in mail.outbox] == [[self.lead.email]]
        assert "Prøve kommune" in mail.outbox[0].body
        assert self.places(self.asked) == []
        assert "Ola" in as_(self.lead).get("/min-side/").content.decode()
        page = as_(self.lead).get(reverse("network:members", args=[self.asked.pk])).content.decode()
        assert "Vi arbeider med det samme." in page
        for said in ("yes", "no"):
            self.post(self.lead, "answer", self.asked.pk, wish.pk, answer=said)
        assert self.places(self.asked) == [self.somebody]
        wish.refresh_from_db()
        assert wish.answer == Answer.YES
        assert [each.to for each in mail.outbox[1:]] == [[self.somebody.email]]
        assert self.codes().count("network.asked_to_join") == 1

    def test_a_no_lets_nobody_in_and_one_may_ask_again(self) -> None:
        self.post(self.somebody, "join", self.asked.pk, words="")
        self.post(self.lead, "answer", self.asked.pk, JoinRequest.objects.get().pk, answer="no")
        assert self.places(self.asked) == []
        assert "nei" in mail.outbox[-1].body
        self.post(self.somebody, "join", self.asked.pk, words="")
        assert JoinRequest.objects.filter(answer=Answer.WAITING).count() == 1

    def test_nobody_joins_a_closed_one_by_themselves(self) -> None:
        assert self.post(self.somebody, "join", self.closed.pk).status_code == 404
        assert self.places(self.closed) == []

    def test_those_who_lead_take_people_in_by_address(self) -> None:
        assert self.post(self.lead, "members", self.closed.pk, email="ingen@example.no").status_code == 422
        assert self.post(self.lead, "members", self.closed.pk, email=self.somebody.email).status_code == 302
        assert self.places(self.closed) == [self.somebody]
        assert mail.outbox[-1].to == [self.somebody.email]
        assert self.post(self.somebody, "members", self.closed.pk, email=self.lead.email).status_code == 404
        # Told once more to let them lead, the member is lifted.
        self.post(self.lead, "members", self.closed.pk, email=self.somebody.email, leads="on")
        assert SpaceMember.objects.get(space=self.closed.pk, person=self.somebody).role == Role.FACILITATOR

    def test_leaving_and_taking_out_but_never_the_last_who_leads(self) -> None:
        inside = member(self.open)
        self.post(inside, "leave", self.open.pk)
        assert self.places(self.open) == []
        place = SpaceMember.objects.current().get(space=self.open.pk, person=self.lead)
        self.post(self.lead, "leave", self.open.pk)
        self.post(self.lead, "member_end", self.open.pk, place.pk)
        assert SpaceMember.objects.current().filter(pk=place.pk).exists()
        other = member(self.open)
        self.post(self.lead, "member_end", self.open.pk, SpaceMember.objects.get(person=other).pk)
        assert self.places(self.open) == []
        assert {"network.left", "network.member_ended"} <= set(self.codes())


class Counting(World):
    def count(self, person: User | None, address: str) -> int:
        client = as_(person) if person else Client()
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    def test_many_meetings_and_members_ask_no_more_than_few(self) -> None:
        inside, organisations = member(self.open), [OrganisationFactory() for _each in range(10)]
        for number in range(2):
            announced(self.open, self.lead, title=f"Møte {number}", starts_at=soon(number + 1))
            announced(self.open, self.lead, title=f"Var {number}", starts_at=soon(-number - 1))
        people: list[User | None] = [None, inside, self.lead]
        few = [self.count(each, url(self.open)) for each in people]
        for number in range(2, 25):
            announced(self.open, self.lead, title=f"Møte {number}", starts_at=soon(number + 1))
            announced(self.open, self.lead, title=f"Var {number}", starts_at=soon(-number - 1))
        for each in organisations:
            member(self.open, each)
        assert [self.count(each, url(self.open)) for each in people] == few
        assert max(few) <= 40
        text = Client().get(url(self.open)).content.decode()
        assert text.count("Var ") >= 20
        assert "?page=2" in text

    def test_a_network_with_five_hundred_meetings_asks_no_more_than_one_with_two(self) -> None:
        announced(self.open, self.lead, title="Først", starts_at=soon(1))
        announced(self.open, self.lead, title="Før", starts_at=soon(-1))
        few = [self.count(each, url(self.open)) for each in (None, self.lead)]
        Gathering.objects.bulk_create(
            Gathering(
                space=self.open.space, kind="network", title=f"Møte {n}", starts_at=soon(n - 400), stage="announced"
            )
            for n in range(500)
        )
        assert [self.count(each, url(self.open)) for each in (None, self.lead)] == few
        text = Client().get(url(self.open)).content.decode()
        assert "Flere møter er planlagt senere." in text
        assert "?page=20" in Client().get(f"{url(self.open)}?page=19").content.decode()

    def test_many_networks_ask_no_more_than_few(self) -> None:
        index = str(page_of(self.open).get_parent().url)  # type: ignore[union-attr]
        few = self.count(self.lead, index)
        for number in range(6):
            network(self.lead, title=f"Nettverk {number}")
        assert self.count(self.lead, index) == few
