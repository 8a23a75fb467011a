"""What goes out of a measure: page, table, picture and spreadsheet say the same, and no more than can be said."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import translation

from improvement.presenters.chart import MeasureChart
from improvement.presenters.picture import palette_for
from tests.factories.improvement import WEEKLY, make_cycle, make_measure, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(client):
    project = make_project()
    client.force_login(project.created_by)
    return project


def visible(picture):
    """The texts of a picture that are drawn, in order."""
    root = ElementTree.fromstring(picture)  # noqa: S314 - our own output
    return " ".join(node.text for node in root.iter("{http://www.w3.org/2000/svg}text") if node.text)


class TestTheChart:
    def test_sentence_rules_and_table_of_a_series_with_a_shift(self, client, project):
        measure = make_measure(project, WEEKLY, is_practice=True)
        make_cycle(project, measures=[measure], started_on=date(2026, 9, 14), stage="do")
        response = client.get(measure.get_absolute_url())
        text = response.content.decode()
        chart = response.context["chart"]
        assert chart.sentence.startswith("Nivået har økt. De siste 10 tallene ligger over medianen, 34\u00a0%;")
        assert "Det kom etter at PDSA 1 begynte. Diagrammet alene kan ikke si at testen var grunnen." in chart.sentence
        assert text.index(chart.sentence) < text.index("<svg xmlns")
        assert [rule.speaks for rule in chart.rules] == [True, True]
        assert text.count("v-chart-wide") == 1
        assert text.count("v-chart-narrow") == 1
        assert text.count("signal</span>") == 10
        assert "PDSA 1 begynner" in text
        assert text.count("øvingstall") >= 4

    def test_the_table_holds_every_figure_of_the_picture(self, client, project):
        measure = make_measure(project, WEEKLY)
        chart = MeasureChart(measure, list(measure.points.all()))
        titles = re.findall(r"<circle[^>]*><title>([^<]*)</title>|z\"><title>([^<]*)</title>", str(chart.svg()))
        drawn = {one or other for one, other in titles}
        assert drawn == {f"{row['day']}: {row['value']}" for row in chart.rows}

    @pytest.mark.parametrize("case", ["01_run_anhoej", "23_points_on_centre"])
    def test_the_published_cases_through_the_page(self, client, project, case):
        path = Path(__file__).parents[2] / "reference" / "spc" / f"{case}.json"
        data = json.loads(path.read_text("utf-8"))
        measure = make_measure(project, tuple(data["input"]["y"]), shape="number")
        runs = client.get(measure.get_absolute_url()).context["chart"].analysis.current.runs
        expected = data["checks"][0]["expected"]["phases"][0]
        assert runs.n_useful == expected["n_useful"]
        assert runs.longest_run == expected["longest_run"]
        assert runs.crossings == expected["crossings"]

    def test_two_points_give_no_verdict(self, client, project):
        measure = make_measure(project, (50, 102), shape="number", unit="team", wanted="neither", source="Kilden")
        response = client.get(measure.get_absolute_url())
        text, chart = response.content.decode(), response.context["chart"]
        assert chart.sentence == "Fra 50\u00a0team 6. juli 2026 til 102\u00a0team 13. juli 2026: 52 flere."
        assert "Det to tall ikke kan si" in text
        assert "om forskjellen er større enn tallene pleier å variere" in text
        assert "Kilden" in text
        assert chart.rules == []
        assert not chart.is_judged
        assert chart.tag[0] == "for få til å vurdere"
        picture = client.get(reverse("improvement:measure_svg", args=[project.pk, measure.pk])).content.decode()
        assert 'd=""' in picture  # no line between two figures
        assert "median" not in picture

    def test_the_picture_carries_what_keeps_it_honest(self, client, project):
        measure = make_measure(project, WEEKLY, is_practice=True, source="Ført av oss selv")
        url = reverse("improvement:measure_svg", args=[project.pk, measure.pk])
        picture = client.get(url).content
        said = visible(picture)
        assert said.startswith(f"{measure.name} Øvingstall: laget for å øve på.")
        for part in (
            "Nivået har økt.",
            "Enhet: prosent",
            "Kilde: Ført av oss selv",
            "Tall fra 6. juli 2026 til",
            "Bildet er laget i Varig",
        ):
            assert part in said
        assert len(picture) <= 12_000
        real = make_measure(project, WEEKLY)
        again = visible(client.get(reverse("improvement:measure_svg", args=[project.pk, real.pk])).content)
        assert "vingstall" not in again

    def test_the_largest_picture_keeps_its_size(self, client, project):
        measure = make_measure(project, WEEKLY * 3, is_practice=True, source="Kilde " * 60, name="Langt navn " * 14)
        picture = client.get(reverse("improvement:measure_svg", args=[project.pk, measure.pk])).content
        assert measure.points.count() == 60
        assert len(picture) <= 12_000

    def test_the_picture_of_two_figures_says_what_they_cannot_tell(self, client, project):
        measure = make_measure(project, (50, 56), unit="", source="Kilden")
        picture = client.get(reverse("improvement:measure_svg", args=[project.pk, measure.pk])).content
        said = visible(picture)
        assert "Det to tall ikke kan si: hva som skjedde mellom de to dagene;" in said
        assert "50\u00a0%" in said
        assert "56\u00a0%" in said
        ticks = re.findall(r">(\d+)\u00a0%</text>", picture.decode())
        assert {"0", "100"} <= set(ticks)  # the whole scale, so that six points look like six points

    def test_a_cut_axis_is_told(self, client, project):
        measure = make_measure(project, (92, 94, 93, 95, 96, 94, 93, 97))
        url = reverse("improvement:measure_svg", args=[project.pk, measure.pk])
        said = "Aksen begynner ikke på 0, men på 92\u00a0%."
        assert said in visible(client.get(url).content)
        assert said in client.get(measure.get_absolute_url()).content.decode()  # the page in the same words

    def test_an_axis_from_zero_says_nothing_and_drawings_that_differ_are_told_apart(self, client, project):
        whole = make_measure(project, (2, 4, 93))
        assert "Aksen begynner" not in client.get(whole.get_absolute_url()).content.decode()
        chart = MeasureChart(whole, list(whole.points.all()))
        chart._drawings = {"wide": chart._drawings["wide"], "narrow": replace(chart._drawings["narrow"], axis_from=5)}
        assert chart.axis_notes == {"narrow": "Aksen begynner ikke på 0, men på 5\u00a0%."}

    @pytest.mark.parametrize("shape", ["number", "percent"])
    def test_whole_figures_have_whole_steps(self, client, project, shape):
        measure = make_measure(project, (5, 9, 7, 6, 8, 12, 10, 11), shape=shape)
        picture = client.get(reverse("improvement:measure_svg", args=[project.pk, measure.pk])).content.decode()
        axis = re.search(r'<g text-anchor="end">(.*?)</g>', picture)[1]
        assert re.findall(r"<text[^>]*>([^<]+)</text>", axis)
        assert "," not in re.sub(r"<[^>]+>", "", axis)

    @pytest.mark.parametrize(
        ("wanted", "tone", "colour", "word"),
        [
            ("up", "better", "accent", "endret: bedre"),
            ("down", "signal", "signal", "endret: dårligere"),
            ("neither", "insight", "insight", "endret"),
        ],
    )
    def test_a_signal_is_coloured_by_what_it_means(self, client, project, wanted, tone, colour, word):
        measure = make_measure(project, WEEKLY, wanted=wanted)
        response = client.get(measure.get_absolute_url())
        assert f'data-signal="{tone}"' in response.content.decode()
        assert f'data-tone="{tone}"' in response.content.decode()
        assert response.context["chart"].tag == (word, colour)
        url = reverse("improvement:measure_svg", args=[project.pk, measure.pk])
        assert f'"{palette_for(tone).signal}"' in client.get(url).content.decode()
        assert len({palette_for(each).signal for each in ("better", "signal", "insight")}) == 3

    @pytest.mark.parametrize(
        ("values", "start"),
        [
            ((), "Ingen tall ennå"),
            ((5,), "Ett tall: 5"),
            ((1, 2, 3), "3 tall så langt."),
            ((7,) * 12, "Alle 12 tall er like."),
            ((0,) * 9 + (1, 2, 3), "Mer enn halvparten av tallene ligger på medianen."),
            ((5, 3, 6, 2, 7, 3, 6, 2, 7, 3, 6, 4), "Ingenting tyder på at nivået har endret seg."),
        ],
    )
    def test_every_verdict_has_its_sentence(self, project, values, start):
        measure = make_measure(project, values, shape="number")
        assert MeasureChart(measure, list(measure.points.all())).sentence.startswith(start)

    @pytest.mark.parametrize("language", ["nb", "nn", "en"])
    def test_no_sentence_is_left_in_english(self, client, project, language):
        measure = make_measure(project, WEEKLY)
        with translation.override(language):
            sentence = MeasureChart(measure, list(measure.points.all())).sentence
        first = {"nb": "Nivået har økt.", "nn": "Nivået har auka.", "en": "The level has risen."}
        assert sentence.startswith(first[language])

    def test_worse_is_said_as_plainly_as_better(self, project):
        measure = make_measure(project, WEEKLY, wanted="down")
        chart = MeasureChart(measure, list(measure.points.all()))
        assert "Det er ikke den veien dere vil." in chart.sentence
        assert chart.tag == ("endret: dårligere", "signal")


class TestFiles:
    def test_the_picture_stands_alone_and_says_practice(self, client, project):
        measure = make_measure(project, WEEKLY, is_practice=True)
        response = client.get(reverse("improvement:measure_svg", args=[project.pk, measure.pk]))
        root = ElementTree.fromstring(response.content)  # noqa: S314 - our own output
        assert "øvingstall" in root[0].text
        assert response["Content-Disposition"].endswith('.svg"')
        assert "sandbox" in response["Content-Security-Policy"]
        assert len(response.content) <= 12_000

    def test_the_spreadsheet_opens_in_norwegian_and_says_practice_in_each_row(self, client, project):
        measure = make_measure(project, (24.5, 31), name="=FARLIG()", is_practice=True)
        response = client.get(reverse("improvement:measure_csv", args=[project.pk, measure.pk]))
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
        assert rows[0][1] == "'=FARLIG()"
        assert rows[1][:3] == ["2026-07-06", "24,5", "%"]
        assert [row[-1] for row in rows[1:]] == ["øvingstall", "øvingstall"]

    def test_figures_stand_in_the_spreadsheet_as_they_were_typed(self, client, project):
        measure = make_measure(project, (14, 31.5, 1000))
        part = measure.points.last()
        part.value, part.numerator, part.denominator = None, Decimal(14), Decimal(21)
        part.save()
        response = client.get(reverse("improvement:measure_csv", args=[project.pk, measure.pk]))
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
        assert [(row[1], row[3], row[4]) for row in rows[1:]] == [
            ("14", "", ""),
            ("31,5", "", ""),
            ("66,6667", "14", "21"),
        ]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((50,), ["Ingen dom ennå: Anhøjs regler trenger minst 10 tall utenom medianen, og her er det 0."]),
        ((50, 56), ["Ingen dom ennå: Anhøjs regler trenger minst 10 tall utenom medianen, og her er det 2."]),
        ((7,) * 12, ["Ingen dom: Anhøjs regler kan ikke brukes på en slik serie."]),
    ],
)
def test_no_verdict_and_how_many_can_be_judged_agree(client, project, values, said):
    measure = make_measure(project, values)
    chart = client.get(measure.get_absolute_url()).context["chart"]
    assert chart.trust == said
    assert "kan vurderes" not in " ".join(chart.trust)
    assert MeasureChart(measure, list(make_measure(project, WEEKLY).points.all())).trust[0] == "20 tall kan vurderes"
