"""The search as readers meet it. The same tests hold on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client, TestCase
from django.utils import translation
from wagtail.models import PageViewRestriction

from portal.cms.models import ArticlePage, GuidePage, HomePage, SectionPage
from portal.cms.models.base import BasePage
from portal.search.kinds import kind_of
from portal.worksheets.models import WorksheetTemplatePage
from tests.factories.accounts import UserFactory
from tests.factories.pages import make_page, section
from tests.support.sites import setup_site
from tests.support.translations import own_translation


def body(*texts: str) -> str:
    """A stored stream of paragraphs."""
    return json.dumps([{"type": "paragraph", "value": f"<p>{text}</p>"} for text in texts])


class SearchTest(TestCase):
    """What is found, in which order, and what is never found."""

    @classmethod
    def setUpTestData(cls) -> None:
        setup_site()

    def find(self, q: str = "", language: str = "nb", **more: Any) -> str:
        prefix = "" if language == "nb" else f"/{language}"
        response = self.client.get(f"{prefix}/sok/", {"q": q, **more})
        assert response.status_code == 200
        return response.content.decode()

    def titles(self, q: str = "", language: str = "nb", **more: Any) -> list[str]:
        text = self.find(q, language, **more)
        return [re.sub(r"<[^>]+>", "", each) for each in re.findall(r"<h3[^>]*><a [^>]*>(.*?)</a></h3>", text)]

    def test_every_hit_has_a_kind_and_the_counts_add_up(self) -> None:
        make_page(WorksheetTemplatePage, title="Zebra skjema")
        make_page(SectionPage, title="Zebra samlet")
        make_page(title="Zebra nytt")
        response = self.client.get("/sok/", {"q": "zebra"})
        results = response.context["results"]
        types = next(facet for facet in results.facets if facet.name == "type")
        assert {option.label: option.count for option in types.options} == {
            "Skjemaer": 1,
            "Oversikter": 1,
            "Artikler og nyheter": 1,
        }
        assert sum(option.count for option in types.options) == results.count == 3
        assert [hit.kind for hit in results.hits] == ["Artikkel", "Oversikt", "Skjema"]
        assert self.titles("zebra", type="form") == ["Zebra skjema"]

    def test_every_kind_of_page_that_can_be_found_has_a_kind(self) -> None:
        # Home pages are never hits.
        models = [each for each in BasePage.__subclasses__() if each is not HomePage]
        while any(each._meta.abstract for each in models):
            models = [leaf for each in models for leaf in (each.__subclasses__() if each._meta.abstract else [each])]
        names = {each._meta.label_lower for each in models}
        assert len(names) > 10
        assert {name for name in names if kind_of(name) is None} == set()

    def test_endings_and_compounds(self) -> None:
        make_page(title="Koordinatorer")
        make_page(title="Koordinatorskolen")
        make_page(title="Barnehagen")
        assert set(self.titles("koordinator", type="article")) >= {"Koordinatorer", "Koordinatorskolen"}
        assert "Koordinatorskolen" in self.titles("skole")
        assert "Barnehagen" not in self.titles("barn")

    def test_nynorsk_and_bokmal_words_give_the_same_hits(self) -> None:
        make_page(title="God møteledelse")
        make_page(title="God møteleiing", language="nn")
        make_page(title="Brukermedvirkning i prosjekter")
        make_page(title="Digital hjemmeoppfølging")
        for nynorsk, bokmal, title in (
            ("møteleiing", "møteledelse", "God møteledelse"),
            ("brukarmedverknad", "brukermedvirkning", "Brukermedvirkning i prosjekter"),
            ("heimeoppfølging", "hjemmeoppfølging", "Digital hjemmeoppfølging"),
        ):
            hits = self.titles(nynorsk)
            assert title in hits
            assert hits == self.titles(bokmal)

    def test_titles_come_first_then_the_newest(self) -> None:
        make_page(title="Annet", body=body("Her står zebra."))
        make_page(title="Zebra først")
        make_page(title="Sammendrag", summary="Om en zebra.")
        make_page(title="Zebra sist")
        assert self.titles("zebra") == ["Zebra sist", "Zebra først", "Sammendrag", "Annet"]

    def test_body_summary_and_terms_are_searched(self) -> None:
        make_page(GuidePage, title="Veien", intro=body("Om limonade i hverdagen."))
        make_page(title="Merket", terms=("helse-nord",))
        assert self.titles("limonade") == ["Veien"]
        assert self.titles("helse nord") == ["Merket"]

    def test_excerpt_and_title_are_marked(self) -> None:
        make_page(title="Om møter", summary="Kort.", body=body("Vi drikker limonade sammen etterpå."))
        text = self.find("limonade møte")
        assert "<mark>limonade</mark>" in text
        assert "Om <mark>møter</mark>" in text

    def test_a_bokmal_reader_finds_the_nynorsk_guide_marked(self) -> None:
        make_page(GuidePage, title="BTI for barn og unge", language="nn", summary="Når du er uroa for eit barn.")
        text = self.find("bti barn")
        assert 'lang="nn"' in text
        assert "nynorsk" in text.split('id="hits"')[1].lower()
        assert self.titles("bti barn", type="guide") == ["BTI for barn og unge"]

    def test_each_page_once_in_the_best_language(self) -> None:
        original = make_page(title="Zebra på bokmål")
        copy = own_translation(original, "nn")
        copy.title = "Zebra på nynorsk"
        copy.save_revision().publish()
        assert self.titles("zebra") == ["Zebra på bokmål"]
        assert self.titles("zebra", "nn") == ["Zebra på nynorsk"]
        assert self.titles("zebra", "en") == ["Zebra på bokmål"]

    def test_language_filter_asks_for_what_there_is_in_that_language(self) -> None:
        original = make_page(title="Zebra på bokmål")
        copy = own_translation(original, "nn")
        copy.title = "Zebra på nynorsk"
        copy.save_revision().publish()
        response = self.client.get("/sok/", {"q": "zebra", "language": "nn"})
        assert "på nynorsk" in response.content.decode()

    def test_drafts_and_unpublished_changes_never_show(self) -> None:
        make_page(title="Kladd om zebra", live=False)
        page = make_page(title="Åpen giraff")
        page.title = "Hemmelig zebra"
        page.save_revision()
        assert self.titles("zebra") == []
        assert self.titles("giraff") == ["Åpen giraff"]
        page.refresh_from_db()
        page.unpublish()
        assert self.titles("giraff") == []

    def test_private_pages_never_show_in_any_language(self) -> None:
        page = make_page(title="Lukket zebra")
        copy = own_translation(page, "nn")
        copy.save_revision().publish()
        PageViewRestriction.objects.create(page=copy, restriction_type=PageViewRestriction.LOGIN)
        self.client.force_login(UserFactory())
        for language in ("nb", "nn", "en"):
            assert "Lukket" not in self.find("zebra", language)

    def test_a_page_that_moves_language_or_is_deleted_is_gone(self) -> None:
        page = make_page(title="Borte zebra")
        page.delete()
        assert self.titles("zebra") == []

    def test_filters_widen_within_and_narrow_between(self) -> None:
        make_page(title="Zebra nord barn", terms=("helse-nord", "barn-og-unge"))
        make_page(title="Zebra vest", terms=("helse-vest",))
        make_page(GuidePage, title="Zebra guide", terms=("helse-nord",))
        assert set(self.titles("zebra", region=["helse-nord", "helse-vest"])) == {
            "Zebra nord barn", "Zebra vest", "Zebra guide",
        }  # fmt: skip
        assert self.titles("zebra", region="helse-nord", audience="barn-og-unge") == ["Zebra nord barn"]
        assert self.titles("zebra", type="guide") == ["Zebra guide"]
        assert self.titles("zebra", type="finnes-ikke") == []
        assert self.titles("zebra", region="finnes-ikke") == []
        assert set(self.titles(region="helse-vest")) == {"Zebra vest"}

    def test_chips_take_one_filter_away(self) -> None:
        text = self.find("zebra", region=["helse-nord", "helse-vest"])
        assert 'href="?q=zebra&amp;region=helse-vest"' in text
        assert 'href="?q=zebra"' in text

    def test_counts_stand_beside_the_choices(self) -> None:
        make_page(title="Zebra en", terms=("helse-nord",))
        make_page(title="Zebra to", terms=("helse-nord",))
        assert re.search(r"Helse Nord <span[^>]*>\(2\)", self.find("zebra"))

    def test_pages_of_hits_keep_the_filters(self) -> None:
        for number in range(25):
            make_page(title=f"Zebra {number}", terms=("helse-nord",))
        assert len(self.titles("zebra", region="helse-nord")) == 20
        assert len(self.titles("zebra", region="helse-nord", page="2")) == 5
        assert "region=helse-nord&amp;page=2" in self.find("zebra", region="helse-nord")
        assert len(self.titles("zebra", page="999")) == 5
        assert len(self.titles("zebra", page="x")) == 20

    def test_what_was_typed_is_echoed_safely(self) -> None:
        text = self.find('"><script>alert(1)</script>')
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text

    def test_odd_questions_are_answered(self) -> None:
        for question in (
            "*",
            "AND OR NOT",
            '"',
            "a" * 5000,
            "\x00",
            "🦓",
            "日本",
            "%s %d",
            "' OR 1=1",
            "title:x",
            "(",
            "e\u0301",
        ):
            self.find(question)

    def test_signs_alone_stay_in_the_field_and_are_answered_kindly(self) -> None:
        for typed, shown in (("%", "%"), ("?!", "?!"), ("<–>", "&lt;–&gt;")):
            text = self.find(typed)
            assert f'name="q" id="search-q" value="{shown}"' in text
            assert f"Søket fant ingen bokstaver eller tall i «{shown}»." in text
            assert 'aria-describedby="search-words"' in text
        assert "Søket fant ingen bokstaver" not in self.find("")
        assert "Søket fant ingen bokstaver" not in self.find("5")
        beside_a_filter = self.find("%", type="article")
        assert "Søket fant ingen bokstaver" in beside_a_filter
        assert "treff på «%»" not in beside_a_filter

    def test_nothing_found_gives_advice(self) -> None:
        text = self.find("finnesikke")
        assert "v-empty" in text
        assert "v-advice" in text

    def test_the_empty_page_is_cacheable_and_answers_are_not(self) -> None:
        assert "public" in Client().get("/sok/")["Cache-Control"]
        assert "public" not in Client().get("/sok/?q=zebra").get("Cache-Control", "")

    def test_queries_do_not_grow_with_what_is_found(self) -> None:
        self.client.force_login(UserFactory())
        make_page(title="Zebra")
        make_page(title="Zebra", language="nn")
        self.find("zebra")
        with self.count() as few:
            self.find("zebra")
        for number in range(25):
            make_page(
                GuidePage if number % 2 else ArticlePage, title=f"Zebra {number}", language="nn" if number % 3 else "nb"
            )
        self.find("zebra")
        with self.count() as many:
            self.find("zebra")
        assert len(many) <= len(few), [each["sql"][:120] for each in many]
        assert len(few) <= 20

    def count(self) -> Any:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        return CaptureQueriesContext(connection)


@pytest.mark.django_db
def test_english_readers_find_english_first() -> None:
    setup_site()
    make_page(title="Meetings that matter", language="en", parent=section(language="en"))
    with translation.override("en"):
        text = Client().get("/en/sok/", {"q": "meeting"}).content.decode()
    assert "<mark>Meetings</mark>" in text
