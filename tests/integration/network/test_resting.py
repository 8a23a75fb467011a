"""A network rests and is taken up again, is deleted while empty, and keeps its former addresses when it is renamed."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from network.choices import Answer, When
from network.models import JoinRequest, Material, MeetingPage, Network, NetworkPage
from network.services import members
from network.services.pages import page_of
from network.services.resting import is_empty
from portal.accounts.roles import Role
from portal.actions.models import Action
from portal.gatherings.services import meetings
from portal.security.models import AuditEntry
from portal.spaces.models import Space, SpaceMember
from tests.factories.accounts import UserFactory
from tests.factories.gatherings import meeting, soon
from tests.factories.networks import WORDS, announced, member
from tests.integration.network.test_networks import World, as_, url


def index_of(net: Network) -> str:
    return str(page_of(net).get_parent().url)  # type: ignore[union-attr]


class Resting(World):
    def archive(self, net: Network, person: Any = None, archive: str = "yes") -> Any:
        return as_(person or self.lead).post(reverse("network:archive", args=[net.pk]), {"archive": archive})

    def test_it_is_read_as_before_and_stands_in_no_list_of_others(self) -> None:
        inside = member(self.open)
        listed = index_of(self.open)
        assert WORDS["title"] in Client().get(listed).content.decode()
        for _twice in range(2):
            assert self.archive(self.open).status_code == 302
        assert self.codes().count("network.archived") == 1
        for client in (Client(), as_(self.somebody), as_(inside)):
            page = client.get(url(self.open))
            assert page.status_code == 200
            assert "Dette er arkivert" in page.content.decode()
        for client in (Client(), as_(self.somebody)):
            assert WORDS["title"] not in client.get(listed).content.decode()
        own = as_(inside).get(listed).content.decode()
        assert WORDS["title"] in own
        assert "Arkivert nettverk" in own
        # A closed one is not opened by it.
        self.archive(self.closed)
        assert as_(self.somebody).get(url(self.closed)).status_code == 404

    def test_nothing_new_is_made_and_what_was_typed_stays(self) -> None:
        someone = member(self.open)
        made = announced(self.open, self.lead, starts_at=soon(-30))
        record = made.network_record
        JoinRequest.objects.create(network=self.open, person=self.somebody)
        self.archive(self.open)
        client, words = as_(self.lead), "Nettverket er arkivert."
        edited = {**WORDS, "goal": "Et mål å huske", "access": "open", "version": self.open.version}
        written = {"outcome": "Det vi husker", "recording": "", "version": record.version}
        material = {"when": When.AFTER, "title": "Lysark å huske", "address": "https://example.no/", "note": ""}
        for name, key, sent, kept in (
            ("edit", self.open.pk, edited, "Et mål å huske"),
            ("members", self.open.pk, {"email": self.somebody.email}, self.somebody.email),
            ("record", made.pk, written, "Det vi husker"),
            ("material_new", made.pk, material, "Lysark å huske"),
        ):
            answer = client.post(reverse(f"network:{name}", args=[key]), sent)
            assert answer.status_code == 422, name
            assert words in answer.content.decode(), name
            assert kept in answer.content.decode(), name
        assert client.get(reverse("gatherings:new", args=[self.open.pk])).status_code == 404
        assert as_(someone).post(reverse("actions:action_new", args=[self.open.pk]), {"what": "X"}).status_code == 404
        as_(UserFactory()).post(reverse("network:join", args=[self.open.pk]))
        wish = JoinRequest.objects.get()
        client.post(reverse("network:answer", args=[self.open.pk, wish.pk]), {"answer": Answer.YES})
        wish.refresh_from_db()
        assert wish.answer == Answer.WAITING
        assert SpaceMember.objects.current().filter(space=self.open.pk).count() == 2
        assert not Action.objects.exists()
        assert not Material.objects.exists()
        page = client.get(url(self.open)).content.decode()
        for gone in (reverse("network:edit", args=[self.open.pk]), reverse("gatherings:new", args=[self.open.pk])):
            assert gone not in page
        assert reverse("network:archive", args=[self.open.pk]) in page

    def test_one_may_still_leave_and_it_is_taken_up_again_with_all_as_it_was(self) -> None:
        someone = member(self.open)
        self.archive(self.open)
        assert as_(someone).post(reverse("network:leave", args=[self.open.pk])).status_code == 302
        assert (
            "Ta det opp igjen" in as_(self.lead).get(reverse("network:archive", args=[self.open.pk])).content.decode()
        )
        self.archive(self.open, archive="no")
        assert self.codes()[-1] == "network.reopened"
        assert WORDS["title"] in Client().get(index_of(self.open)).content.decode()
        as_(someone).post(reverse("network:join", args=[self.open.pk]))
        assert SpaceMember.objects.current().filter(space=self.open.pk, person=someone).exists()

    def test_with_meetings_ahead_it_says_which_and_stays_open(self) -> None:
        made = announced(self.open, self.lead, title="Samling som venter")
        answer = self.archive(self.open)
        assert answer.status_code == 409
        assert "Samling som venter" in answer.content.decode()
        assert Space.objects.get(pk=self.open.pk).archived_at is None
        meetings.cancel(self.lead, made, "Vi tar en pause.")
        assert self.archive(self.open).status_code == 302

    def test_who_does_not_lead_does_neither(self) -> None:
        someone = member(self.open)
        for person in (someone, self.somebody):
            assert self.archive(self.open, person).status_code == 404
            assert as_(person).post(reverse("network:delete", args=[self.open.pk])).status_code == 404
        assert as_(someone).get(reverse("network:archive", args=[self.open.pk])).status_code == 404
        assert Network.objects.filter(pk=self.open.pk, space__archived_at=None).exists()


class Deleting(World):
    def delete(self, net: Network) -> Any:
        return as_(self.lead).post(reverse("network:delete", args=[net.pk]), follow=True)

    def test_an_empty_one_goes_with_its_page_in_all_languages(self) -> None:
        someone, key, address = member(self.open), self.open.key, url(self.open)
        JoinRequest.objects.create(network=self.open, person=self.somebody)
        said = as_(self.lead).get(reverse("network:archive", args=[self.open.pk])).content.decode()
        assert "plassen til 1 annet medlem" in said
        answer = self.delete(self.open)
        assert answer.status_code == 200
        assert "Nettverket er slettet." in answer.content.decode()
        assert not NetworkPage.objects.filter(translation_key=key).exists()
        assert not Space.objects.filter(pk=self.open.pk).exists()
        assert not JoinRequest.objects.exists()
        assert as_(someone).get(address).status_code == 404
        assert AuditEntry.objects.filter(action="network.deleted").count() == 1
        assert Network.objects.count() == 2

    def test_one_in_which_something_was_made_stays(self) -> None:
        meeting(self.open.space, self.lead)
        Action.objects.create(space=self.asked.space, what="Ring")
        for net in (self.open, self.asked):
            assert not is_empty(net)
            said = as_(self.lead).get(reverse("network:archive", args=[net.pk])).content.decode()
            assert reverse("network:delete", args=[net.pk]) not in said
            assert "kan ikke slettes" in self.delete(net).content.decode()
            assert Network.objects.filter(pk=net.pk).exists()
        assert page_of(self.open) is not None
        assert "network.deleted" not in self.codes()

    def test_an_archived_empty_one_can_go_too(self) -> None:
        as_(self.lead).post(reverse("network:archive", args=[self.open.pk]), {"archive": "yes"})
        assert self.delete(self.open).status_code == 200
        assert not Network.objects.filter(pk=self.open.pk).exists()


class Renaming(World):
    def rename(self, net: Network, title: str, access: str = "open") -> None:
        net.refresh_from_db()
        body = {**WORDS, "title": title, "access": access, "version": net.version}
        with self.captureOnCommitCallbacks(execute=True):
            answer = as_(self.lead).post(reverse("network:edit", args=[net.pk]), body)
        assert answer.status_code == 302

    def slugs(self, net: Network) -> set[str]:
        return set(NetworkPage.objects.filter(translation_key=net.key).values_list("slug", flat=True))

    def test_the_address_follows_the_name_and_the_former_ones_lead_on(self) -> None:
        announced(self.open, self.lead, title="Samling")
        first = url(self.open)
        below = str(MeetingPage.objects.get(title="Samling", alias_of__isnull=True).url)
        copies = {each.url for each in NetworkPage.objects.filter(translation_key=self.open.key)}
        self.rename(self.open, "Nettverk for gode møter")
        self.rename(self.open, "Nettverk for ærlige møter")
        assert self.slugs(self.open) == {"nettverk-for-aerlige-moter"}
        for client in (Client(), as_(self.somebody)):
            for old in {first, *copies}:
                answer = client.get(old, follow=True)
                assert answer.status_code == 200, old
                assert "Nettverk for ærlige møter" in answer.content.decode()
            assert client.get(first)["Location"].endswith(url(self.open))
            assert "Samling" in client.get(below, follow=True).content.decode()

    def test_back_to_the_first_name_goes_in_no_circle(self) -> None:
        first = url(self.open)
        self.rename(self.open, "Et annet navn")
        second = url(self.open)
        self.rename(self.open, WORDS["title"])
        assert url(self.open) == first
        assert Client().get(first).status_code == 200
        assert Client().get(second, follow=True).status_code == 200

    def test_a_former_address_tells_strangers_nothing_of_a_closed_one(self) -> None:
        inside, first = member(self.closed), url(self.closed)
        self.rename(self.closed, "Hemmelig nytt navn", "closed")
        assert as_(inside).get(first, follow=True).status_code == 200
        assert as_(self.somebody).get(first).status_code == 404
        unknown, former = Client().get("/nettverk-som-ikke-er/"), Client().get(first)
        assert former.status_code == 302
        assert "hemmelig-nytt" not in former["Location"]
        assert unknown.status_code == 404

    def test_an_address_chosen_by_hand_stays_and_so_does_a_name_that_reads_the_same(self) -> None:
        page = NetworkPage.objects.get(network=self.open, alias_of__isnull=True)
        page.slug = "var-krets"
        page.save()
        self.rename(self.open, "Noe helt annet")
        assert "var-krets" in self.slugs(self.open)
        before = self.slugs(self.asked)
        self.rename(self.asked, "Etter ønske!", "invited")
        assert self.slugs(self.asked) == before

    def test_two_of_the_same_name_have_an_address_each(self) -> None:
        self.rename(self.open, "Etter ønske")
        assert self.slugs(self.open) == {"etter-onske-1"} != self.slugs(self.asked)
        self.rename(self.open, "Etter eget ønske")
        assert self.slugs(self.open) == {"etter-eget-onske"}


class Letters(World):
    def test_wishes_of_a_resting_network_do_not_call_for_an_answer(self) -> None:
        members.ask(self.somebody, self.asked, None, "")
        page = reverse("cms:my_page")
        assert reverse("network:members", args=[self.asked.pk]) in as_(self.lead).get(page).content.decode()
        as_(self.lead).post(reverse("network:archive", args=[self.asked.pk]), {"archive": "yes"})
        assert reverse("network:members", args=[self.asked.pk]) not in as_(self.lead).get(page).content.decode()
        assert SpaceMember.objects.get(space=self.asked.pk).role == Role.ADVISOR
