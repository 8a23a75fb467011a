"""After an answer in a review: what the reviewer reads, the writer's letter, and the writer's own page."""

from __future__ import annotations

import html
import re
from typing import Any

from django.contrib.messages import get_messages
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import TaskState

from portal.cms.models import GuidePage
from portal.cms.services import groups
from tests.support.editors import EditorCase, guide_form

COMMENT = "Fint! Husk & ta med tallene neste gang."
ADDRESS = "/verktoy/slik-begynner-dere/"


def said(response: Any) -> str:
    """The messages that the next page will show, as text."""
    told = " ".join(str(each) for each in get_messages(response.wsgi_request))
    return " ".join(html.unescape(told).split())


class ReviewAnswers(EditorCase):
    def sent(self, **form: Any) -> GuidePage:
        """A guide of the editor's, waiting for review."""
        self.create(self.as_(groups.EDITORS), **{"action-submit": "1"}, **form)
        return self.guide()

    def from_list(self, page: GuidePage, action: str, comment: str = "") -> Any:
        state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
        address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
        with self.captureOnCommitCallbacks(execute=True):
            return self.as_(groups.MODERATORS).post(address, {"comment": comment})

    def from_form(self, page: GuidePage, action: str, extra: str = "{}") -> Any:
        answer = {
            "action-workflow-action": "1",
            "workflow-action-name": action,
            "workflow-action-extra-data": extra,
        }
        with self.captureOnCommitCallbacks(execute=True):
            return self.as_(groups.MODERATORS).post(
                reverse("wagtailadmin_pages:edit", args=[page.pk]), guide_form(**answer)
            )

    def letter(self) -> str:
        return mail.outbox[-1].body

    def my_page(self) -> str:
        return " ".join(html.unescape(self.as_(groups.EDITORS).get("/min-side/").content.decode()).split())

    def test_who_approves_in_the_form_reads_that_it_is_out_and_who_knows(self) -> None:
        page = self.sent()
        told = said(self.from_form(page, "approve"))
        assert "«Slik begynner dere» er godkjent og publisert." in told
        assert f'href="{ADDRESS}"' in told
        assert f"{self.people[groups.EDITORS]} har fått brev om det." in told
        assert "oppdatert" not in told
        assert "følgende" not in self.letter().lower()
        assert "Kommentaren som fulgte med" not in self.letter()

    def test_who_approves_from_a_list_reads_the_same_and_the_letter_holds_the_comment(self) -> None:
        page = self.sent()
        told = said(self.from_list(page, "approve", COMMENT))
        assert "«Slik begynner dere» er godkjent og publisert." in told
        assert f'href="{ADDRESS}"' in told
        assert mail.outbox[-1].to == [self.people[groups.EDITORS].email]
        assert f"Kommentaren som fulgte med: «{COMMENT}»" in self.letter()

    def test_the_comment_that_comes_with_the_form_is_in_the_letter_too(self) -> None:
        page = self.sent()
        self.from_form(page, "approve", f'{{"comment": "{COMMENT}"}}')
        assert f"Kommentaren som fulgte med: «{COMMENT}»" in self.letter()

    def test_only_the_newest_approval_is_told(self) -> None:
        page = self.sent()
        self.from_list(page, "approve", COMMENT)
        client = self.as_(groups.EDITORS)
        client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), guide_form(text="Nytt.", **{"action-submit": "1"})
        )
        self.from_list(page, "approve", "Enda bedre.")
        assert "Enda bedre." in self.letter()
        assert COMMENT not in self.letter()

    def test_the_writer_reads_it_on_my_page(self) -> None:
        page = self.sent()
        assert "Godkjent og publisert" not in self.my_page()
        self.from_list(page, "approve", COMMENT)
        mine = self.my_page()
        assert f"Godkjent og publisert. Kommentar: «{COMMENT}»" in mine
        assert re.search(rf'href="{ADDRESS}">Les siden', mine)
        assert COMMENT not in self.as_(groups.MODERATORS).get("/min-side/").content.decode()

    def test_changes_that_are_asked_for_stand_on_my_page(self) -> None:
        page = self.sent()
        told = said(self.from_list(page, "reject", "Skriv hvem som gjør det."))
        assert "Du har bedt om endringer i «Slik begynner dere»." in told
        assert "har fått brev om det." in told
        assert "Moderatoren ber om endringer: «Skriv hvem som gjør det.»" in self.my_page()

    def test_what_comes_out_later_is_not_called_published(self) -> None:
        page = self.sent(go_live_at="2199-01-01 08:00")
        told = said(self.from_list(page, "approve"))
        assert "er godkjent, og publiseres 01.01.2199 08:00." in told
        assert f'href="{ADDRESS}"' not in told

    def test_an_ordinary_save_says_what_it_said(self) -> None:
        page = self.sent()
        client = self.as_(groups.MODERATORS)
        told = said(client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), guide_form()))
        assert "oppdatert" in told

    def test_my_page_asks_as_much_for_many_as_for_few(self) -> None:
        counts = []
        for number in range(1, 4):
            page = self.make(f"godkjent-{number}")
            self.from_list(page, "approve", COMMENT)
            self.make(f"venter-{number}")
            TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).update(status=TaskState.STATUS_CANCELLED)
            client = self.as_(groups.EDITORS)
            client.get("/min-side/")
            with CaptureQueriesContext(connection) as asked:
                client.get("/min-side/")
            counts.append(len(asked))
        assert len(set(counts[1:])) == 1, counts

    def make(self, slug: str) -> GuidePage:
        self.create(self.as_(groups.EDITORS), slug=slug, title=slug, **{"action-submit": "1"})
        return GuidePage.objects.get(slug=slug, locale__language_code="nb")
