"""The identity-number guard where the admin takes texts without a page's form: translations, comments of reviews."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail.models import TaskState
from wagtail_localize.models import StringTranslation, Translation

from portal.cms.services import groups
from tests.integration.cms.test_translations import TranslationCase
from tests.unit.security.test_identity_guard import synthetic

NUMBER = synthetic()
TYPED = f"Ring {NUMBER} i morgon"


class Typed(TranslationCase):
    """A translator and a moderator who type a number."""

    def begin(self) -> tuple[Client, Translation]:
        translator = self.as_(groups.TRANSLATORS)
        self.translate(translator, self.page)
        return translator, Translation.objects.get(source__object_id=self.page.translation_key)

    def put(self, client: Client, translation: Translation, text: str) -> Any:
        segment = translation.source.stringsegment_set.first()
        address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        body = encode_multipart(BOUNDARY, {"value": text})
        return client.put(address, body, content_type=MULTIPART_CONTENT)

    def test_a_translated_text_with_a_number_is_refused_and_stands_nowhere(self) -> None:
        translator, translation = self.begin()
        answer = self.put(translator, translation, TYPED)
        assert answer.json()["data"] == TYPED, "what was typed stays in the window"
        assert "fødselsnummer" in answer.json()["error"]
        assert not StringTranslation.objects.filter(data__contains=NUMBER).exists()

    def test_other_texts_are_taken_as_before(self) -> None:
        translator, translation = self.begin()
        assert self.put(translator, translation, "Heilt vanleg tekst").status_code == 201
        assert StringTranslation.objects.filter(data="Heilt vanleg tekst").exists()
        segment = translation.source.stringsegment_set.first()
        address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        assert translator.delete(address).status_code == 200
        assert not StringTranslation.objects.filter(data="Heilt vanleg tekst").exists()

    def test_whoever_may_not_edit_gets_nothing_taken(self) -> None:
        _translator, translation = self.begin()
        for client in (self.client, self.as_(groups.REPORT_WRITERS)):
            assert self.put(client, translation, "Heilt vanleg tekst").status_code in {302, 403, 404}
        assert not StringTranslation.objects.filter(data="Heilt vanleg tekst").exists()

    def test_a_file_of_texts_with_a_number_is_refused(self) -> None:
        translator, translation = self.begin()
        file = BytesIO(f'msgid "a"\nmsgstr "{TYPED}"\n'.encode())
        file.name = "tekster.po"
        address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
        answer = translator.post(address, {"file": file, "next": reverse("wagtailadmin_home")}, follow=True)
        assert "fødselsnummer" in answer.content.decode()
        assert not StringTranslation.objects.filter(data__contains=NUMBER).exists()

    def test_a_moderators_comment_with_a_number_is_refused(self) -> None:
        editor, moderator = self.as_(groups.EDITORS), self.as_(groups.MODERATORS)
        self.page.title = "Ny tittel"
        self.page.save_revision(user=self.people[groups.EDITORS])
        editor.get(reverse("wagtailadmin_home"))
        self.page.get_workflow().start(self.page, self.people[groups.EDITORS])
        state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
        for name in ("workflow_action", "collect_workflow_action_data"):
            address = reverse(f"wagtailadmin_pages:{name}", args=[self.page.pk, "reject", state.pk])
            answer = moderator.post(address, {"comment": TYPED}, headers={"X-Requested-With": "XMLHttpRequest"})
            assert json.loads(answer.content)["step"] == "action"
            assert "fødselsnummer" in json.loads(answer.content)["html"]
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        sent = {"action-workflow-action": "1", "workflow-action-name": "reject"}
        extra = json.dumps({"comment": TYPED})
        moderator.post(edit, {**sent, "workflow-action-extra-data": extra})
        assert not TaskState.objects.filter(comment__contains=NUMBER).exists()
        assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS
