"""Figures in: typed and pasted, with every problem told; and out: page, table, picture and spreadsheet say the same."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import translation

from improvement.models import ImportDraft, Point
from improvement.presenters.chart import MeasureChart
from tests.factories.improvement import WEEKLY, make_cycle, make_measure, make_project

pytestmark = pytest.mark.django_db

PASTED = """Dato;Andel
06.07.2026;24
13.7.26;31,5
2026-07-20;28
27/07/2026;22 %
3. august 2026;tretti
10.08.2026;
17.08.2026;33
17.08.2026;34
24.08.2026;125
31.02.2026;29
07.09.2026;14/25
"""


@pytest.fixture
def project(client):
    project = make_project()
    client.force_login(project.created_by)
    return project


def add_url(measure):
    return reverse("improvement:points_add", args=[measure.project_id, measure.pk])


def paste(client, measure, text, **more):
    return client.post(add_url(measure), {"many": "1", "many-text": text, **more}, follow=True)


class TestPaste:
    def test_each_problem_is_marked_at_its_row_and_nothing_is_saved(self, client, project):
        measure = make_measure(project)
        response = paste(client, measure, PASTED)
        rows = {row.line: row for row in response.context["rows"]}
        states = {line: row.state for line, row in rows.items()}
        assert [line for line, state in states.items() if state == "problem"] == [6, 9, 10, 11]
        assert rows[3].day == "13. juli 2026"
        assert rows[3].value == "31,5\u00a0%"
        assert "28" in rows[4].value
        text = response.content.decode()
        for line in (6, 9, 10, 11):
            assert f'id="row-{line}"' in text
            assert rows[line].problems[0].mend in text
        assert "tretti" in text
        assert Point.objects.count() == 0

    def test_confirming_saves_the_good_rows_once(self, client, project):
        measure = make_measure(project)
        preview = paste(client, measure, PASTED)
        draft = ImportDraft.objects.get()
        url = reverse("improvement:points_confirm", args=[project.pk, measure.pk, draft.pk])
        assert f'action="{url}"' in preview.content.decode()
        client.post(url)
        client.post(url)
        stored = {point.date: point for point in measure.points.all()}
        assert len(stored) == 7
        assert float(stored[date(2026, 7, 13)].value) == 31.5
        assert stored[date(2026, 8, 10)].value is None  # a gap, not a zero
        part = stored[date(2026, 9, 7)]
        assert (int(part.numerator), int(part.denominator), part.value) == (14, 25, None)
        draft.refresh_from_db()
        assert draft.text == ""

    def test_the_text_is_mended_in_place(self, client, project):
        measure = make_measure(project)
        preview = paste(client, measure, "06.07.2026;tretti")
        assert "06.07.2026;tretti" in preview.content.decode()
        assert "points_confirm" not in preview.content.decode()
        draft = ImportDraft.objects.get()
        address = reverse("improvement:points_preview", args=[project.pk, measure.pk, draft.pk])
        mended = client.post(address, {"many-text": "06.07.2026;30"}, follow=True)
        assert mended.context["n_used"] == 1
        assert ImportDraft.objects.count() == 1

    def test_another_figure_for_a_stored_day_is_told_and_takes_its_place_only_when_confirmed(self, client, project):
        measure = make_measure(project, (24, 31))
        preview = paste(client, measure, "06.07.2026\t24\n13.07.2026\t40")
        told = [problem.wrong for row in preview.context["rows"] for problem in row.problems]
        assert told == ["Denne målingen finnes allerede.", "Dagen har et annet tall: 31\u00a0%."]
        assert float(measure.points.get(date="2026-07-13").value) == 31
        draft = ImportDraft.objects.get()
        client.post(reverse("improvement:points_confirm", args=[project.pk, measure.pk, draft.pk]))
        point = measure.points.get(date="2026-07-13")
        assert (float(point.value), point.version) == (40, 2)

    def test_figures_without_dates_ask_for_the_first_one(self, client, project):
        measure = make_measure(project)
        preview = paste(client, measure, "24\n31\n28")
        assert not preview.context["can_save"]
        preview = paste(client, measure, "24\n31\n28", **{"many-start": "2026-07-06", "many-interval": "weekly"})
        assert [row.day for row in preview.context["rows"]] == ["6. juli 2026", "13. juli 2026", "20. juli 2026"]

    def test_somebody_elses_draft_is_not_found(self, client, project):
        from portal.accounts.roles import Role
        from tests.factories.improvement import join

        measure = make_measure(project)
        paste(client, measure, "06.07.2026;30")
        draft = ImportDraft.objects.get()
        client.force_login(join(project, Role.TEAM_MEMBER))
        for name in ("points_preview", "points_confirm"):
            url = reverse(f"improvement:{name}", args=[project.pk, measure.pk, draft.pk])
            assert client.post(url, {"many-text": "x"}).status_code == 404
        assert Point.objects.count() == 0

    def test_an_identity_number_is_never_kept(self, client, project):
        import random

        from tests.unit.kernel.identity_numbers import make

        number = make(random.Random(3))
        measure = make_measure(project)
        response = paste(client, measure, f"06.07.2026;30\n{number};31")
        assert response.status_code == 422
        assert ImportDraft.objects.count() == 0

    def test_nothing_pasted_says_so_and_keeps_the_page(self, client, project):
        measure = make_measure(project)
        response = client.post(add_url(measure), {"many": "1", "many-text": "  \n"})
        assert response.status_code == 422
        assert "Skriv eller lim inn minst én rad." in response.content.decode()


class TestOneFigure:
    def test_it_is_saved_at_once(self, client, project):
        measure = make_measure(project)
        client.post(add_url(measure), {"one": "1", "one-date": "14.09.2026", "one-figure": "35,5", "one-note": "ferie"})
        point = measure.points.get()
        assert (point.date, float(point.value), point.note) == (date(2026, 9, 14), 35.5, "ferie")

    @pytest.mark.parametrize(
        ("day", "figure", "message"),
        [
            ("14.09.2026", "tretti", "Dette er ikke et tall."),
            ("14.09.2026", "140", "Tallet er for høyt."),
            ("14.09.2026", "30/25", "Delen er større enn det hele."),
            ("14.09.2999", "30", "Datoen har ikke vært ennå."),
            ("i går", "30", "Skriv en dato"),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_stays(self, client, project, day, figure, message):
        measure = make_measure(project)
        response = client.post(add_url(measure), {"one": "1", "one-date": day, "one-figure": figure})
        assert response.status_code == 422
        text = response.content.decode()
        assert message in text
        assert f'value="{figure}"' in text
        assert Point.objects.count() == 0

    def test_a_day_that_has_a_figure_is_not_overwritten(self, client, project):
        measure = make_measure(project, (24,))
        response = client.post(add_url(measure), {"one": "1", "one-date": "2026-07-06", "one-figure": "90"})
        assert response.status_code == 422
        assert float(measure.points.get().value) == 24

    def test_changing_and_deleting(self, client, project):
        measure = make_measure(project, (24, 31))
        point = measure.points.first()
        url = reverse("improvement:point", args=[project.pk, measure.pk, point.pk])
        client.post(url, {"date": "2026-07-06", "figure": "14/25", "note": "", "version": 1})
        point.refresh_from_db()
        assert point.plotted(percent=True) == 56
        gone = reverse("improvement:point_delete", args=[project.pk, measure.pk, point.pk])
        client.post(gone, {"version": "1"})
        assert measure.points.count() == 2  # seen in an old version: kept
        client.post(gone, {"version": "2"})
        assert measure.points.count() == 1


class TestTheChart:
    def test_sentence_rules_and_table_of_a_series_with_a_shift(self, client, project):
        measure = make_measure(project, WEEKLY, is_practice=True)
        make_cycle(project, measure=measure, started_on=date(2026, 9, 14), stage="do")
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
