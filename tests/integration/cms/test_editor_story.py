"""The editor's story over HTTP, each person in their group: write, preview, review, publish, translate, schedule."""

from __future__ import annotations

import re
from datetime import timedelta
from unittest import mock

from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState
from wagtail_localize.models import Translation, TranslationSource

from portal.cms.demo.loader import find_page
from portal.cms.models import GuidePage
from portal.cms.services import groups
from tests.factories.accounts import UserFactory
from tests.support.editors import EditorCase, guide_form

FNR = "13897297919"  # synthetic: its month is 89, so no living person has it


class EditorStory(EditorCase):
    """From an empty form to a page in two languages."""

    def test_write_preview_review_publish(self) -> None:
        """An editor writes and previews, cannot publish, sends to review; a moderator approves; the public reads."""
        editor, moderator = self.as_(groups.EDITORS), self.as_(groups.MODERATORS)
        response = self.create(editor)
        assert response.status_code == 302, response.context and response.context["form"].errors
        page = self.guide()
        assert not page.live
        assert self.client.get("/verktoy/slik-begynner-dere/").status_code == 404

        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
        assert editor.post(preview, guide_form()).json()["is_valid"]
        shown = editor.get(preview)
        assert shown.status_code == 200
        assert "Først" in shown.content.decode()
        assert "wagtail-userbar" in shown.content.decode(), "the editor's checks look at the preview through it"

        editor.post(edit, guide_form(**{"action-publish": "1"}))
        assert not self.guide().live, "an editor may not publish"

        editor.post(edit, guide_form(**{"action-submit": "1"}))
        state = TaskState.objects.get(revision__object_id=str(page.pk), status=TaskState.STATUS_IN_PROGRESS)
        approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
        assert editor.post(approve).status_code in {302, 403}
        assert not self.guide().live, "an editor may not approve"
        moderator.post(approve)
        assert self.guide().live
        body = self.client.get("/verktoy/slik-begynner-dere/").content.decode()
        assert "Først" in body
        assert "wagtail-userbar" not in body
        assert 'id="steg-2"' in body
        assert "21. november 2026" in body

    def test_schedule(self) -> None:
        """A page with a time to go live is published when the time has come, and the cache follows.

        The time is typed as Norwegians write it. Until then the page is public in no language.
        """
        later = timezone.localtime(timezone.now() + timedelta(hours=2)).strftime("%d.%m.%Y %H:%M")
        self.create(self.as_(groups.MODERATORS), go_live_at=later, **{"action-publish": "1"})
        page = self.guide()
        assert not page.live
        assert page.approved_schedule
        addresses = ("/verktoy/slik-begynner-dere/", "/nn/verktoy/slik-begynner-dere/", "/en/tools/slik-begynner-dere/")
        assert [self.client.get(each).status_code for each in addresses] == [404, 404, 404]
        assert GuidePage.objects.filter(translation_key=page.translation_key).count() == 1
        call_command("publish_scheduled")
        assert not self.guide().live
        self.client.get("/verktoy/")
        with mock.patch.object(timezone, "now", return_value=timezone.now() + timedelta(hours=3)):
            call_command("publish_scheduled")
        assert [self.client.get(each).status_code for each in addresses] == [200, 200, 200]
        assert "Slik begynner dere" in self.client.get("/verktoy/").content.decode()

    def test_a_page_taken_down_and_scheduled_anew_waits_in_every_language(self) -> None:
        """Wagtail makes the copies of a scheduled page public at once; ours wait with it."""
        page = self.published()
        moderator = self.as_(groups.MODERATORS)
        moderator.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), {"include_descendants": ""})
        later = timezone.localtime(timezone.now() + timedelta(hours=2)).strftime("%Y-%m-%d %H:%M")
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        moderator.post(edit, guide_form(go_live_at=later, **{"action-publish": "1"}))
        family = GuidePage.objects.filter(translation_key=page.translation_key)
        assert self.guide().approved_schedule
        assert family.count() == 3
        assert not family.filter(live=True).exists()
        with mock.patch.object(timezone, "now", return_value=timezone.now() + timedelta(hours=3)):
            call_command("publish_scheduled")
        assert family.filter(live=True).count() == 3

    def test_translate_to_nynorsk(self) -> None:
        """A translator starts the translation, writes it, and cannot make it live; a moderator does."""
        page = self.published()
        translator = self.as_(groups.TRANSLATORS)
        copy = self.translate(translator, page)
        assert copy.alias_of_id == page.pk, "without the right to publish, readers go on meeting the original"
        assert copy.steps[0].value["title"] == "Først"
        assert copy.get_parent().pk == find_page("verktoy", "nn").pk
        assert [block.id for block in copy.steps] == [block.id for block in page.steps]

        translation = Translation.objects.get(source__object_id=page.translation_key)
        self.write(translation)
        edit = reverse("wagtailadmin_pages:edit", args=[copy.pk])
        with self.captureOnCommitCallbacks(execute=True):
            translator.post(edit, {"action": "publish"})
        assert GuidePage.objects.get(pk=copy.pk).alias_of_id
        assert "Steg nynorsk" not in self.client.get(copy.url).content.decode()

        with self.captureOnCommitCallbacks(execute=True):
            self.as_(groups.MODERATORS).post(edit, {"action": "publish"})
        copy = GuidePage.objects.get(pk=copy.pk)
        assert copy.live
        assert copy.alias_of_id is None
        body = self.client.get(copy.url).content.decode()
        assert "Steg nynorsk" in body
        assert '<html lang="nn"' in body

    def test_every_text_of_the_steps_can_be_translated(self) -> None:
        """Items of lists have ids, so the title and text of each step are among the segments."""
        page = find_page("om-varig", "nb").specific
        guide = self.published()
        for each in (page, guide):
            source, _made = TranslationSource.get_or_create_from_instance(each)
            assert source.stringsegment_set.exists()
        texts = {segment.string.data for segment in source.stringsegment_set.all()}
        assert {"Først", "Så", "Koordinator", "Gjør det."} <= texts

    def test_identity_numbers_stop_drafts_and_the_rest(self) -> None:
        """Drafts, review and publishing are refused with the reason, by the field; more in test_draft_guard."""
        editor, moderator = self.as_(groups.EDITORS), self.as_(groups.MODERATORS)
        assert self.create(editor, text=f"Ring om {FNR}.").status_code == 200
        assert not GuidePage.objects.filter(slug="slik-begynner-dere").exists()
        self.create(editor)
        edit = reverse("wagtailadmin_pages:edit", args=[self.guide().pk])
        for client, action in ((editor, "action-submit"), (moderator, "action-publish")):
            response = client.post(edit, guide_form(text=f"Ring om {FNR}.", **{action: "1"}))
            assert response.status_code == 200
            assert "steps" in response.context["form"].errors
        assert not self.guide().live
        assert not TaskState.objects.exists()

    def test_report_writers_and_strangers(self) -> None:
        """Report writers add under the experiences and nowhere else; people without a group have no admin."""
        writer = self.as_(groups.REPORT_WRITERS)
        refused = writer.get(reverse("wagtailadmin_pages:add", args=("cms", "guidepage", self.section.pk)))
        assert refused.status_code in {302, 403}
        assert self.section.permissions_for_user(self.people[groups.REPORT_WRITERS]).can_add_subpage() is False
        reports = find_page("erfaringer", "nb")
        assert reports.permissions_for_user(self.people[groups.REPORT_WRITERS]).can_add_subpage()
        assert not reports.permissions_for_user(self.people[groups.REPORT_WRITERS]).can_edit()
        stranger = Client()
        stranger.force_login(UserFactory())
        assert stranger.get(reverse("wagtailadmin_home")).status_code in {302, 403}

    def test_only_moderators_and_administrators_publish(self) -> None:
        """One table of who may do what on a page."""
        page = self.published()
        rights = {
            name: (
                page.permissions_for_user(person).can_edit(),
                page.permissions_for_user(person).can_publish(),
            )
            for name, person in self.people.items()
        }
        assert rights == {
            groups.EDITORS: (True, False),
            groups.MODERATORS: (True, True),
            groups.TRANSLATORS: (True, False),
            groups.REPORT_WRITERS: (False, False),
            groups.ADMINISTRATORS: (True, True),
        }

    def test_menus_and_terms_open_in_the_admin(self) -> None:
        """The lists and forms of snippets work for those who have them."""
        editor = self.as_(groups.EDITORS)
        for name in ("sitemenu", "term"):
            assert editor.get(reverse(f"wagtailsnippets_cms_{name}:list")).status_code == 200
            assert editor.get(reverse(f"wagtailsnippets_cms_{name}:add")).status_code == 200
        menus = editor.get(reverse("wagtailsnippets_cms_sitemenu:list")).content.decode()
        assert "hovedmeny" in menus
        assert not re.search(r">\s*(True|False)\s*<", menus)

    def test_the_admin_speaks_nynorsk_and_asks_nobody_for_their_clock(self) -> None:
        """One's own settings in the admin."""
        body = self.as_(groups.EDITORS).get(reverse("wagtailadmin_account")).content.decode()
        assert re.search(r'<option value="nn"', body)
        assert "current_time_zone" not in body
