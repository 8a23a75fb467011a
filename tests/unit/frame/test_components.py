"""Components that count or choose."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import SimpleTestCase
from django.utils import translation

TEMPLATES = Path(settings.ROOT) / "templates"


def pages_shown(number: int, total: int) -> str:
    """The pagination's words for page `number` of `total`, one row."""
    page = Paginator(range(total), 1).page(number)
    with translation.override("en"):
        html = render_to_string("components/pagination.html", {"page": page, "query": "region=nord"})
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


class PaginationTests(SimpleTestCase):
    """A long list's pages."""

    def test_one_page_shows_nothing(self) -> None:
        assert pages_shown(1, 1) == ""

    def test_ends_and_neighbours_are_shown_with_gaps_between(self) -> None:
        assert pages_shown(1, 2) == "Page 1 2 Next"
        assert pages_shown(2, 3) == "Previous 1 Page 2 3 Next"
        assert pages_shown(5, 12) == "Previous 1 … 4 Page 5 6 … 12 Next"
        assert pages_shown(12, 12) == "Previous 1 … 11 Page 12"

    def test_filters_are_kept(self) -> None:
        html = render_to_string("components/pagination.html", {"page": Paginator(range(9), 3).page(2), "query": "a=1"})
        assert 'href="?a=1&amp;page=3"' in html


class NothingInlineTests(SimpleTestCase):
    """The policy allows neither inline style nor inline script; no template may hold one."""

    def test_no_template_holds_style_or_script_of_its_own(self) -> None:
        for file in TEMPLATES.rglob("*.html"):
            text = re.sub(r"{% comment %}.*?{% endcomment %}", "", file.read_text(encoding="utf-8"), flags=re.S)
            with self.subTest(template=str(file.relative_to(TEMPLATES))):
                assert not re.search(r"\sstyle=", text)
                assert not re.search(r"<style\b", text)
                assert not re.search(r"<script(?![^>]*(?:\bsrc=|type=\"application/json\"))", text)
                assert not re.search(r"\son[a-z]+=[\"']", text)


class TableTests(SimpleTestCase):
    """Rows that stand as cards on a phone name each cell."""

    def test_cells_carry_the_heading_of_their_column(self) -> None:
        html = render_to_string(
            "components/table.html", {"caption": "Programme", "header": ["Time", "What"], "rows": [["09.00", "Hello"]]}
        )
        self.assertInHTML('<th scope="row">09.00</th>', html)
        self.assertInHTML('<td data-label="What">Hello</td>', html)
