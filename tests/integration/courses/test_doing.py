"""Film, exercises for several, forms and tools of projects in a lesson, as readers meet them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from courses.blocks import LessonStream
from portal.accounts.democontext import DemoContext
from portal.assets import demo
from portal.assets.models import Film, FilmText
from portal.seams import tools
from tests.factories.accounts import UserFactory
from tests.factories.courses import key, lesson, make_course
from tests.factories.improvement import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def film(settings: Any, tmp_path: Any) -> Film:
    settings.MEDIA_ROOT = tmp_path
    demo.load(DemoContext(say=lambda words: None))
    demo.load(DemoContext(say=lambda words: None))
    found = demo.film_of("for-motet")
    assert found is not None
    assert Film.objects.count() == 1
    return found


def read(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_a_film_is_served_whole_and_in_parts(client: Client, film: Film) -> None:
    whole = client.get(film.url)
    size = film.file.size
    content = read(whole)
    assert (whole.status_code, len(content)) == (200, size)
    assert whole["Accept-Ranges"] == "bytes"
    assert whole["Content-Type"] == "video/webm"
    part = client.get(film.url, headers={"Range": "bytes=1000-1999"})
    assert part.status_code == 206
    assert part["Content-Range"] == f"bytes 1000-1999/{size}"
    assert part["Content-Length"] == "1000"
    assert read(part) == content[1000:2000]
    assert client.get(film.url, headers={"Range": f"bytes={size}-"}).status_code == 416
    changed = client.get(film.url, headers={"Range": "bytes=0-9", "If-Range": '"old"'})
    assert (changed.status_code, len(read(changed))) == (200, size)
    head = client.head(film.url)
    assert head["Content-Length"] == str(size)
    assert "public" in whole["Cache-Control"]


def test_the_film_stands_in_the_lesson_with_all_that_makes_it_reachable(client: Client, film: Film) -> None:
    make_course(languages=("nb", "nn"))
    for language in ("nb", "nn"):
        page = lesson(1, language)
        value = {"film": film.pk, "caption": "Se etter tiden."}
        page.body = json.dumps([{"type": "film", "value": value, "id": str(key("film"))}])
        page.save_revision().publish()
    html = client.get(lesson(1).url).content.decode()
    assert f'src="{film.url}" type="video/webm"' in html
    assert html.count('kind="captions"') == 3
    assert html.index('srclang="nb"') < html.index("default>") < html.index('srclang="nn"')
    assert 'data-at="12.0"' in html
    assert "La alle få ordet" in html or "la alle få ordet" in html
    assert "0:30" in html
    assert "lat alle få ordet" in client.get(lesson(1, "nn").url).content.decode()
    block = LessonStream().child_blocks["film"]
    shown = block.to_python({"film": film.pk, "caption": ""})
    for language, title in (("en", "Before, during and after the meeting"), ("nb", film.title), ("se", film.title)):
        with translation.override(language):
            assert f'aria-label="{title}"' in block.render(shown)
    captions = client.get(reverse("captions", args=[film.pk, "nn"]))
    assert captions["Content-Type"].startswith("text/vtt")
    assert captions.content.startswith(b"WEBVTT")
    assert client.get(reverse("captions", args=[film.pk, "se"])).status_code == 404


def test_a_film_without_captions_is_not_shown(client: Client, film: Film) -> None:
    FilmText.objects.all().delete()
    found = LessonStream().child_blocks["film"]
    assert "<video" not in found.render(found.to_python({"film": film.pk, "caption": ""}))


def test_a_tool_opens_in_the_only_project_or_lets_one_choose(client: Client) -> None:
    person = UserFactory()
    client.force_login(person)
    address = reverse("courses:try_tool", args=["pdsa"])
    none = client.get(address)
    assert reverse("improvement:project_new") in none.content.decode()
    first = make_project(person)
    straight = client.get(address)
    assert straight["Location"] == reverse("improvement:pdsa_new", args=[first.pk])
    assert client.get(straight["Location"]).status_code == 200
    second = make_project(person)
    make_project(UserFactory())
    several = client.get(address).content.decode()
    for project in (first, second):
        assert reverse("improvement:pdsa_new", args=[project.pk]) in several
    assert several.count("/pdsa/ny/") == 2

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    two = cost()
    for _each in range(6):
        make_project(person)
    assert cost() == two


def test_every_tool_of_projects_leads_somewhere(client: Client) -> None:
    person = UserFactory()
    client.force_login(person)
    project = make_project(person)
    for tool_key, label in tools.choices():
        assert str(label)
        found = tools.tool(tool_key)
        assert found is not None
        assert client.get(found.url_for(project.space)).status_code == 200


def test_an_unknown_tool_shows_nothing_but_to_who_edits(client: Client) -> None:
    found = LessonStream().child_blocks["try_tool"]
    value = found.to_python({"tool": "gone", "text": "Prøv."})
    assert "Prøv" not in found.render(value)
    request = RequestFactory().get("/")
    request.is_preview = True  # type: ignore[attr-defined]
    assert "v-error" in found.render(value, {"request": request})
    client.force_login(UserFactory())
    assert client.get(reverse("courses:try_tool", args=["gone"])).status_code == 404
