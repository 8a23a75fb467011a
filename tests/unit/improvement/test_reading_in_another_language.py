"""A project stands in one language. Who reads the portal in another hears its texts in the right one."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories.improvement import WEEKLY, make_cycle, make_goal, make_measure, make_project

pytestmark = pytest.mark.django_db

SENTENCE = "60 % av møtene skal ha agenda."


@pytest.fixture
def project(client):
    project = make_project(title="Oppfølgingsteam her", summary="Vi vil noe", language="nb")
    client.force_login(project.created_by)
    return project


def marked(client, row, language="nn"):
    """The texts of a page that say that they are in bokmål."""
    with translation.override(language):
        page = client.get(row.get_absolute_url())
    assert f'<html lang="{language}"' in page.content.decode()
    return re.findall(r'<\w+[^>]* lang="nb"[^>]*>(?:<b>)?([^<]*)', page.content.decode())


def test_the_overview_marks_what_people_wrote(client, project):
    make_goal(project, sentence=SENTENCE)
    make_measure(project, WEEKLY)
    make_cycle(project)
    told = marked(client, project)
    for text in ("Oppfølgingsteam her", SENTENCE, "Vi vil noe", "Møter med agenda", "PDSA 1: Ring før møtet"):
        assert text in told, text


def test_a_sentence_that_is_built_for_the_reader_is_in_the_readers_language(client, project):
    goal = make_goal(project)
    assert not [text for text in marked(client, goal) if text.startswith("Møter med felles agenda skal")]
    with translation.override("nn"):
        assert "<h1" in client.get(goal.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("make", "text"),
    [(make_goal, SENTENCE), (make_measure, "Møter med agenda"), (make_cycle, "PDSA 1: Ring før møtet")],
)
def test_each_page_marks_its_heading_and_its_crumb(client, project, make, text):
    row = make(project, sentence=SENTENCE) if make is make_goal else make(project)
    assert marked(client, row).count(text) >= 2


def test_what_stands_in_a_form_is_marked_and_what_is_chosen_is_not(client, project):
    goal = make_goal(project, aim="up")
    with translation.override("nn"):
        text = client.get(goal.get_absolute_url()).content.decode()
    field = {
        name: re.search(rf'<(?:input|textarea|select)[^>]*name="{name}"[^>]*>', text)[0] for name in ("what", "aim")
    }
    assert 'lang="nb"' in field["what"]
    assert "lang=" not in field["aim"]


def test_in_its_own_language_nothing_is_marked(client, project):
    goal = make_goal(project, sentence=SENTENCE)
    main = client.get(goal.get_absolute_url()).content.decode().partition("<main")[2].partition("</main>")[0]
    assert "lang=" not in main


def test_lists_mark_the_title(client, project):
    with translation.override("nn"):
        for name in ("improvement:projects", "cms:my_page"):
            text = client.get(reverse(name)).content.decode()
            assert re.search(r'lang="nb"[^>]*>Oppfølgingsteam her<', text), name


def test_a_project_takes_the_language_of_who_starts_it_and_a_member_changes_it(client, project):
    page = reverse("improvement:project_edit", args=[project.pk])
    with translation.override("nn"):
        assert make_project().language == "nn"
    form = client.get(page).context["form"]
    assert form.initial["language"] == "nb"
    client.post(page, {"version": 1, "title": "Oppfølgingsteam", "language": "nn"})
    project.refresh_from_db()
    assert project.language == "nn"
    client.post(page, {"version": 2, "title": "Oppfølgingsteam"})
    project.refresh_from_db()
    assert (project.version, project.language) == (3, "nn")


def test_words_in_a_sentence_of_ours_are_escaped(client, project):
    make_goal(project)
    make_measure(project, name="<b>& agenda</b>")
    with translation.override("nn"):
        text = client.get(project.get_absolute_url()).content.decode()
    assert '<span lang="nb">&lt;b&gt;&amp; agenda&lt;/b&gt;</span>' in text
    assert "<b>& agenda" not in text
