"""Two who write at once, links that carry an origin, and identity numbers: what is sent to the forms."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from portal.actions.models import Action, Decision
from portal.actions.origins import Origin, add_address, sign
from portal.security.models import AuditEntry
from tests.factories.actions import join, make_action, make_decision, make_space
from tests.integration.actions.reading import browser, hidden, list_of, new_in, text_of
from tests.unit.security.test_identity_guard import synthetic

pytestmark = pytest.mark.django_db


class TestTwoAtOnce:
    def test_the_last_one_is_told_and_sees_both_texts(self) -> None:
        space, lead = make_space()
        member = join(space)
        action = make_action(space, lead, "Opprinnelig", details="Som før")
        first, second = browser(lead), browser(member)
        url = action.get_absolute_url()
        form = second.get(url)
        carried = {"version": hidden(form, "version"), "seen": hidden(form, "seen")}
        first.post(url, {"what": "Den førstes", "details": "Som før", "due": "2099-12-24", "version": 1})
        told = second.post(url, {"what": "Den andres", "details": "Som før", **carried})
        assert told.status_code == 409
        page = text_of(told)
        assert "Noen andre lagret først" in page
        assert "Den førstes" in page
        assert page.count("Den andres") >= 2, "side by side, and still in the form"
        assert str(lead) in page
        assert re.search(r'name="merge-what" value="mine"[^>]* checked', page), "both changed it: one's own is proposed"
        assert re.search(r'name="merge-due" value="theirs"[^>]* checked', page), "only the other changed it"
        assert 'name="merge-details"' not in page
        action.refresh_from_db()
        assert action.what == "Den førstes"

        chosen = {"what": "Skrevet sammen", "details": "Som før", "merge-what": "mine", "merge-due": "theirs"}
        saved = second.post(url, {**chosen, "version": hidden(told, "version"), "seen": hidden(told, "seen")})
        assert saved.status_code == 302
        action.refresh_from_db()
        assert (action.what, str(action.due), action.version) == ("Skrevet sammen", "2099-12-24", 3)

    def test_who_does_it_can_be_taken_from_the_other(self) -> None:
        space, lead = make_space()
        member = join(space)
        action = make_action(space, lead, "Ringe")
        client, url = browser(lead), action.get_absolute_url()
        browser(member).post(url, {"what": "Ringe", "responsible": member.pk, "version": 1})
        told = client.post(url, {"what": "Ringe", "responsible": lead.pk, "version": 1, "seen": "ikke json"})
        assert told.status_code == 409
        sent = {"what": "Ringe", "responsible": lead.pk, "merge-responsible": "theirs", "version": 2}
        assert client.post(url, sent).status_code == 302
        action.refresh_from_db()
        assert action.responsible == member

    def test_decisions_too(self) -> None:
        space, lead = make_space()
        decision = make_decision(space, lead, "Opprinnelig")
        client, url = browser(lead), decision.get_absolute_url()
        client.post(url, {"what": "En", "decided_on": "2026-11-20", "version": 1})
        told = client.post(url, {"what": "To", "decided_on": "2026-11-20", "version": 1})
        assert told.status_code == 409
        assert "En" in text_of(told)


class TestWhereItCameFrom:
    ORIGIN = Origin("worksheet", "12:row-3", "Egenvurdering, rad 3", "/min-side/")

    def test_a_row_becomes_an_action_and_one_is_led_back(self) -> None:
        space, lead = make_space()
        client = browser(lead)
        link = add_address(space, "Avtale fast kontakt", self.ORIGIN)
        form = client.get(link)
        page = text_of(form)
        assert "Avtale fast kontakt</textarea>" in page
        assert '<a href="/min-side/">Egenvurdering, rad 3</a>' in page
        sent = {"what": "Avtale fast kontakt i NAV", "fra": hidden(form, "fra")}
        assert client.post(new_in(space), sent)["Location"] == "/min-side/#said"
        action = Action.objects.get()
        assert action.origin == self.ORIGIN
        assert "Egenvurdering, rad 3" in text_of(client.get(list_of(space)))
        again = text_of(client.get(link))
        assert "Det er allerede laget et tiltak av dette" in again
        assert action.get_absolute_url() in again
        client.post(new_in(space), sent)
        assert Action.objects.count() == 1

    @pytest.mark.parametrize("word", ["tull", "W1tdXQ:1abcde:forged", "\x00", "a" * 5000])
    def test_a_forged_origin_is_nowhere(self, word: str) -> None:
        space, lead = make_space()
        client = browser(lead)
        page = client.get(new_in(space), {"hva": "Ringe", "fra": word})
        assert page.status_code == 200
        assert 'name="fra"' not in text_of(page)
        answer = client.post(new_in(space), {"what": "Ringe", "fra": word})
        assert answer["Location"] == f"{list_of(space)}#said"
        assert Action.objects.get().origin is None

    def test_what_was_signed_for_another_space_does_not_hold_here(self) -> None:
        space, lead = make_space()
        other, _lead = make_space()
        client = browser(lead)
        client.post(new_in(space), {"what": "Ringe", "fra": sign(other, self.ORIGIN)})
        assert Action.objects.get().origin is None

    def test_columns_of_the_origin_cannot_be_sent(self) -> None:
        space, lead = make_space()
        sent = {
            "what": "Ringe",
            "origin_url": "//evil.example/",
            "origin_kind": "x",
            "origin_id": "1",
            "done_at": "2020-01-01",
        }
        browser(lead).post(new_in(space), sent)
        action = Action.objects.get()
        assert (action.origin_url, action.origin, action.is_open) == ("", None, True)

    def test_what_a_link_proposes_is_shown_as_text(self) -> None:
        space, lead = make_space()
        page = text_of(browser(lead).get(new_in(space), {"hva": "<script>alert(1)</script>"}))
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


class TestIdentityNumbers:
    @pytest.mark.parametrize("field", ["what", "responsible_text", "details"])
    def test_a_number_is_refused_kindly_and_stands_nowhere(self, field: str) -> None:
        space, lead = make_space()
        client = browser(lead)
        sent = {"what": "Ringe", field: f"Gjelder {synthetic()}"}
        answer = client.post(new_in(space), sent)
        assert answer.status_code == 422
        assert "ligner et fødselsnummer" in text_of(answer)
        # There is a way past, so it is not said that such a text is never stored; and it is said what the box does.
        assert "Varig lagrer ikke slike numre" not in text_of(answer)
        assert "Da lagres teksten som den står, og det loggføres" in text_of(answer)
        assert not Action.objects.exists()
        assert client.post(new_in(space), {**sent, "not_identity_number": "on"}).status_code == 302
        assert AuditEntry.objects.filter(action="identity_guard.overridden", space_id=space.pk).count() == 1

    def test_so_in_the_reason_and_in_decisions(self) -> None:
        space, lead = make_space()
        action = make_action(space, lead)
        client = browser(lead)
        drop = reverse("actions:drop", args=[space.pk, action.pk])
        assert client.post(drop, {"reason": f"Gjelder {synthetic()}"}).status_code == 422
        page = reverse("actions:decision_new", args=[space.pk])
        sent = {"what": "Vi", "decided_on": "2026-11-20", "background": f"Gjelder {synthetic()}"}
        assert client.post(page, sent).status_code == 422
        assert Action.objects.get().is_open
        assert not Decision.objects.exists()
