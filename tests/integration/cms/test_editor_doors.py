"""Those who write, review and translate find their doors on my page, on the admin's first page and at the guides."""

from __future__ import annotations

import html
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, Page

from portal.cms.models import GuidePage
from portal.cms.services import groups
from portal.cms.services.unfinished import unfinished
from portal.worksheets.services.setup import setup_forms
from tests.factories.accounts import UserFactory
from tests.support.editors import EditorCase

REVIEWS = "/admin/reports/workflow_tasks/"
TRANSLATIONS = "/admin/localize/reports/translations/"


def text(client: Client, address: str) -> str:
    return " ".join(html.unescape(client.get(address).content.decode()).split())


class EditorDoors(EditorCase):
    def setUp(self) -> None:
        self.write = f'href="/admin/pages/add/cms/guidepage/{self.section.pk}/"'

    def test_each_finds_their_own_doors_on_my_page(self) -> None:
        wanted = {
            groups.EDITORS: (True, False, True),
            groups.MODERATORS: (True, True, True),
            groups.TRANSLATORS: (False, False, True),
            groups.REPORT_WRITERS: (False, False, False),
        }
        for name, expected in wanted.items():
            shown = text(self.as_(name), "/min-side/")
            found = (self.write in shown, f'href="{REVIEWS}"' in shown, f'href="{TRANSLATIONS}"' in shown)
            assert found == expected, name

    def test_the_doors_open(self) -> None:
        moderator = self.as_(groups.MODERATORS)
        for address in (f"/admin/pages/add/cms/guidepage/{self.section.pk}/", REVIEWS, TRANSLATIONS):
            assert moderator.get(address).status_code == 200, address
        assert self.as_(groups.TRANSLATORS).get(TRANSLATIONS).status_code == 200

    def test_the_reviewer_reads_how_many_wait(self) -> None:
        moderator = self.as_(groups.MODERATORS)
        assert "ingenting venter nå" in text(moderator, "/min-side/")
        self.create(self.as_(groups.EDITORS), **{"action-submit": "1"})
        assert "– 1 side venter" in text(moderator, "/min-side/")

    def test_the_admins_first_page_is_not_empty_for_an_editor(self) -> None:
        shown = text(self.as_(groups.EDITORS), "/admin/")
        assert "Begynn her" in shown
        assert self.write in shown

    def test_who_may_add_pages_finds_an_empty_form_there_too(self) -> None:
        setup_forms()
        section = Page.objects.get(slug="skjemaer", locale__language_code="nb")
        address = f"/admin/pages/add/worksheets/worksheettemplatepage/{section.pk}/"
        for name, may in ((groups.EDITORS, True), (groups.MODERATORS, True), (groups.TRANSLATORS, False)):
            assert (f'href="{address}"' in text(self.as_(name), "/admin/")) is may, name
        assert "Lag et skjema" in text(self.as_(groups.EDITORS), "/min-side/")
        assert self.as_(groups.EDITORS).get(address).status_code == 200

    def test_the_section_of_guides_has_a_button_for_writers_alone(self) -> None:
        assert self.write in text(self.as_(groups.EDITORS), "/verktoy/")
        assert self.write not in text(self.as_(groups.EDITORS), "/erfaringer/")
        reader = Client()
        assert "/admin/" not in text(reader, "/verktoy/")
        reader.force_login(UserFactory())
        assert "/admin/" not in text(reader, "/verktoy/")
        assert "/admin/" not in text(self.as_(groups.TRANSLATORS), "/verktoy/").replace("/admin/login", "")

    def test_progress_is_counted_for_each_language_by_itself(self) -> None:
        page = self.published()
        nynorsk = self.translate(self.as_(groups.MODERATORS), page)
        english = Locale.objects.get(language_code="en")
        self.as_(groups.MODERATORS).post(
            reverse("wagtail_localize:submit_page_translation", args=[page.pk]), {"locales": [english.pk]}
        )
        both = unfinished(self.people[groups.MODERATORS], 9)
        assert {each.language.language_code for each in both} == {"nn", "en"}
        for each in both:
            of_tool = self.translation_of(each.page).get_progress()
            assert (each.total, each.done) == of_tool
        self.write_all(nynorsk)
        (left,) = unfinished(self.people[groups.MODERATORS], 9)
        assert left.language == english

    def test_my_page_asks_as_much_for_many_translations_as_for_few(self) -> None:
        counts = []
        for number in range(3):
            moderator = self.as_(groups.MODERATORS)
            self.create(moderator, slug=f"guide-{number}", title=f"Guide {number}", **{"action-publish": "1"})
            page = GuidePage.objects.get(slug=f"guide-{number}", locale__language_code="nb")
            self.translate(moderator, page)
            translator = self.as_(groups.TRANSLATORS)
            translator.get("/min-side/")
            with CaptureQueriesContext(connection) as asked:
                assert f"Guide {number}" in text(translator, "/min-side/")
            counts.append(len(asked))
        assert len(set(counts)) == 1, counts

    @staticmethod
    def translation_of(page: Any) -> Any:
        from portal.cms.services.translating import translation_of

        return translation_of(page)

    def write_all(self, page: Any) -> None:
        EditorCase.write(self.translation_of(page))
