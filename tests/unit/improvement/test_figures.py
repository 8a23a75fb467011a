"""Figures in: typed and pasted, with every problem told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from improvement.models import ImportDraft, Point
from tests.factories.improvement import make_measure, make_project

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
        assert [line for line, state in states.items() if state == "problem"] == [6, 8, 9, 10, 11]
        assert rows[3].day == "13. juli 2026"
        assert rows[3].value == "31,5\u00a0%"
        assert "28" in rows[4].value
        text = response.content.decode()
        for line in (6, 8, 9, 10, 11):
            assert f'id="row-{line}"' in text
            assert rows[line].problems[0].mend in text
        assert "tretti" in text
        assert text.index('id="row-11"') < text.index('id="row-2"')  # what wants an eye stands first
        assert "5 tall kan lagres, 1 dag uten tall, 5 rader må rettes" in text
        assert "Lagre 5 tall" in text
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
        assert len(stored) == 6
        assert date(2026, 8, 17) not in stored  # two figures for one day: a person chooses
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
        assert mended.context["n_figures"] == 1
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
        text = preview.content.decode()
        assert "3 tall ble lest, men mangler datoer" in text
        assert "kan lagres" not in text
        assert 'href="#id_many-start"' in text
        assert 'id="id_many-start"' in text
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
        text = response.content.decode()
        assert "Linje 2 ser ut til å ha et fødselsnummer" in text
        # The box stands at the field it is about, before the fields that follow.
        assert text.index('name="many-text"') < text.index('name="many-not_identity_number"')
        assert text.index('name="many-not_identity_number"') < text.index('name="many-start"')

    @pytest.mark.parametrize("row", ["\t5", "Sum 91", "1 2 3"])
    def test_a_row_without_a_date_is_told_that_and_no_more(self, client, project, row):
        rows = paste(client, make_measure(project), f"06.07.2026 30\n13.07.2026 31\n{row}").context["rows"]
        assert len(rows[-1].problems) == 1
        assert "dato" in rows[-1].problems[0].wrong.lower()

    def test_a_figure_far_from_the_others_is_asked_about_and_may_be_saved(self, client, project):
        figures = ["3", "5", "4", "1234,5", "6", "11", "7", "4"]
        text = "\n".join(f"{day:02}.07.2026;{figure}" for day, figure in enumerate(figures, 1))
        response = paste(client, make_measure(project, shape="number"), text)
        told = [(row.line, row.problems[0].wrong) for row in response.context["rows"] if row.problems]
        assert told == [(4, "Tallet ligger langt fra de andre.")]
        assert "Lagre 8 tall" in response.content.decode()

    @pytest.mark.parametrize(("language", "told"), [("", "En uke mangler før"), ("/nn", "Ei veke manglar før")])
    def test_a_week_left_out_is_marked_and_counted_and_the_rest_can_be_saved(self, client, project, language, told):
        measure = make_measure(project)
        weeks = [date(2026, 6, 1) + timedelta(days=7 * n) for n in range(12) if n != 9]
        pasted = "\n".join(f"{week:%d.%m.%Y}\t{20 + n}" for n, week in enumerate(weeks))
        response = client.post(f"{language}{add_url(measure)}", {"many": "1", "many-text": pasted}, follow=True)
        states = {row.line: row.state for row in response.context["rows"]}
        assert states == {line: "gap" if line == 10 else "used" for line in range(1, 12)}
        text = response.content.decode()
        assert told in text
        assert "3. august 2026" in text
        marked = text[text.index('id="row-10" data-state="gap"') :].split("</tr>")[0]
        assert "<svg" in marked
        assert response.context["summary"].startswith("11 ")
        assert ", 1 " in response.context["summary"]
        assert response.context["can_save"]

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
