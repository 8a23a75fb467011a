"""Who leads a network and who is in it: given and taken, asked for and taken back, left after one question."""

from __future__ import annotations

from typing import Any

from django.core import mail
from django.urls import reverse
from django.utils import translation

from network.choices import Access, Answer
from network.models import JoinRequest, Network, NetworkPage
from network.services.pages import page_of
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.spaces.models import SpaceMember
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.networks import WORDS, member
from tests.integration.network.test_networks import World as Networks
from tests.integration.network.test_networks import as_, url


class World(Networks):
    def post(self, person: User, name: str, *args: int, **body: Any) -> str:
        answer = as_(person).post(reverse(f"network:{name}", args=args), body, follow=True)
        return str(answer.content.decode())

    def row_of(self, person: User, net: Network | None = None) -> SpaceMember:
        return SpaceMember.objects.get(space=(net or self.open).pk, person=person)

    def members_page(self, person: User) -> str:
        return as_(person).get(reverse("network:members", args=[self.open.pk])).content.decode()


class Leading(World):
    def test_a_member_is_let_to_lead_in_one_press_and_is_told(self) -> None:
        inside = member(self.open, first_name="Kari")
        assert "Gjør til leder" in self.members_page(self.lead)
        assert "Gjør til leder" not in self.members_page(inside)
        row = self.row_of(inside)
        text = self.post(self.lead, "member_lead", self.open.pk, row.pk, lead="yes")
        assert "leder nå nettverket sammen med deg" in text
        assert self.row_of(inside).role == Role.FACILITATOR
        (letter,) = mail.outbox
        assert letter.to == [inside.email]
        assert "leder nå" in letter.subject
        assert "network.lead_given" in self.codes()
        assert "leder nettverket alt" in self.post(self.lead, "member_lead", self.open.pk, row.pk, lead="yes")
        assert len(mail.outbox) == 1

    def test_where_another_leads_one_may_stop_and_the_last_may_not(self) -> None:
        mine = self.row_of(self.lead)
        assert "Ikke leder lenger" not in self.members_page(self.lead)
        assert "Noen må lede" in self.post(self.lead, "member_lead", self.open.pk, mine.pk, lead="no")
        assert self.row_of(self.lead).role == Role.ADVISOR
        inside = member(self.open)
        self.post(self.lead, "member_lead", self.open.pk, self.row_of(inside).pk, lead="yes")
        assert "Ikke leder lenger" in self.members_page(self.lead)
        self.post(self.lead, "member_lead", self.open.pk, mine.pk, lead="no")
        assert self.row_of(self.lead).role == Role.TEAM_MEMBER
        assert as_(self.lead).get(reverse("network:edit", args=[self.open.pk])).status_code == 404
        assert "network.lead_taken" in self.codes()
        self.post(inside, "member_lead", self.open.pk, self.row_of(inside).pk, lead="no")
        assert self.row_of(inside).role == Role.FACILITATOR

    def test_named_once_more_as_one_who_leads_they_are_told_that_they_lead(self) -> None:
        inside = member(self.open)
        text = self.post(self.lead, "members", self.open.pk, email=inside.email, leads="on")
        assert "leder nå nettverket sammen med deg" in text
        assert "leder nå" in mail.outbox[-1].subject

    def test_others_and_other_words_change_nothing(self) -> None:
        inside, other = member(self.open), member(self.open)
        address = reverse("network:member_lead", args=[self.open.pk, self.row_of(other).pk])
        assert as_(inside).post(address, {"lead": "yes"}).status_code == 404
        assert as_(self.lead).post(address, {"lead": "perhaps"}).status_code == 404
        elsewhere = reverse("network:member_lead", args=[self.asked.pk, self.row_of(other).pk])
        assert as_(self.lead).post(elsewhere, {"lead": "yes"}).status_code == 404


class Leaving(World):
    def test_one_is_asked_once_and_told_what_it_means(self) -> None:
        inside = member(self.closed)
        address = reverse("network:leave", args=[self.closed.pk])
        assert f'href="{address}"' in as_(inside).get(url(self.closed)).content.decode()
        text = as_(inside).get(address).content.decode()
        assert "Det er lukket" in text
        assert SpaceMember.objects.current().filter(space=self.closed.pk, person=inside).exists()
        assert "Du er ikke lenger med i nettverket." in self.post(inside, "leave", self.closed.pk)
        assert not SpaceMember.objects.current().filter(space=self.closed.pk, person=inside).exists()

    def test_whoever_leads_alone_is_led_to_the_members(self) -> None:
        text = as_(self.lead).get(reverse("network:leave", args=[self.open.pk])).content.decode()
        assert reverse("network:members", args=[self.open.pk]) in text
        assert 'method="post" action="/nettverk' not in text

    def test_from_nynorsk_one_comes_back_to_nynorsk(self) -> None:
        inside = member(self.closed)
        with translation.override("nn"):
            address = reverse("network:leave", args=[self.closed.pk])
        assert as_(inside).post(address)["Location"].startswith("/nn/")


class Asking(World):
    def test_a_wish_is_taken_back(self) -> None:
        self.post(self.somebody, "join", self.asked.pk, words="Vi arbeider med det samme.")
        assert (
            reverse("network:take_back", args=[self.asked.pk])
            in as_(self.somebody).get(url(self.asked)).content.decode()
        )
        assert "Du ber ikke lenger om å bli med." in self.post(self.somebody, "take_back", self.asked.pk)
        assert not JoinRequest.objects.exists()
        assert "network.wish_taken_back" in self.codes()
        assert "venter på svar" in self.post(self.somebody, "take_back", self.asked.pk)
        self.post(self.somebody, "join", self.asked.pk, words="Likevel.")
        assert JoinRequest.objects.get().answer == Answer.WAITING

    def test_the_home_page_says_how_many_wait(self) -> None:
        for number in range(3):
            self.post(UserFactory(first_name=f"Person{number}"), "join", self.asked.pk, words="")
        text = as_(self.lead).get("/min-side/").content.decode()
        assert "Person0" in text
        assert "og 2 andre venter på svar fra deg" in text


class NobodyLearnsOfAClosedOne(World):
    def test_signed_out_it_answers_like_one_that_is_not_there(self) -> None:
        index = url(self.closed).removesuffix("lukket-krets/")
        for known, unknown in (
            ("lukket-krets/", "finnes-ikke/"),
            ("lukket-krets/2026-11-30-samling/", "finnes-ikke/2026-11-30-samling/"),
        ):
            answers = [self.client.get(f"{index}{each}") for each in (known, unknown)]
            assert [each.status_code for each in answers] == [302, 302]
            for each, answer in zip((known, unknown), answers, strict=True):
                assert answer["Location"].endswith(f"/accounts/login/?next={index}{each}")
            for each in (known, unknown):
                assert as_(self.somebody).get(f"{index}{each}").status_code == 404
        assert self.client.get(index).status_code == 200
        assert self.client.get(f"{index[:-1]}-finnes-ikke/").status_code == 404


class TheList(World):
    def test_one_s_own_stand_there_once(self) -> None:
        inside = member(self.open)
        index = str(page_of(self.open).get_parent().url)  # type: ignore[union-attr]
        text = as_(inside).get(index).content.decode()
        assert text.count(f'href="{url(self.open)}"') == 1
        assert "Andre nettverk" in text
        assert f'href="{url(self.asked)}"' in text


class WhoMakes(World):
    def test_by_role(self) -> None:
        index = str(page_of(self.open).get_parent().url)  # type: ignore[union-attr]
        may = {Role.ADVISOR, Role.KE, Role.ORGANISATION_ADMIN}
        for role in Role:
            person = UserFactory()
            MembershipFactory(person=person, organisation=self.place, role=role)
            client = as_(person)
            status = client.get(reverse("network:new")).status_code
            assert status == (200 if role in may else 404), role
            assert (reverse("network:new") in client.get(index).content.decode()) == (role in may), role

    def test_a_coordinating_unit_leads_what_it_makes(self) -> None:
        person = UserFactory()
        MembershipFactory(person=person, organisation=self.place, role=Role.KE)
        as_(person).post(reverse("network:new"), {**WORDS, "title": "Vårt eget", "access": Access.CLOSED})
        made = NetworkPage.objects.get(title="Vårt eget", alias_of__isnull=True).network
        row = made.space.members.get()
        assert (row.role, row.acting_for) == (Role.FACILITATOR, self.place)
        assert as_(person).get(reverse("gatherings:new", args=[made.pk])).status_code == 200
        assert as_(person).get(reverse("network:edit", args=[made.pk])).status_code == 200
