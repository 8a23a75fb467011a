"""The library: what is loaded, what readers see, and what they can filter by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from portal.cms.demo.loader import Builder, PageLoader, find_page
from portal.gatherings import demo
from portal.gatherings.demo import AGENDAS, EXERCISES
from portal.gatherings.demo.kinds import agenda_fields
from portal.gatherings.domain.agenda import from_json, to_json
from portal.gatherings.models import AgendaTemplatePage, ExercisePage, LibraryPage
from portal.gatherings.services.setup import setup_library
from portal.gatherings.services.snapshot import agenda_of
from tests.factories.accounts import UserFactory
from tests.factories.pages import make_page
from tests.support.sites import setup_site

INDEX = "/motes/opplegg-og-ovelser/"
FILES = PageLoader(Path(demo.__file__).parent / "content").pages
SHORT = '[{"type": "part", "id": "p", "value": {"title": "", "slots": [{"type": "item", "id": "a", "value": %s}]}}]'
STEP = '[{"type": "step", "id": "s", "value": {"title": "Gjør det", "html": "<p>Nå.</p>"}}]'


def page_of(key: str, language: str = "nb") -> Any:
    found = find_page(key, language)
    assert found is not None, (key, language)
    return found.specific


def text_of(url: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(url)
    assert answer.status_code == 200, url
    return str(answer.content.decode())


class TestFiles:
    def test_every_page_has_a_file_in_both_languages_and_a_place_in_the_list(self) -> None:
        assert set(FILES) == {*EXERCISES, *AGENDAS}
        assert all(set(languages) == {"nb", "nn"} for languages in FILES.values())
        assert len(EXERCISES) >= 10

    @pytest.mark.parametrize("key", sorted(FILES))
    def test_languages_say_the_same_in_the_same_places(self, key: str) -> None:
        """Everything that is no text is equal, so keys, minutes, kinds and exercises are too."""
        assert shape(FILES[key]["nb"]) == shape(FILES[key]["nn"])

    @pytest.mark.parametrize("key", sorted(FILES))
    def test_nynorsk_is_nynorsk(self, key: str) -> None:
        words = " ".join(texts(FILES[key]["nn"])).casefold().split()
        assert not {"ikke", "hva", "hvordan", "hvem", "jeg", "noen", "fra"} & {word.strip(".,:?!") for word in words}

    @pytest.mark.parametrize("key", EXERCISES)
    def test_the_steps_take_as_long_as_the_exercise(self, key: str) -> None:
        data = FILES[key]["nb"]
        assert sum(step["minutes"] for step in data["steps"]) == data["minutes"]

    def test_an_item_is_no_shorter_than_its_exercise_and_every_exercise_is_used(self) -> None:
        used = set()
        for key in AGENDAS:
            for each in (slot for part in FILES[key]["nb"]["parts"] for slot in part["slots"]):
                if exercise := each.get("exercise"):
                    used.add(exercise)
                    assert each["minutes"] >= FILES[exercise]["nb"]["minutes"], (key, each["title"])
        assert used == set(EXERCISES)

    @pytest.mark.django_db
    def test_an_unknown_exercise_is_a_mistake_of_the_file(self) -> None:
        given = {"slots": [{"title": "Prat", "kind": "talk", "minutes": 5, "exercise": "ovelse-finnes-ikke"}]}
        with pytest.raises(LookupError):
            agenda_fields({"parts": [given]}, Builder("x", "nb", {"part": demo.KINDS["agenda"].convert["part"]}))


def shape(value: Any, name: str = "") -> Any:
    """What must be equal in all languages: numbers, choices and keys; texts only by being there."""
    if isinstance(value, dict):
        return {each: shape(inner, each) for each, inner in value.items()}
    if isinstance(value, list):
        return [shape(each, name) for each in value]
    chosen = {"kind", "exercise", "type", "key", "purpose", "gathering", "focus_opener", "tone", "themes", "methods"}
    return value if not isinstance(value, str) or name in chosen else bool(value)


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for name, inner in value.items() if name != "source" for text in texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in texts(inner)]
    return [value] if isinstance(value, str) else []


class TestLibrary(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        setup_site()
        assert demo.load_library() == 2 * len(FILES)

    def test_ids_and_times_are_the_same_in_both_languages(self) -> None:
        for key in AGENDAS:
            bokmal, nynorsk = agenda_of(page_of(key)), agenda_of(page_of(key, "nn"))
            timing = [
                [(each.key, each.minutes, each.kind, each.exercise) for each in agenda.slots]
                for agenda in (bokmal, nynorsk)
            ]
            assert timing[0] == timing[1], key
            assert from_json(to_json(bokmal)) == bokmal
            assert page_of(key).minutes == bokmal.minutes
        guidance = agenda_of(page_of("opplegg-reflekterende-team"))
        assert len(guidance.slots) == 6
        assert guidance.slots[3].exercise == str(page_of("ovelse-reflekterende-team").translation_key)

    def test_loading_again_changes_nothing_and_removing_leaves_the_library(self) -> None:
        before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision_created_at"))
        assert demo.load_library() == 0
        assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision_created_at")) == before
        demo.remove()
        assert not ExercisePage.objects.exists()
        assert not AgendaTemplatePage.objects.exists()
        assert LibraryPage.objects.filter(alias_of=None).count() == 3
        assert "Ingenting her ennå" in text_of(INDEX)

    def test_every_page_opens_in_both_languages(self) -> None:
        for key in FILES:
            for language in ("nb", "nn"):
                page = page_of(key, language)
                text = text_of(page.url)
                assert page.title in text
                assert "Kilde:" in text or "Kjelde:" in text
                assert "22. november 2026" in text

    def test_readers_of_english_meet_them_marked(self) -> None:
        text = text_of(page_of("opplegg-kick-off", "en").url)
        assert "Written in bokmål" in text
        assert "Agenda · workshop · 3 h · 8–40 people" in text
        # The question begins in the language it is written in.
        assert "Hvordan kan vi få til et forløp" in text

    def test_the_programme_of_senja_stands_with_its_times(self) -> None:
        text = text_of(page_of("opplegg-konferansedag").url)
        for begins, ends in (("09.00", "09.15"), ("10.45", "11.15"), ("12.50", "13.45"), ("14.45", "15.00")):
            assert f"fra {begins} til {ends}" in text
        assert "09.00–15.00, 6 t i alt" in text
        assert "Varigs forslag" not in text, "these times are the source's own"

    def test_times_follow_from_when_it_starts(self) -> None:
        url = page_of("opplegg-tillitsbyggerne-1").url
        plain = text_of(url)
        assert "4 t i alt" in plain
        assert "fra 0" not in plain
        assert "Minuttene er Varigs forslag" in plain
        timed = text_of(f"{url}?start=12.30")
        assert "fra 12.30 til 12.40" in timed
        assert "12.30–16.30, 4 t i alt" in timed
        assert "12:30" in text_of(f"{page_of('opplegg-tillitsbyggerne-1', 'en').url}?start=1230")
        # Past midnight it goes on from nought.
        assert "22.00–02.00" in text_of(f"{url}?start=22")
        assert "fra 09.00" not in text_of(f"{page_of('opplegg-konferansedag').url}?start=")

    def test_what_is_no_time_is_said(self) -> None:
        text = text_of(f"{page_of('opplegg-tillitsbyggerne-1').url}?start=%3Cb%3Enoe")
        assert "«&lt;b&gt;noe» er ikke et klokkeslett" in text
        assert 'aria-invalid="true"' in text

    def test_an_agenda_leads_to_its_exercises_and_back_in_the_readers_language(self) -> None:
        agenda, exercise = page_of("opplegg-tillitsbyggerne-1", "nn"), page_of("ovelse-tillitssamtalen", "nn")
        assert exercise.url in text_of(agenda.url)
        assert agenda.url in text_of(exercise.url)
        exercise.unpublish()
        assert exercise.url not in text_of(agenda.url)

    def test_cases_say_that_they_are_invented(self) -> None:
        text = text_of(page_of("ovelse-tillitssamtalen").url)
        assert text.count("Øvingscase: oppdiktet") == 2
        assert text.count("Rollekort") == 3

    def test_filters_stand_in_the_address(self) -> None:
        everything = text_of(INDEX)
        assert f"{len(FILES)} opplegg og øvelser" in everything
        for query, there, gone in (
            ("show=exercises", "Innsjekk", "Kick-off"),
            ("show=agendas", "Kick-off", "Innsjekk"),
            ("kind=guidance", "Veiledning med reflekterende team", "Innsjekk"),
            ("minutes=15", "Innsjekk", "Innsiktskort"),
            ("minutes=more", "Tillitsbyggerne, samling 1", "Tillitsbyggerne, samling 2"),
            ("purpose=meet", "Bli kjent", "Utsjekk"),
            ("people=more", "Konferansedag", "Tillitssamtalen"),
            ("people=5&minutes=30&purpose=meet", "Bli kjent", "Utsjekk"),
        ):
            text = results(text_of(f"{INDEX}?{query}"))
            assert there in text, query
            assert gone not in text, query

    def test_filters_that_nobody_meant_find_nothing_and_break_nothing(self) -> None:
        for query in ("minutes=abc", "people=-1", "kind=%22%27(", "show=x", "purpose=meet&kind=webinar"):
            assert "Ingenting passer" in text_of(f"{INDEX}?{query}"), query
        for query in ("page=99", "page=-1", "page=x"):
            assert "Kick-off" in text_of(f"{INDEX}?{query}") or "Utsjekk" in text_of(f"{INDEX}?{query}")

    def test_it_is_in_the_sitemap_and_below_meetings(self) -> None:
        sitemap = text_of("/sitemap.xml")
        assert page_of("opplegg-kick-off").full_url in sitemap
        assert page_of("ovelse-innsjekk", "nn").full_url in sitemap
        assert INDEX in text_of("/motes/")
        assert "/nn/motast/opplegg-og-ovingar/" in text_of("/nn/motast/")

    def test_each_is_listed_once_and_drafts_are_not(self) -> None:
        assert results(text_of(INDEX)).count(">Innsjekk</a>") == 1
        page_of("ovelse-innsjekk").unpublish()
        text = results(text_of(INDEX))
        assert "Skrevet på nynorsk" in text or "Skrive på nynorsk" in text, "the nynorsk page stands in, marked"
        page_of("ovelse-innsjekk", "nn").unpublish()
        assert ">Innsjekk</a>" not in results(text_of(INDEX))


def results(text: str) -> str:
    """What the list shows, without the filters beside it."""
    return text.partition('id="library-count"')[2].partition("</main>")[0]


class TestGrowth(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        setup_site()
        setup_library()

    def setUp(self) -> None:
        self.library = page_of("opplegg-og-ovelser")
        self.made = 0

    def make(self, count: int) -> list[str]:
        urls = []
        for _number in range(count):
            self.made += 1
            common = {"parent": self.library, "purpose": "meet", "aim": "Å bli kjent.", "people_from": 2}
            exercise = make_page(ExercisePage, title=f"Øvelse {self.made}", minutes=10, steps=STEP, **common)
            value = f'{{"title": "Prat", "kind": "exercise", "minutes": 10, "exercise": {exercise.pk}}}'
            agenda = make_page(
                AgendaTemplatePage, title=f"Opplegg {self.made}", gathering="workshop", parts=SHORT % value, **common
            )
            urls += [exercise.url, agenda.url]
        return urls

    def queries(self, url: str) -> int:
        client = Client()
        client.force_login(UserFactory())
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    def test_the_same_queries_for_two_and_for_twenty(self) -> None:
        exercise, agenda, *_rest = self.make(2)
        few = [self.queries(url) for url in (INDEX, exercise, agenda)]
        self.make(18)
        assert [self.queries(url) for url in (INDEX, exercise, agenda)] == few
        assert "40 opplegg og øvelser" in text_of(INDEX)
