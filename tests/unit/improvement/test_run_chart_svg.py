"""The SVG of a run chart: sound XML, named for screen readers, small, and standing alone when downloaded."""

import re
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from improvement.domain.charting import NARROW, WIDE, CentreLine, ChartData, Marker, MarkerKind, Point, lay_out
from improvement.domain.charting.palette import DOWNLOAD
from tests.unit.improvement.domain.test_charting import WORDS

ROOT = Path(__file__).parents[3]
SVG = "{http://www.w3.org/2000/svg}"
START = date(2021, 1, 4)


def data(n=60, label="PDSA 2: agenda sendes 3 dager før"):
    points = tuple(
        Point(START + timedelta(7 * i), 20 + i * 7919 % 17 + i / 7, signal=i >= n - 12, excluded=i == 3)
        for i in range(n)
    )
    markers = (
        Marker(START + timedelta(200), label, "PDSA 2"),
        Marker(START + timedelta(280), "Ferie", kind=MarkerKind.NOTE),
    )
    return ChartData(points, (CentreLine(0, n, 27.25),), 28, markers, 0, 100)


def draw(frame=WIDE, palette=None, **more):
    context = {"uid": "m7", "title": "Møter", "description": "Andelen har økt", "variant": "wide", "palette": palette}
    return render_to_string(
        "improvement/parts/run_chart.svg", {"chart": lay_out(data(**more), WORDS, frame), **context}
    )


@pytest.mark.parametrize("frame", [WIDE, NARROW])
@pytest.mark.parametrize("palette", [None, DOWNLOAD])
def test_it_is_small_sound_and_named(frame, palette):
    text = draw(frame, palette)
    assert len(text.encode()) <= 12_000
    root = ElementTree.fromstring(text)  # noqa: S314 - our own output
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    ids = {node.get("id"): node.text for node in root.iter() if node.get("id")}
    assert [ids[name] for name in root.get("aria-labelledby").split()] == ["Møter", "Andelen har økt"]
    assert root[0].tag == f"{SVG}title"
    assert len(root.findall(f".//{SVG}circle")) == 60 - 12 - 1


def test_nothing_is_inline():
    for text in (draw(), draw(palette=DOWNLOAD)):
        assert not re.search(r"\sstyle=|<style|<script|\son\w+=|href=", text)


def test_the_page_takes_colours_from_the_stylesheet_and_the_file_has_its_own():
    page, file = draw(), draw(palette=DOWNLOAD)
    assert not re.search("#[0-9a-f]{6}", page)
    assert "v-chart-signal" in page
    assert "class=" not in file
    for colour in (DOWNLOAD.paper, DOWNLOAD.signal, DOWNLOAD.centre, DOWNLOAD.target, DOWNLOAD.marker):
        assert f'"{colour}"' in file


def test_every_class_of_the_page_version_has_a_rule():
    rules = (ROOT / "static/css/chart.css").read_text("utf-8")
    for name in set(" ".join(re.findall('class="([^"]*)"', draw())).split()):
        assert f".{name}" in rules


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_coordinates_are_written_with_a_point_in_every_language(language):
    with translation.override(language):
        text = draw(NARROW)
    for attribute in re.findall(r'\s(?:x|y|cx|cy|r|viewBox|d|font-size)="([^"]*)"', text):
        assert "," not in attribute


def test_what_people_typed_is_escaped():
    text = draw(label='<script>"&')
    assert "<script>" not in text
    assert "&lt;script&gt;&quot;&amp;" in text


def contrast(one, other):
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_downloaded_colours_can_be_told_from_the_paper():
    for colour in (DOWNLOAD.text, DOWNLOAD.quiet, DOWNLOAD.centre):
        assert contrast(colour, DOWNLOAD.paper) >= 4.5
    for colour in (DOWNLOAD.line, DOWNLOAD.signal, DOWNLOAD.target, DOWNLOAD.marker):
        assert contrast(colour, DOWNLOAD.paper) >= 3
