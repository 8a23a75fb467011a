"""Privacy through all languages, copies in lists, each page once, and lists that stay fast."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Locale, Page, PageViewRestriction

from portal.cms.listings import newest
from portal.cms.models import ArticlePage
from portal.cms.querysets import public_pages
from tests.factories.accounts import UserFactory
from tests.factories.cms import article, section, small_site, translated


class Lists(TestCase):
    """A section in two languages, a page in both, one in nynorsk only, one in English only."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.homes = small_site()
        cls.section = section(cls.homes["nb"], "Verktøy", slug="verktoy")
        cls.section_nn = translated(cls.section, cls.homes["nn"], "Verktøy nn", slug="verktoy")
        cls.both = article(cls.section, "Begge", slug="begge", is_news=True)
        cls.both_nn = translated(cls.both, cls.section_nn, "Båe", slug="baae", is_news=True)
        cls.only_nn = article(cls.section_nn, "Berre nynorsk", slug="berre", is_news=True)
        cls.only_en = article(cls.homes["en"], "English only", slug="only", is_news=True)

    def titles(self, language: str) -> list[str]:
        return sorted(ArticlePage.objects.listable(language).values_list("title", flat=True))

    def test_each_page_once_in_the_best_language(self) -> None:
        """Own language, else the other Norwegian, else English."""
        assert self.titles("nb") == ["Begge", "Berre nynorsk", "English only"]
        assert self.titles("nn") == ["Berre nynorsk", "Båe", "English only"]
        assert self.titles("en") == ["Begge", "Berre nynorsk", "English only"]
        assert self.titles("se") == ["Begge", "Berre nynorsk", "English only"]

    def test_drafts_and_copies_are_not_listed(self) -> None:
        """A copy of a page in another tree is the same page; a draft translation hides nothing."""
        self.only_nn.copy_for_translation(Locale.objects.get(language_code="nb"), copy_parents=True, alias=True)
        assert self.titles("nb") == ["Begge", "Berre nynorsk", "English only"]
        draft = ArticlePage(
            title="Utkast", locale=self.homes["nb"].locale, translation_key=self.only_en.translation_key, live=False
        )
        self.section.refresh_from_db()
        self.section.add_child(instance=draft)
        assert "English only" in self.titles("nb")

    def test_a_page_in_another_language_is_marked_in_lists(self) -> None:
        """The nynorsk page in a bokmål list: its language on the words, and said in the reader's."""
        body = self.client.get("/verktoy/").content.decode()
        assert '<article lang="nn">' in body
        assert "nynorsk" in body
        assert 'href="/nn/verktoy/berre/"' in body

    def private_everywhere(self) -> None:
        """Nothing of the page is listed, found, mapped, fed or served to strangers, in any language."""
        for language in ("nb", "nn", "en"):
            assert not {"Begge", "Båe"} & set(self.titles(language))
            with translation.override(language):
                assert not {"Begge", "Båe"} & {page.title for page in newest("news", 20)}
                assert not Page.objects.filter(public_pages(), translation_key=self.both.translation_key).exists()
        for path in ("/verktoy/begge/", "/nn/verktoy/baae/"):
            response = self.client.get(path)
            assert response.status_code == 302, path
            assert "/accounts/login/" in response["Location"]
            assert "public" not in response.get("Cache-Control", "")
        assert "baae" not in self.client.get("/sitemap.xml").content.decode()
        assert "begge" not in self.client.get("/sitemap.xml").content.decode()
        for path in ("/nyheter/feed.xml", "/nn/nyheter/feed.xml", "/verktoy/", "/nn/verktoy/"):
            body = self.client.get(path).content.decode()
            assert "Begge" not in body, path
            assert "Båe" not in body, path

    def test_private_source_private_translations(self) -> None:
        """Restricted in bokmål: private in nynorsk too."""
        self.client.get("/nn/verktoy/baae/")
        PageViewRestriction.objects.create(page=self.both, restriction_type="login")
        self.private_everywhere()

    def test_private_translation_private_source(self) -> None:
        """And the other way round."""
        PageViewRestriction.objects.create(page=self.both_nn, restriction_type="login")
        self.private_everywhere()

    def test_private_section_private_translations_below(self) -> None:
        """A restricted section guards what lies below it and below its translations."""
        PageViewRestriction.objects.create(page=self.section, restriction_type="login")
        for path in ("/verktoy/begge/", "/nn/verktoy/baae/", "/nn/verktoy/berre/", "/nn/verktoy/"):
            assert self.client.get(path).status_code == 302, path
        assert self.titles("nb") == ["English only"]

    def test_those_who_may_see_a_private_page(self) -> None:
        """Signed in for `login`; in the group for `groups`. What they get is theirs alone."""
        restriction = PageViewRestriction.objects.create(page=self.both, restriction_type="groups")
        group = Group.objects.create(name="Lesere")
        restriction.groups.add(group)
        member, stranger = UserFactory(), UserFactory()
        member.groups.add(group)
        self.client.force_login(stranger)
        assert self.client.get("/nn/verktoy/baae/").status_code == 302
        self.client.force_login(member)
        response = self.client.get("/nn/verktoy/baae/")
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]

    def test_a_copy_of_a_private_page_is_private(self) -> None:
        """The copy in bokmål of a page that is private in nynorsk."""
        copy = self.only_nn.copy_for_translation(Locale.objects.get(language_code="nb"), alias=True)
        PageViewRestriction.objects.create(page=self.only_nn, restriction_type="login")
        assert self.client.get(copy.url).status_code == 302

    def test_many_pages_cost_as_many_queries_as_few(self) -> None:
        """And the plan reads an index for each page in another language, never the table."""
        for number in range(30):
            article(self.section, f"Side {number}", slug=f"side-{number}")
        self.client.get("/verktoy/")
        with CaptureQueriesContext(connection) as many:
            self.client.get("/verktoy/?page=2")
        ArticlePage.objects.filter(title__startswith="Side").delete()
        with CaptureQueriesContext(connection) as few:
            self.client.get("/verktoy/?page=1&x=1")
        assert len(many) <= len(few) + 2
        if connection.vendor == "sqlite":
            plan = str(ArticlePage.objects.listable("nb").newest_first()[:10].explain())
            assert "SCAN U0" not in plan
            assert "translation_key" in plan
