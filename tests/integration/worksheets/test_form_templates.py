"""The forms of the field, published: found, whole in both languages, and never storable where they must not be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.test import Client, TestCase, override_settings
from django.utils import translation
from wagtail.models import Page

from portal.accounts.roles import Role
from portal.cms.demo.loader import find_page
from portal.cms.services.contentcheck import problems
from portal.spaces.services.owned import space_of_organisation
from portal.worksheets.choices import Storage
from portal.worksheets.demo import ORDER, remove, template
from portal.worksheets.domain.form import Form, Kind, Option, Texts
from portal.worksheets.domain.scoring import score
from portal.worksheets.models import Worksheet, WorksheetTemplatePage
from portal.worksheets.permissions import can_begin
from portal.worksheets.services.setup import SECTION
from portal.worksheets.services.sheets import begin
from portal.worksheets.services.snapshots import live_pages, snapshot
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory
from tests.support.sites import load_forms, setup_site


def texts_of(form: Form) -> Iterator[tuple[str, Texts]]:
    """Yield every text that a reader meets, with a name for it."""
    yield "title", form.title
    yield "intro", form.intro
    yield "source", form.source
    for band in form.bands:
        yield "band", band.texts
    for part in form.parts:
        yield part.kind, part.texts
        options: list[Option] = [*part.options, *part.rows]
        for column in part.columns:
            yield "column", column.texts
            options += column.options
        for option in options:
            yield "option", option.texts
        for ends in (part.help, part.low_texts, part.high_texts):
            if ends:
                yield f"{part.kind} more", ends


def of(slug: str, language: str = "nb") -> WorksheetTemplatePage:
    found = template(slug, language)
    assert found is not None, (slug, language)
    return found


class Templates(TestCase):
    made: int

    @classmethod
    def setUpTestData(cls) -> None:
        setup_site()
        cls.made = load_forms()

    def test_every_form_is_published_in_its_two_languages_and_shown_in_english(self) -> None:
        assert self.made == 2 * len(ORDER)
        for slug in ORDER:
            pages = [of(slug, code) for code in ("nb", "nn", "en")]
            assert all(page.live and page.source and page.form_version == 1 for page in pages), slug
            assert [page.alias_of_id is None for page in pages] == [True, True, False], slug

    def test_loading_again_changes_nothing(self) -> None:
        before = {page.pk: (page.form.get_prep_value(), page.latest_revision_id) for page in self.forms()}
        assert load_forms() == 0
        assert {page.pk: (page.form.get_prep_value(), page.latest_revision_id) for page in self.forms()} == before

    def test_every_text_stands_in_both_languages_and_the_ids_are_the_same(self) -> None:
        for slug in ORDER:
            page = of(slug)
            form = snapshot(page)
            for name, texts in texts_of(form):
                assert set(texts) == {"nb", "nn"}, (slug, name, texts)
                assert all(text.strip() for text in texts.values()), (slug, name, texts)
            ids = [part.id for part in form.parts]
            assert len(set(ids)) == len(ids), slug
            assert ids == [part.id for part in snapshot(of(slug, "nn")).parts], slug

    def test_a_form_that_is_shown_in_english_is_still_norwegian(self) -> None:
        shown = snapshot(of("lokal-tilpasning", "en"))
        assert set(shown.title) == {"nb", "nn"}
        with translation.override("en"):
            assert [page.locale.language_code for page in live_pages(of("lokal-tilpasning").translation_key)] == [
                "nb",
                "nn",
            ]

    def test_editors_could_have_saved_them(self) -> None:
        for page in self.forms():
            page.full_clean()
            page.form.stream_block.clean(page.form)
            page.bands.stream_block.clean(page.bands)
            page.body.stream_block.clean(page.body)

    def test_no_page_holds_a_number_of_identity_or_a_list_that_is_never_translated(self) -> None:
        assert list(problems()) == []

    def test_branches_hang_on_answers_of_a_question_above_them(self) -> None:
        for slug in ORDER:
            seen: dict[str, set[str]] = {}
            for part in snapshot(of(slug)).parts:
                for condition in part.shown_when:
                    assert condition.any_of, slug
                    assert condition.any_of <= seen[condition.part], slug
                seen[part.id] = {option.id for option in part.options}

    def test_no_answer_of_a_branching_choice_leads_nowhere(self) -> None:
        for slug in ("hva-slags-problem", "jeg-moter-motstand", "evaluering"):
            form = snapshot(of(slug))
            followed: dict[str, set[str]] = {}
            for part in form.parts:
                for condition in part.shown_when:
                    followed.setdefault(condition.part, set()).update(condition.any_of)
            assert followed
            for key, answers in followed.items():
                question = form.part(key)
                assert question is not None
                assert {option.id for option in question.options} == answers, slug

    def test_the_best_of_everything_is_a_hundred_and_the_worst_nothing(self) -> None:
        form = snapshot(of("vil-det-vare"))
        factors = [part for part in form.parts if part.kind is Kind.LEVELS]
        best = score(form, {part.id: part.options[0].id for part in factors})
        worst = score(form, {part.id: part.options[-1].id for part in factors})
        assert best is not None
        assert worst is not None
        assert (best.value, best.top, worst.value) == (100.0, 100.0, 0.0)
        assert best.band != worst.band

    def test_what_is_about_one_person_cannot_be_stored_by_anybody(self) -> None:
        person, kommune = UserFactory(), OrganisationFactory()
        MembershipFactory(person=person, organisation=kommune, role=Role.COORDINATOR)
        space = space_of_organisation(kommune)
        barred = [page for page in self.forms() if page.storage != Storage.STORED]
        assert {page.slug for page in barred if page.locale.language_code == "nb"} == {
            "innkalling",
            "referat",
            "tolv-tips-huskeliste",
            "forste-motet-brukeren",
        }
        client = Client()
        client.force_login(person)
        for page in barred:
            assert can_begin(person, page, space).reason == "not_stored"
            assert client.get(f"/skjema/{page.translation_key}/fyll-ut/").status_code == 404
        assert not Worksheet.objects.exists()

    def test_a_sheet_is_begun_from_one(self) -> None:
        person, kommune = UserFactory(), OrganisationFactory()
        MembershipFactory(person=person, organisation=kommune, role=Role.COORDINATOR)
        sheet = begin(person, of("hva-slags-problem"), space_of_organisation(kommune))
        assert sheet.form == snapshot(of("hva-slags-problem"))

    @override_settings(ALLOWED_HOSTS=["*"])
    def test_the_forms_are_found_from_the_tools_and_each_page_can_be_read(self) -> None:
        for language in ("nb", "nn", "en"):
            tools, section = find_page("verktoy", language), find_page(SECTION, language)
            assert tools is not None
            assert section is not None
            assert section.url in self.read(tools)
            listed = self.read(section)
            assert of(ORDER[0], language).url in listed
            page = of("lokal-tilpasning", language)
            body = self.read(page)
            assert page.title in body
            assert str(page.source) in body

    def read(self, page: Page) -> str:
        response: Any = self.client.get(page.url)
        assert response.status_code == 200, page.url
        return str(response.content.decode())

    def forms(self) -> list[WorksheetTemplatePage]:
        return list(WorksheetTemplatePage.objects.order_by("pk").select_related("locale"))


class Removing(TestCase):
    def test_the_forms_go_and_their_section_and_what_was_filled_in_stays(self) -> None:
        setup_site()
        load_forms()
        person, kommune = UserFactory(), OrganisationFactory()
        MembershipFactory(person=person, organisation=kommune, role=Role.COORDINATOR)
        sheet = begin(person, of("hva-slags-problem"), space_of_organisation(kommune))
        remove()
        assert not WorksheetTemplatePage.objects.exists()
        assert find_page(SECTION, "nb") is not None
        assert find_page(SECTION, "nn") is not None
        sheet.refresh_from_db()
        assert sheet.form.title["nb"] == "Hva slags problem har vi?"
