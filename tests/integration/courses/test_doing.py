"""Film, exercises for several, forms and tools of projects in a lesson, as readers meet them."""

from __future__ import annotations

import json
import tomllib
import wave
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from courses.blocks import LessonStream
from courses.demo import CONTENT
from portal.accounts.democontext import DemoContext
from portal.assets import demo
from portal.assets.models import Film, FilmText
from portal.cms.services.contentcheck import problems
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
    assert Film.objects.count() == 2
    return found


@pytest.fixture
def sound(film: Film) -> Film:
    found = demo.film_of("ett-minutt")
    assert found is not None
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


def test_a_sound_is_played_in_parts_and_everything_in_it_can_be_read(client: Client, sound: Film) -> None:
    sound.full_clean()
    size = sound.file.size
    part = client.get(sound.url, headers={"Range": f"bytes={size // 2}-"})
    assert (part.status_code, part["Content-Type"]) == (206, "audio/wav")
    assert part["Content-Range"] == f"bytes {size // 2}-{size - 1}/{size}"
    assert len(read(part)) == size - size // 2
    assert size < 1_200_000
    with sound.file.open() as file, wave.open(file) as made:
        assert made.getnframes() / made.getframerate() == sound.duration
    block = LessonStream().child_blocks["film"]
    shown = block.to_python({"film": sound.pk, "caption": "Ta ett minutt."})
    heard = {"nb": "Det er halvveis", "nn": "Det er halvvegs", "en": "It is half-way"}
    for language, words in heard.items():
        with translation.override(language):
            html = block.render(shown)
            assert f'<audio controls preload="metadata" src="{sound.url}"' in html
            assert f'aria-label="{sound.texts.get(language=language).title or sound.title}"' in html
            assert words in html
            assert "<details" in html
            assert "open>" in html
            assert "Varig (MIT)" in html
            assert "<video" not in html


def test_the_demos_sound_stands_before_the_reflection_on_a_meeting() -> None:
    for language in ("nb", "nn", "en"):
        lesson_file = CONTENT / f"lesson-2-moteledelse.{language}.toml"
        blocks = tomllib.loads(lesson_file.read_text(encoding="utf-8"))["blocks"]
        at = next(number for number, block in enumerate(blocks) if block.get("film") == "ett-minutt")
        assert blocks[at + 1]["type"] == "reflection"


OVER = {"consent": "given", "consent_expires_on": date(2020, 1, 31)}


@pytest.mark.parametrize("consent", [{"consent": "withdrawn"}, OVER])
def test_a_film_is_gone_when_consent_is(client: Client, film: Film, consent: dict[str, Any]) -> None:
    make_course(("nb",))
    page = lesson(1)
    page.body = json.dumps([{"type": "film", "value": {"film": film.pk, "caption": ""}, "id": str(key("film"))}])
    page.save_revision().publish()
    assert "<video" in client.get(page.url).content.decode()
    for name, value in consent.items():
        setattr(film, name, value)
    film.save()
    film.refresh_from_db()
    # At once, although the page was kept for anonymous readers.
    assert "<video" not in client.get(page.url).content.decode()
    assert client.get(film.url).status_code == 404
    assert client.get(reverse("captions", args=[film.pk, "nb"])).status_code == 404


def test_a_consent_that_is_given_has_an_end(film: Film) -> None:
    film.full_clean()
    film.consent = "given"
    with pytest.raises(ValidationError, match="consent_expires_on"):
        film.full_clean()


def test_the_check_of_pages_tells_of_consents_that_end_and_of_what_lessons_name_that_is_gone(film: Film) -> None:
    make_course(("nb",))
    page = lesson(1)
    blocks = [("film", {"film": film.pk, "caption": ""}), ("film", {"film": 999_999, "caption": ""})]
    blocks += [("try_tool", {"tool": "pdsa", "text": ""}), ("try_tool", {"tool": "borte", "text": ""})]
    blocks += [("worksheet", {"form": 999_999, "text": ""})]
    page.body = json.dumps(
        [{"type": kind, "value": value, "id": str(key("block", at))} for at, (kind, value) in enumerate(blocks)]
    )
    page.save_revision().publish()
    call_command("rebuild_references_index", verbosity=0)
    assert sorted(line.partition(": ")[2] for line in problems()) == [
        "body[1].film names a film that is gone",
        "body[3].try_tool names a tool that nobody knows: borte",
        "body[4].worksheet names a form that is gone or not live",
    ]
    today = timezone.localdate()
    for days, told in ((30, "consent ends on"), (-1, "withdrawn or over")):
        Film.objects.filter(pk=film.pk).update(consent="given", consent_expires_on=today + timedelta(days=days))
        (line,) = [line for line in problems() if "consent" in line]
        assert told in line
        assert film.title in line
    Film.objects.filter(pk=film.pk).update(consent_expires_on=today + timedelta(days=31))
    assert not [line for line in problems() if "consent" in line]
    # What no page shows is nobody's problem.
    Film.objects.update(consent="withdrawn")
    assert len([line for line in problems() if "consent" in line]) == 1


def test_the_sound_goes_with_the_demo(sound: Film) -> None:
    name, storage = sound.file.name, sound.file.storage
    demo.remove()
    assert not Film.objects.exists()
    assert not storage.exists(name)


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
