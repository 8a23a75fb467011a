"""An advisor writes a report in the admin, a moderator publishes it, a visitor finds it: all through HTTP."""

from __future__ import annotations

import html
import json
import re

from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from network.domain.report import STANDARD
from network.models import ExperienceReportPage
from network.services.setup import report_indexes, setup_reports
from portal.accounts.roles import Role
from portal.cms.models import Term, TermKind
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.support.sites import setup_site

INDEX = "/erfaringer/prosjekterfaringer/"
TEXTS = {
    "sammendrag": "Kommunen prøvde trygge overganger. Alle fikk en fast limonadevert. Det hjalp.",
    "erfaringer": "Begynn med det som er viktig for den det gjelder.",
}


class ReportStory(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        setup_site()
        setup_reports()
        cls.advisor = UserFactory(first_name="Rådgiver")
        MembershipFactory(person=cls.advisor, role=Role.ADVISOR)
        cls.moderator = UserFactory(first_name="Moderator")
        MembershipFactory(person=cls.moderator, role=Role.MODERATOR)
        cls.index = next(page for page in report_indexes() if page.locale.language_code == "nb")

    def browser(self, person: object = None) -> Client:
        client = Client()
        if person:
            client.force_login(person)
        return client

    def form(
        self, texts: dict[str, str] = TEXTS, title: str = "Trygge overganger", **more: object
    ) -> dict[str, object]:
        terms = Term.objects.filter(slug__in=["helse-nord", "overganger", "barn-og-unge"])
        fields = {
            "title": title,
            "slug": "trygge-overganger",
            "summary": "",
            "organisations": "Demo kommune og sykehuset",
            "organisation": "",
            "period_from": "2025-01-15",
            "period_to": "2025-11-30",
            "sections": streamfield(
                [
                    (key, {"text": rich_text(f"<p>{texts.get(key, '')}</p>"), "more": streamfield([])})
                    for key in STANDARD
                ]
            ),
            "level_existing": "on",
            "effects": streamfield([]),
            "contact_role": "Prosjektleder",
            "contact_organisation": "Demo kommune",
            "contact_address": "",
            "image": "",
            "follow_up_of": "",
            "source": "Kommunens egen erfaring",
            "source_url": "",
            "last_checked": "",
            "next_review": "",
            "comments": inline_formset([]),
            **more,
        }
        ticks = {f"terms_{kind}": [term.pk for term in terms if term.kind == kind] for kind in TermKind.values}
        return {**nested_form_data(fields), **ticks}

    def write(self, client: Client, **more: object) -> ExperienceReportPage:
        response = client.post(f"/admin/pages/add/network/experiencereportpage/{self.index.pk}/", self.form(**more))
        assert response.status_code == 302, re.findall(
            r"error-message[^<]*<[^>]*>[^<]*|<li>[^<]*", response.content.decode()
        )[:20]
        return ExperienceReportPage.objects.get(slug="trygge-overganger")

    def test_from_the_first_word_to_the_visitor(self) -> None:
        advisor, moderator, visitor = self.browser(self.advisor), self.browser(self.moderator), self.browser()
        # A new report begins with the standard sections and says what belongs in them.
        new = advisor.get(f"/admin/pages/add/network/experiencereportpage/{self.index.pk}/").content.decode()
        for key in STANDARD:
            assert f'"{key}"' in new or f"&quot;{key}&quot;" in new
        page = self.write(advisor)
        assert not page.live
        assert page.owner == self.advisor
        draft = page.get_latest_revision_as_object()
        assert draft.summary == "Kommunen prøvde trygge overganger. Alle fikk en fast limonadevert. Det hjalp."

        # Preview.
        edit = f"/admin/pages/{page.pk}/edit/"
        preview = f"/admin/pages/{page.pk}/edit/preview/"
        assert advisor.post(preview, self.form()).json()["is_valid"]
        shown = advisor.get(preview).content.decode()
        assert "limonadevert" in shown

        # Not public, not found.
        assert visitor.get(f"{INDEX}trygge-overganger/").status_code == 404
        assert "Trygge overganger" not in visitor.get(INDEX).content.decode()

        # Submit; publishing is not the advisor's to do.
        advisor.post(edit, {**self.form(), "action-publish": "1"})
        page.refresh_from_db()
        assert not page.live
        advisor.post(edit, {**self.form(), "action-submit": "1"})
        page.refresh_from_db()
        assert page.current_workflow_state is not None
        assert not page.live
        assert "Trygge overganger" in advisor.get("/min-side/").content.decode()

        # The moderator approves.
        assert "/admin/" in moderator.get("/min-side/").content.decode()
        task = page.current_workflow_task_state
        response = moderator.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk]), {})
        assert response.status_code in {200, 302}
        page.refresh_from_db()
        assert page.live
        assert page.shown_at == page.first_published_at
        assert (page.year_from, page.year_to) == (2025, 2025)

        # A visitor finds it by region, target group, theme, year, level and words, and reads it.
        for query in (
            "region=helse-nord",
            "audience=barn-og-unge",
            "theme=overganger",
            "year=2025",
            "level=existing",
            "q=limonadevert",
            "q=overgang&region=helse-nord&theme=overganger",
        ):
            assert "Trygge overganger" in re.sub("</?mark>", "", visitor.get(f"{INDEX}?{query}").content.decode()), (
                query
            )
        for query in ("region=helse-vest", "year=2019", "level=local", "q=finnesikke", "region=finnes-ikke"):
            assert "Trygge overganger" not in visitor.get(f"{INDEX}?{query}").content.decode(), query
        assert "Trygge overganger" in re.sub(
            "</?mark>", "", visitor.get("/sok/?q=overgang&type=report").content.decode()
        )
        text = visitor.get(f"{INDEX}trygge-overganger/").content.decode()
        assert "Demo kommune og sykehuset" in text
        assert "Kommunens egen erfaring" in text
        pdf = visitor.get(f"/prosjekterfaringer/{page.pk}.pdf")
        assert pdf.content.startswith(b"%PDF")
        assert "Trygge overganger" in visitor.get("/prosjekterfaringer/feed.xml").content.decode()

    def test_a_draft_needs_no_section_and_a_report_without_lessons_is_sent(self) -> None:
        """As one of the six that S75 is drawn from was."""
        advisor = self.browser(self.advisor)
        page = self.write(advisor, texts={})
        texts = {"sammendrag": "Bare dette."}
        advisor.post(f"/admin/pages/{page.pk}/edit/", {**self.form(texts=texts), "action-submit": "1"})
        page.refresh_from_db()
        assert page.current_workflow_state is not None

    def test_what_is_missing_is_said_in_its_section_and_nothing_typed_is_lost(self) -> None:
        advisor = self.browser(self.advisor)
        page = self.write(advisor, texts={})
        texts = {"erfaringer": "Ring dagen etter."}
        response = advisor.post(f"/admin/pages/{page.pk}/edit/", {**self.form(texts=texts), "action-submit": "1"})
        assert response.status_code == 200
        page.refresh_from_db()
        assert page.current_workflow_state is None
        (error,) = response.context["form"].errors.as_data()["sections"]
        said = error.as_json_data()
        assert set(said) == {"blockErrors"}
        assert list(said["blockErrors"]) == [STANDARD.index("sammendrag")]
        (message,) = said["blockErrors"][STANDARD.index("sammendrag")]["blockErrors"]["text"]["messages"]
        assert message.startswith("Skriv noe her")
        shown = html.unescape(response.content.decode())
        assert json.dumps(message)[1:-1] in shown
        assert "Ring dagen etter." in shown

    def test_a_needed_section_that_was_taken_out_is_asked_for_by_name(self) -> None:
        advisor = self.browser(self.advisor)
        page = self.write(advisor)
        form = self.form(
            sections=streamfield([("bakgrunn", {"text": rich_text("<p>Slik.</p>"), "more": streamfield([])})])
        )
        response = advisor.post(f"/admin/pages/{page.pk}/edit/", {**form, "action-submit": "1"})
        (error,) = response.context["form"].errors.as_data()["sections"]
        assert "«Sammendrag»" in error.as_json_data()["messages"][0]

    def test_an_identity_number_stops_it(self) -> None:
        advisor = self.browser(self.advisor)
        page = self.write(advisor)
        texts = {**TEXTS, "bakgrunn": "Det gjaldt 13097248022."}
        advisor.post(f"/admin/pages/{page.pk}/edit/", {**self.form(texts=texts), "action-submit": "1"})
        page.refresh_from_db()
        assert page.current_workflow_state is None

    def test_the_period_runs_forwards(self) -> None:
        advisor = self.browser(self.advisor)
        response = advisor.post(
            f"/admin/pages/add/network/experiencereportpage/{self.index.pk}/",
            self.form(period_from="2025-05-01", period_to="2025-01-01"),
        )
        assert response.status_code == 200
        assert not ExperienceReportPage.objects.exists()

    def test_advisors_see_and_change_only_their_own(self) -> None:
        page = self.write(self.browser(self.advisor))
        other = UserFactory()
        MembershipFactory(person=other, role=Role.ADVISOR)
        client = self.browser(other)
        response = client.post(f"/admin/pages/{page.pk}/edit/", self.form(title="Kapret"))
        assert response.status_code in {302, 403, 404}
        page.refresh_from_db()
        assert page.get_latest_revision_as_object().title == "Trygge overganger"

    def test_advisors_add_nothing_but_reports(self) -> None:
        client = self.browser(self.advisor)
        section = Page.objects.get(pk=self.index.get_parent().pk)
        assert client.get(f"/admin/pages/add/cms/articlepage/{section.pk}/").status_code in {302, 403, 404}
        assert client.get(f"/admin/pages/add/cms/articlepage/{self.index.pk}/").status_code in {302, 403, 404}

    def test_pdf_of_a_draft_is_not_found(self) -> None:
        page = self.write(self.browser(self.advisor))
        assert self.browser().get(f"/prosjekterfaringer/{page.pk}.pdf").status_code == 404
        assert self.browser().get("/prosjekterfaringer/999999.pdf").status_code == 404
