"""The list of reports: filters, chips, pages, order, caching, and cost."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext

from network.models import ExperienceReportPage
from network.services.setup import report_indexes, setup_reports
from tests.factories.accounts import UserFactory
from tests.factories.pages import make_page
from tests.support.sites import setup_site
from tests.support.translations import own_translation
from tools.bench_data import make_reports

INDEX = "/erfaringer/prosjekterfaringer/"


class ReportList(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        setup_site()
        setup_reports()
        cls.index = next(page for page in report_indexes() if page.locale.language_code == "nb")

    def report(self, title: str, **fields: Any) -> ExperienceReportPage:
        return make_page(ExperienceReportPage, parent=self.index, title=title, **fields)

    def titles(self, query: str = "", prefix: str = "", index: str = INDEX) -> list[str]:
        text = Client().get(f"{prefix}{index}{query}").content.decode()
        return [re.sub("<[^>]+>", "", each) for each in re.findall(r"<h3[^>]*><a [^>]*>(.*?)</a>", text)]

    def test_newest_first_and_best_match_on_request(self) -> None:
        self.report("Zebra i tittelen")
        self.report("Annet", summary="Om en zebra.")
        assert self.titles() == ["Annet", "Zebra i tittelen"]
        assert self.titles("?q=zebra") == ["Zebra i tittelen", "Annet"]
        assert self.titles("?q=zebra&sort=newest") == ["Annet", "Zebra i tittelen"]

    def test_chips_and_count(self) -> None:
        self.report("Nord", terms=("helse-nord",))
        self.report("Vest", terms=("helse-vest",))
        text = Client().get(f"{INDEX}?region=helse-nord&region=helse-vest&q=nord").content.decode()
        assert 'href="?region=helse-vest&amp;q=nord"' in text
        assert 'href="?region=helse-nord&amp;region=helse-vest"' in text
        assert re.search(r"\b1\b[^<]*\b2\b", text.split('id="reports-count"')[1][:80])

    def test_twenty_a_page(self) -> None:
        make_reports(45)
        assert [len(self.titles(f"?page={number}")) for number in (1, 2, 3)] == [20, 20, 5]
        wide = "region=helse-nord&region=helse-vest&region=helse-sor-ost&region=helse-midt-norge"
        assert f"{wide}&page=2".replace("&", "&amp;") in Client().get(f"{INDEX}?{wide}").content.decode()

    def test_only_public_reports_once_in_the_best_language(self) -> None:
        page = self.report("På bokmål")
        self.report("Kladd", live=False)
        copy = own_translation(page, "nn")
        copy.title = "På nynorsk"
        copy.save_revision().publish()
        assert self.titles() == ["På bokmål"]
        nynorsk = report_indexes()
        address = next(each for each in nynorsk if each.locale.language_code == "nn").url
        assert self.titles(index=address) == ["På nynorsk"]

    def test_empty_list_and_nothing_found(self) -> None:
        assert "v-empty" in Client().get(INDEX).content.decode()
        self.report("En")
        text = Client().get(f"{INDEX}?q=finnesikke").content.decode()
        assert "v-empty" in text
        assert 'href="?"' in text

    def test_anonymous_lists_are_kept_and_change_when_one_is_published(self) -> None:
        self.report("Første")
        client = Client()
        assert "public" in client.get(f"{INDEX}?region=helse-nord")["Cache-Control"]
        client.get(INDEX)
        self.report("Andre")
        assert self.titles() == ["Andre", "Første"]
        with CaptureQueriesContext(connection) as queries:
            client.get(INDEX)
        assert len(queries) <= 2

    def test_signs_alone_are_answered_kindly(self) -> None:
        text = self.client.get(INDEX, {"q": "%"}).content.decode()
        assert 'value="%"' in text
        assert "Søket fant ingen bokstaver eller tall i «%»." in text
        assert "Søket fant ingen" not in self.client.get(INDEX, {"q": "prosjekt"}).content.decode()

    def test_odd_filters(self) -> None:
        self.report("En")
        for query in (
            "?year=x",
            "?year=99999999999999999999",
            "?level=x",
            "?region=%00",
            "?page=-1",
            "?q=%22%27(",
            "?year=٢٠٢٤",
        ):
            assert Client().get(f"{INDEX}{query}").status_code == 200, query

    def test_the_same_queries_for_ten_and_for_many(self) -> None:
        client = Client()
        client.force_login(UserFactory())
        make_reports(10)
        few = self.queries(client)
        make_reports(60)
        assert self.queries(client) == few

    def queries(self, client: Client) -> int:
        client.get(INDEX)
        with CaptureQueriesContext(connection) as queries:
            client.get(INDEX)
        return len(queries)

    def test_follow_ups_and_related(self) -> None:
        first = self.report("Første rapport", terms=("overganger",))
        after = self.report("Oppfølgeren", follow_up_of=first, terms=("overganger",))
        text = Client().get(first.url).content.decode()
        assert text.count("Oppfølgeren") >= 2
        assert "Første rapport" in Client().get(after.url).content.decode()
