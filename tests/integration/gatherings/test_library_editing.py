"""Editors change an agenda in the admin: items, exercises, breaks, and what a draft may leave open."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import String, StringTranslation, Translation, TranslationContext, TranslationSource

from portal.cms.demo.loader import find_page
from portal.gatherings.models import AgendaTemplatePage, ExercisePage
from portal.gatherings.services.setup import setup_library
from portal.gatherings.services.snapshot import agenda_of
from tests.factories.accounts import UserFactory
from tests.factories.pages import make_page
from tests.support.sites import setup_site

STEP = '[{"type": "step", "id": "s", "value": {"title": "Gjør det", "html": "<p>Nå.</p>"}}]'
PARTS = [
    {
        "type": "part",
        "id": "del",
        "value": {
            "title": "Del 1",
            "slots": [
                {"type": "item", "id": "hei", "value": {"title": "Velkommen", "kind": "opening", "minutes": 10}},
                {"type": "item", "id": "prat", "value": {"title": "Samtale", "kind": "conversation", "minutes": 30}},
            ],
        },
    }
]


def item(title: str, kind: str, minutes: Any, exercise: Any = "") -> dict[str, Any]:
    words = dict.fromkeys(("lead", "method", "script", "materials", "needs"), "")
    return {**words, "title": title, "kind": kind, "minutes": str(minutes), "exercise": str(exercise)}


def listed(*items: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    """Items as the admin sends a list: each with its id, place and value."""
    fields: dict[str, Any] = {"count": str(len(items))}
    for place, (key, value) in enumerate(items):
        fields[str(place)] = {"id": key, "order": str(place), "deleted": "", "type": "item", "value": value}
    return fields


class TestEditing(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        setup_site()
        setup_library()
        parent = find_page("opplegg-og-ovelser", "nb")
        common = {"parent": parent, "purpose": "meet", "aim": "Å bli kjent.", "people_from": 2}
        cls.exercise = make_page(ExercisePage, title="Bli kjent", minutes=20, steps=STEP, **common)
        cls.agenda = make_page(
            AgendaTemplatePage, title="Opplegget", gathering="workshop", parts=json.dumps(PARTS), **common
        )
        cls.editor = UserFactory(is_superuser=True, is_staff=True)

    def setUp(self) -> None:
        self.client = Client()
        self.client.force_login(self.editor, backend="allauth.account.auth_backends.AuthenticationBackend")

    def send(self, *items: tuple[str, dict[str, Any]], action: str = "action-publish", **more: Any) -> Any:
        part = {"title": "Del 1", "slots": listed(*items)}
        parts = streamfield([("part", part)])
        parts["0"]["id"] = "del"
        data = nested_form_data(
            {
                "title": "Opplegget",
                "slug": self.agenda.slug,
                "summary": "",
                "gathering": "workshop",
                "purpose": "meet",
                "aim": "Å bli kjent.",
                "focus_opener": "create",
                "focus_question": "et godt møte?",
                "people_from": "2",
                "people_to": "",
                "usual_start": "",
                "before": streamfield([]),
                "parts": parts,
                "after": streamfield([]),
                "source": "",
                "source_url": "",
                "last_checked": "",
                "next_review": "",
                "comments": inline_formset([]),
                **more,
            }
        )
        return self.client.post(
            reverse("wagtailadmin_pages:edit", args=[self.agenda.pk]), {**data, action: "1"}, follow=True
        )

    def stored(self) -> AgendaTemplatePage:
        return AgendaTemplatePage.objects.get(pk=self.agenda.pk)

    def test_the_form_opens_with_help(self) -> None:
        text = self.client.get(reverse("wagtailadmin_pages:edit", args=[self.agenda.pk])).content.decode()
        assert "Et godt fokusspørsmål overrasker" in text
        parent = find_page("opplegg-og-ovelser", "nb")
        assert parent is not None
        for model in ("agendatemplatepage", "exercisepage"):
            address = reverse("wagtailadmin_pages:add", args=["gatherings", model, parent.pk])
            assert self.client.get(address).status_code == 200

    def test_an_item_is_changed_moved_and_added_and_keeps_its_key(self) -> None:
        self.send(
            ("prat", item("Samtale", "exercise", 45, self.exercise.pk)),
            ("hei", item("Velkommen", "opening", 5)),
            ("", item("Pause", "break", 15)),
        )
        page = self.stored()
        agenda = agenda_of(page)
        assert [(slot.key, slot.minutes) for slot in agenda.slots][:2] == [("prat", 45), ("hei", 5)]
        assert agenda.slots[0].exercise == str(self.exercise.translation_key)
        assert agenda.slots[2].key
        assert (page.minutes, agenda.minutes) == (65, 65)
        shown = Client().get(page.url).content.decode()
        assert "Hvordan kan vi sammen skape et godt møte?" in shown
        assert self.exercise.url in shown

    def test_a_break_takes_no_exercise(self) -> None:
        answer = self.send(("hei", item("Pause", "break", 15, self.exercise.pk)))
        assert "En pause har ingen" in answer.content.decode()
        assert self.stored().minutes == 40, "nothing was published"

    def test_minutes_are_needed_to_publish_but_not_in_a_draft(self) -> None:
        answer = self.send(("hei", item("Velkommen", "opening", "")))
        assert self.stored().minutes == 40
        assert answer.status_code == 200
        self.send(("hei", item("Velkommen", "opening", "")), action="ignored")
        draft = self.stored().get_latest_revision_as_object()
        assert [slot.minutes for slot in agenda_of(draft).slots] == [0]

    def test_fewer_at_most_than_at_least_is_said(self) -> None:
        answer = self.send(("hei", item("Velkommen", "opening", 10)), people_to="1")
        assert "Dette er færre enn «minst»." in answer.content.decode()

    def test_a_gone_exercise_leaves_the_item(self) -> None:
        self.send(("prat", item("Samtale", "exercise", 45, self.exercise.pk)))
        self.exercise.delete()
        page = self.stored()
        assert agenda_of(page).slots[0].exercise == ""
        assert "Samtale" in Client().get(page.url).content.decode()

    def test_a_translator_changes_the_words_and_not_the_keys(self) -> None:
        self.send(("prat", item("Samtale", "exercise", 45, self.exercise.pk)), ("hei", item("Velkommen", "opening", 5)))
        source, _made = TranslationSource.get_or_create_from_instance(self.stored())
        source.update_from_db()
        nynorsk = Locale.objects.get(language_code="nn")
        translation, _made = Translation.objects.get_or_create(source=source, target_locale=nynorsk)
        string = String.objects.get(locale=source.locale, data="Velkommen")
        context = TranslationContext.objects.get(object_id=source.object_id, path="parts.del.slots.hei.title")
        StringTranslation.objects.create(
            translation_of=string, locale=nynorsk, context=context, data="Velkomen", translation_type="manual"
        )
        translation.save_target(publish=False)
        page = self.stored().get_translation(nynorsk).specific.get_latest_revision_as_object()
        before, after = agenda_of(self.stored()), agenda_of(page)
        assert [slot.key for slot in after.slots] == [slot.key for slot in before.slots]
        assert [slot.minutes for slot in after.slots] == [45, 5]
        assert after.slots[1].title == "Velkomen"
        assert after.slots[0].exercise == before.slots[0].exercise

    def test_the_preview_shows_what_is_half_written(self) -> None:
        draft = AgendaTemplatePage(title="Utkast", locale=self.agenda.locale)
        answer = draft.make_preview_request()
        assert answer.status_code == 200
