"""Editors build courses: every block shows itself, every page opens for editing, drafts may be half-written."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page

from courses.blocks import LessonStream
from courses.demo import CONTENT, COURSE, FOLDER, TRUST, load, remove
from courses.models import CoursePage, LessonPage
from courses.services.outline import outline_of
from portal.accounts.democontext import DemoContext
from portal.cms.demo.loader import page_key
from tests.factories.accounts import UserFactory
from tests.factories.courses import block, key, lesson, make_course
from tests.support.sites import setup_site

DONE = ("practise_together", "worksheet", "try_tool")
OWN = ("case", "quiz", "true_false", "short_answer", "number", "case_steps", "poll", "reflection", *DONE)


@pytest.mark.parametrize("name", OWN)
def test_every_block_shows_itself_without_a_database(name: str) -> None:
    found = LessonStream().child_blocks[name]
    assert found.label
    assert found.meta.icon
    assert found.meta.group
    assert found.meta.description
    html = found.render(found.get_preview_value())
    assert "v-panel" in html
    assert "<form" not in html


@pytest.mark.parametrize("name", OWN)
def test_every_block_can_be_empty_while_it_is_written(name: str) -> None:
    found = LessonStream().child_blocks[name]
    html = found.render(found.get_default())
    # A tool that is not chosen shows nothing to readers.
    assert "v-panel" in html or name == "try_tool"


def test_a_question_where_nothing_fits_cannot_be_published() -> None:
    found = LessonStream().child_blocks["quiz"]
    wrong = {"text": "A", "correct": False, "feedback": "Fordi."}
    value = found.to_python(
        {"question": "Hva?", "choices": [{"type": "item", "value": wrong}, {"type": "item", "value": wrong}]}
    )
    with pytest.raises(ValidationError):
        found.clean(value)


def test_the_quiz_form_names_each_choice_by_its_id() -> None:
    from courses.lessonparts import QuestionView
    from courses.questions.choices import ChoicesView, ChoiceView

    choices = (ChoiceView("a", "Ja", True, True, "Fordi."), ChoiceView("b", "Nei", False, False, ""))
    inside = ChoicesView("Hva?", False, choices)
    view = QuestionView("q", "/svar/", "courses/parts/answers/choices.html", inside, 1, 2, answered=True)
    html = render_to_string("courses/parts/quiz.html", {"quiz": view})
    assert 'for="c-q-a"' in html
    assert 'aria-describedby="f-q-a"' in html
    assert 'id="f-q-b"' not in html


@pytest.mark.django_db
def test_every_page_opens_in_the_editor(client: Client) -> None:
    make_course(("nb",))
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    for page in (lesson(), lesson().get_parent(), lesson().get_parent().get_parent()):
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


@pytest.mark.django_db
def test_a_copy_that_stands_in_for_a_translation_keeps_the_reader_in_the_own_tree(client: Client) -> None:
    course = make_course(("nb",))
    locale, _ = Locale.objects.get_or_create(language_code="nn")
    for page in course.get_parent().get_parent().get_descendants(inclusive=True).specific():
        page.copy_for_translation(locale, alias=True)
    outline = outline_of(key("course"), "nn")
    assert outline is not None
    assert [info.url[:4] for info in outline.infos] == ["/nn/", "/nn/"]
    assert [info.language for info in outline.infos] == ["nb", "nb"]
    person = UserFactory()
    client.force_login(person)
    address = "/nn" + reverse("courses:reflection", args=[key("lesson", 1), block(1, 3)])
    response = client.post(address, {"text": "Min tanke", "version": 0})
    assert response["Location"].startswith("/nn/")
    assert 'lang="nb"' in client.get(outline.infos[0].url).content.decode()


@pytest.mark.django_db
@pytest.mark.slow
def test_the_demo_course_loads_once_in_three_languages_and_can_be_removed() -> None:
    setup_site()
    # One page a file: the course, its modules and their steps.
    files, trust = (len(list(folder.glob("*.toml"))) for folder in (CONTENT, FOLDER / TRUST))
    said: list[str] = []
    for _each in range(2):
        load(DemoContext(say=said.append))
    assert said == [
        f"Koordinatorskolen: {files} pages made; Tillitsbyggerne: {trust}; tools in the browser: 12.",
        "Koordinatorskolen: 0 pages made; Tillitsbyggerne: 0; tools in the browser: 0.",
    ]
    family = CoursePage.objects.filter(translation_key=page_key(COURSE))
    assert {page.locale.language_code for page in family} == {"nb", "nn", "en"}
    ids = {
        tuple(str(each.id) for each in page.body)
        for page in LessonPage.objects.filter(translation_key=page_key(f"{COURSE}-lesson-1-rollen"))
    }
    assert len(ids) == 1
    for page in LessonPage.objects.all():
        page.full_clean()
        for each in page.body:
            if each.block_type == "quiz":
                assert any(choice.correct for choice in each.value.domain_choices)
    left = Page.objects.count()
    remove()
    assert Page.objects.count() == left - files - trust - 12


@pytest.mark.django_db
def test_modules_and_steps_are_listed_in_the_order_they_are_taken(client: Client) -> None:
    make_course(("nb",), lessons=3, modules=2)
    for number in (2, 3, 1):
        lesson(number).save_revision().publish()
    first = lesson(1).get_parent()
    first.specific.save_revision().publish()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    for above, titles in (
        (first, ["Leksjon 1", "Leksjon 2", "Leksjon 3"]),
        (first.get_parent(), ["Kom i gang 1", "Kom i gang 2"]),
    ):
        shown = client.get(reverse("wagtailadmin_explore", args=[above.pk]))
        assert [page.title for page in shown.context["pages"]] == titles
