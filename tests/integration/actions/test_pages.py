"""The pages of actions and decisions, by the door that people use."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.roles import Role
from portal.actions.models import Action, Decision
from portal.spaces.models import Space
from portal.spaces.services.owned import space_of_organisation
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.actions import join, make_action, make_decision, make_space
from tests.integration.actions.reading import browser, hidden, list_of, new_in, text_of

pytestmark = pytest.mark.django_db


class TestTheTeamsWay:
    def test_agree_in_the_meeting_tick_on_monday_and_drop_before_the_next(self) -> None:
        space, lead = make_space(title="Agenda med brukeren")
        member = join(space)
        leader, worker = browser(lead), browser(member)
        assert "Skriv det første" in text_of(leader.get(list_of(space)))

        form = {"what": "Ringe NAV", "responsible": member.pk, "due": "2099-11-20", "again": "1"}
        answer = leader.post(new_in(space), {**form, "form_key": hidden(leader.get(new_in(space)), "form_key")})
        assert answer["Location"] == f"{new_in(space)}#said", "one after the other is written in a meeting"
        leader.post(new_in(space), {"what": "Lage mal", "responsible_text": "Koordinerende enhet"})
        page = text_of(leader.get(list_of(space)))
        assert str(member) in page
        assert "Koordinerende enhet" in page
        assert "Frist 20. november 2099" in page

        action = Action.objects.get(what="Ringe NAV")
        assert "Ringe NAV" in text_of(worker.get(reverse("actions:mine")))
        tick = reverse("actions:finish", args=[space.pk, action.pk])
        answer = worker.post(tick, {"next": reverse("actions:mine")}, follow=True)
        assert answer.redirect_chain == [("/oppgaver/#said", 302)]
        assert "Gjort: Ringe NAV" in text_of(answer)
        assert "Gjort de siste to ukene" in text_of(answer)
        worker.post(reverse("actions:reopen", args=[space.pk, action.pk]))
        action.refresh_from_db()
        assert action.is_open

        drop = reverse("actions:drop", args=[space.pk, action.pk])
        assert leader.post(drop, {"reason": ""}).status_code == 422
        answer = leader.post(drop, {"reason": "NAV ringer oss"}, follow=True)
        assert "NAV ringer oss" in text_of(answer)
        assert "Det skal gjøres likevel" in text_of(answer)
        assert "1 som er gjort eller ikke skal gjøres" in text_of(leader.get(list_of(space)))

    def test_a_decision_is_written_read_and_changed(self) -> None:
        space, lead = make_space()
        client = browser(lead)
        page = reverse("actions:decision_new", args=[space.pk])
        assert client.post(page, {"what": "Vi møtes", "decided_on": ""}).status_code == 422
        client.post(
            page, {"what": "Vi møtes mandager", "decided_on": "20.11.2026", "decided_by_text": "Styringsgruppa"}
        )
        decision = Decision.objects.get()
        shown = text_of(client.get(list_of(space)))
        assert "Vi møtes mandager" in shown
        assert "20. november 2026" in shown
        assert "Styringsgruppa" in shown
        changed = {"what": "Vi møtes tirsdager", "decided_on": "2026-11-20", "version": 1}
        assert client.post(decision.get_absolute_url(), changed).status_code == 302
        decision.refresh_from_db()
        assert (decision.what, decision.version) == ("Vi møtes tirsdager", 2)

    def test_what_was_typed_stands_in_the_form_when_something_is_wrong(self) -> None:
        space, lead = make_space()
        answer = browser(lead).post(new_in(space), {"what": "", "details": "Husk kaffe", "due": "i morgen"})
        assert answer.status_code == 422
        page = text_of(answer)
        assert "Husk kaffe" in page
        assert "Skriv hva som skal gjøres." in page
        assert "Skriv en dato" in page
        assert not Action.objects.exists()
        assert browser(lead).post(new_in(space), {"what": "Noe", "due": "0206-11-20"}).status_code == 422

    def test_a_form_sent_twice_gives_one_action(self) -> None:
        space, lead = make_space()
        client = browser(lead)
        sent = {"what": "Ringe", "form_key": hidden(client.get(new_in(space)), "form_key")}
        for _each in range(2):
            assert client.post(new_in(space), sent).status_code == 302
        assert Action.objects.count() == 1

    def test_somebody_outside_cannot_be_given_anything(self) -> None:
        space, lead = make_space()
        stranger = UserFactory()
        answer = browser(lead).post(new_in(space), {"what": "Ringe", "responsible": stranger.pk})
        assert answer.status_code == 422
        assert "Velg noen som er med her" in text_of(answer)
        assert str(stranger) not in text_of(browser(lead).get(new_in(space)))

    def test_who_has_left_still_stands_there_and_is_said_to_have_left(self) -> None:
        space, lead = make_space()
        gone = UserFactory(first_name="Gått")
        action = make_action(space, lead, responsible=gone)
        client = browser(lead)
        assert "(ikke med her lenger)" in text_of(client.get(list_of(space)))
        same = {"what": "Rettet", "responsible": gone.pk, "version": 1}
        assert client.post(action.get_absolute_url(), same).status_code == 302
        action.refresh_from_db()
        assert (action.what, action.responsible) == ("Rettet", gone)


class TestWhoMay:
    def all_of(self, space: Space, action: Action, decision: Decision) -> list[str]:
        return [
            list_of(space),
            new_in(space),
            action.get_absolute_url(),
            reverse("actions:finish", args=[space.pk, action.pk]),
            reverse("actions:reopen", args=[space.pk, action.pk]),
            reverse("actions:drop", args=[space.pk, action.pk]),
            reverse("actions:decision_new", args=[space.pk]),
            decision.get_absolute_url(),
        ]

    def test_another_teams_things_are_not_there(self) -> None:
        space, lead = make_space()
        action, decision = make_action(space, lead), make_decision(space, lead)
        other, other_lead = make_space()
        client = browser(other_lead)
        sent = {"what": "Tatt", "version": 1, "reason": "x"}
        for address in self.all_of(space, action, decision):
            assert client.get(address).status_code in {404, 405}, address
            assert client.post(address, {"what": "Tatt", "version": 1, "reason": "x"}).status_code in {404, 405}, (
                address
            )
        for name, row in (("action", action), ("finish", action), ("drop", action), ("decision", decision)):
            mixed = reverse(f"actions:{name}", args=[other.pk, row.pk])
            assert client.post(mixed, sent).status_code == 404, name
        assert Action.objects.get() == action
        assert Action.objects.get().is_open
        assert Action.objects.get().what == "Ringe NAV"

    def test_who_reads_sees_everything_changes_nothing_and_ticks_their_own(self) -> None:
        space, lead = make_space()
        advisor = join(space, Role.ADVISOR)
        own, others = make_action(space, lead, "Min", responsible=advisor), make_action(space, lead, "Andres")
        decision = make_decision(space, lead)
        client = browser(advisor)
        page = text_of(client.get(list_of(space)))
        assert "Andres" in page
        assert new_in(space) not in page
        assert reverse("actions:finish", args=[space.pk, own.pk]) in page
        assert reverse("actions:finish", args=[space.pk, others.pk]) not in page
        for row in (others, decision):
            assert 'name="what"' not in text_of(client.get(row.get_absolute_url()))
            assert client.post(row.get_absolute_url(), {"what": "Nytt", "version": 1}).status_code == 404
        assert client.get(new_in(space)).status_code == 404
        assert client.post(reverse("actions:drop", args=[space.pk, own.pk]), {"reason": "x"}).status_code == 404
        assert client.post(reverse("actions:finish", args=[space.pk, others.pk])).status_code == 404
        assert client.post(reverse("actions:finish", args=[space.pk, own.pk])).status_code == 302
        assert set(Action.objects.open()) == {others}
        Action.objects.filter(pk=own.pk).update(done_at=None, dropped_at=timezone.now())
        assert client.post(reverse("actions:reopen", args=[space.pk, own.pk])).status_code == 404

    def test_an_archived_space_is_read_and_not_written(self) -> None:
        space, lead = make_space()
        action, decision = make_action(space, lead, responsible=lead), make_decision(space, lead)
        Space.objects.filter(pk=space.pk).update(archived_at=timezone.now())
        client = browser(lead)
        assert "Dette er arkivert" in text_of(client.get(list_of(space)))
        for row in (action, decision):
            assert client.get(row.get_absolute_url()).status_code == 200
            assert client.post(row.get_absolute_url(), {"what": "Nytt", "version": 1}).status_code == 404
        for name in ("finish", "drop"):
            assert client.post(reverse(f"actions:{name}", args=[space.pk, action.pk])).status_code == 404
        assert client.get(new_in(space)).status_code == 404
        assert Action.objects.get().is_open
        assert "Ringe NAV" not in text_of(client.get(reverse("actions:mine")))

    def test_an_organisations_people_agree_in_its_space(self) -> None:
        membership = MembershipFactory()
        space = space_of_organisation(membership.organisation)
        client = browser(membership.person)
        assert client.post(new_in(space), {"what": "Ringe", "responsible": membership.person.pk}).status_code == 302
        assert membership.organisation.name in text_of(client.get(list_of(space)))
        assert browser(MembershipFactory().person).get(list_of(space)).status_code == 404

    def test_nobody_is_let_in_who_is_not_signed_in(self, client: Client) -> None:
        space, _lead = make_space()
        for address in (list_of(space), reverse("actions:mine")):
            assert "/accounts/login/" in client.get(address)["Location"]

    def test_a_tick_leads_back_to_our_own_pages_only(self) -> None:
        space, lead = make_space()
        action = make_action(space, lead)
        tick = reverse("actions:finish", args=[space.pk, action.pk])
        for strange in ("//evil.example/", "https://evil.example/", "javascript:alert(1)"):
            assert browser(lead).post(tick, {"next": strange})["Location"] == f"{list_of(space)}#said"
        assert browser(lead).post(tick, {"next": "/oppgaver/?rom=1#x"})["Location"] == "/oppgaver/?rom=1#said"


class TestMine:
    def test_by_when_it_is_due_with_words_and_a_way_to_the_rest(self) -> None:
        space, lead = make_space(title="Agenda med brukeren")
        today = timezone.localdate()
        for what, days in (("Sen", -3), ("I dag", 0), ("Siden", 40)):
            make_action(space, lead, what, responsible=lead, due=today + timedelta(days=days))
        make_action(space, lead, "En gang", responsible=lead)
        make_action(space, lead, "Ikke min")
        page = text_of(browser(lead).get(reverse("actions:mine")))
        heads = re.findall(r'<h2 id="(\w+)"', page)
        assert heads[:4] == ["overdue", "this_week", "later", "undated"]
        assert "3 dager over fristen" in page
        assert "Frist i dag" in page
        assert "Agenda med brukeren" in page
        assert "Ikke min" not in page
        assert list_of(space) in page

    def test_filtered_by_space(self) -> None:
        first, lead = make_space(title="Første")
        second, _lead = make_space(lead, title="Andre")
        make_action(first, lead, "Her", responsible=lead)
        make_action(second, lead, "Der", responsible=lead)
        client = browser(lead)
        both = text_of(client.get(reverse("actions:mine")))
        assert f"?rom={first.pk}" in both
        one = text_of(client.get(reverse("actions:mine"), {"rom": first.pk}))
        assert "Her</a>" in one
        assert "Der</a>" not in one
        for nonsense in ("999999", "x", ""):
            assert "Der</a>" in text_of(client.get(reverse("actions:mine"), {"rom": nonsense}))

    def test_nothing_waits(self) -> None:
        assert "Ingenting venter på deg" in text_of(browser(UserFactory()).get(reverse("actions:mine")))

    def test_a_task_to_oneself_is_seen_by_nobody_else(self) -> None:
        me = UserFactory()
        client = browser(me)
        page = reverse("actions:own_new")
        assert client.get(page).status_code == 200
        assert not Space.objects.filter(of_person__person=me).exists(), "reading makes nothing"
        client.post(page, {"what": "Lese veilederen", "due": "2099-01-02"})
        action = Action.objects.get()
        assert action.responsible == me
        listed = text_of(client.get(reverse("actions:mine")))
        assert "Lese veilederen" in listed
        opened = client.get(action.get_absolute_url())
        assert 'name="responsible"' not in text_of(opened)
        assert browser(UserFactory()).get(action.get_absolute_url()).status_code == 404
        assert client.post(new_in(action.space), {"what": "En til"}).status_code == 302
        assert Action.objects.get(what="En til").responsible == me

    def test_the_card_on_my_page(self) -> None:
        space, lead = make_space()
        client = browser(lead)
        assert (
            "oppgaver"
            not in re.sub(r"(?s)<header.*?</header>", "", text_of(client.get(reverse("cms:my_page")))).lower()
        )
        today = timezone.localdate()
        make_action(space, lead, "Ringe NAV", responsible=lead, due=today - timedelta(days=2))
        page = text_of(client.get(reverse("cms:my_page")))
        assert "1 oppgave, 1 over fristen" in page
        make_action(space, lead, responsible=lead)
        make_action(space, lead, responsible=lead, due=today)
        page = text_of(client.get(reverse("cms:my_page")))
        assert "3 oppgaver, 1 over fristen" in page
        assert "Ringe NAV" in page
        assert "2 dager over fristen" in page
        assert reverse("actions:mine") in page

    def test_the_menu_under_ones_name_leads_there(self) -> None:
        page = text_of(browser(UserFactory()).get(reverse("cms:my_page")))
        header = page[page.index("<header") : page.index("</header>")]
        assert 'href="/oppgaver/"' in header
        assert "Mine oppgaver" in header
