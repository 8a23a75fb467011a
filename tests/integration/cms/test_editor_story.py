"""The editor's story over HTTP, each person in their group: write, preview, review, publish, translate, schedule."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest import mock

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from portal.accounts.groups import sync_groups
from portal.accounts.roles import CMS_GROUPS
from portal.cms.demo.loader import find_page
from portal.cms.models import GuidePage
from portal.cms.services import groups
from portal.cms.services.site import setup_site
from tests.factories.accounts import MembershipFactory, UserFactory

FNR = "13897297919"  # synthetic: its month is 89, so no living person has it


def step(title: str, text: str = "Gjør det.", **answers: Any) -> dict[str, Any]:
    return {
        "title": title,
        "who": "Koordinator",
        "html": rich_text(f"<p>{text}</p>"),
        "example": rich_text(""),
        "local_contact_hint": "",
        "gate_question": answers.get("question", ""),
        "gate_outcomes": streamfield([]),
    }


def guide_form(title: str = "Slik begynner dere", slug: str = "slik-begynner-dere", **extra: Any) -> dict[str, Any]:
    text = extra.pop("text", "Gjør det.")
    return nested_form_data(
        {
            "title": title,
            "slug": slug,
            "summary": "En kort guide.",
            "source": "En kilde, som et menneske ville sagt det",
            "last_checked": "2026-11-21",
            "steps": streamfield([("step", step("Først", text)), ("step", step("Så"))]),
            "intro": streamfield([]),
            "contacts": streamfield([]),
            "body": streamfield([]),
            "page_terms": inline_formset([]),
            "comments": inline_formset([]),
            **extra,
        }
    )


class EditorStory(TestCase):
    """Each test begins with the site set up and one person in each group."""

    @classmethod
    def setUpTestData(cls) -> None:
        setup_site()
        cls.people = {}
        for role, name in CMS_GROUPS.items():
            person = UserFactory()
            MembershipFactory(person=person, role=role)
            sync_groups(person)
            cls.people[name] = person
        # Translators have no role of their own: an administrator puts them in the group.
        cls.people[groups.TRANSLATORS] = UserFactory()
        cls.people[groups.TRANSLATORS].groups.add(Group.objects.get(name=groups.TRANSLATORS))
        cls.section = find_page("verktoy", "nb")

    def as_(self, name: str) -> Client:
        client = Client()
        client.force_login(self.people[name])
        return client

    def create(self, client: Client, **form: Any) -> Any:
        return client.post(
            reverse("wagtailadmin_pages:add", args=("cms", "guidepage", self.section.pk)), guide_form(**form)
        )

    def guide(self) -> GuidePage:
        return GuidePage.objects.get(slug="slik-begynner-dere", locale__language_code="nb")

    def published(self) -> GuidePage:
        self.create(self.as_(groups.MODERATORS), **{"action-publish": "1"})
        return self.guide()

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
        assert 'id="steg-2"' in body
        assert "21. november 2026" in body

    def test_schedule(self) -> None:
        """A page with a time to go live is published when the time has come, and the cache follows."""
        later = timezone.localtime(timezone.now() + timedelta(hours=2)).strftime("%Y-%m-%d %H:%M")
        self.create(self.as_(groups.MODERATORS), go_live_at=later, **{"action-publish": "1"})
        page = self.guide()
        assert not page.live
        assert page.approved_schedule
        assert self.client.get("/verktoy/slik-begynner-dere/").status_code == 404
        call_command("publish_scheduled")
        assert not self.guide().live
        self.client.get("/verktoy/")
        with mock.patch.object(timezone, "now", return_value=timezone.now() + timedelta(hours=3)):
            call_command("publish_scheduled")
        assert self.client.get("/verktoy/slik-begynner-dere/").status_code == 200
        assert "Slik begynner dere" in self.client.get("/verktoy/").content.decode()

    def translate(self, client: Client, page: Page) -> GuidePage:
        locale = Locale.objects.get(language_code="nn")
        response = client.post(
            reverse("wagtail_localize:submit_page_translation", args=[page.pk]), {"locales": [locale.pk]}
        )
        assert response.status_code == 302, response.context and response.context["form"].errors
        return GuidePage.objects.get(translation_key=page.translation_key, locale=locale)

    def test_translate_to_nynorsk(self) -> None:
        """A translator starts the translation, writes it, and cannot make it live; a moderator does."""
        page = self.published()
        translator = self.as_(groups.TRANSLATORS)
        copy = self.translate(translator, page)
        assert not copy.live, "a translator without the right to publish must not make pages live"
        assert copy.get_parent().pk == find_page("verktoy", "nn").pk
        assert [block.id for block in copy.steps] == [block.id for block in page.steps]

        translation = Translation.objects.get(source__object_id=page.translation_key)
        self.write(translation)
        edit = reverse("wagtailadmin_pages:edit", args=[copy.pk])
        with self.captureOnCommitCallbacks(execute=True):
            translator.post(edit, {"action": "publish"})
        assert not GuidePage.objects.get(pk=copy.pk).live

        with self.captureOnCommitCallbacks(execute=True):
            self.as_(groups.MODERATORS).post(edit, {"action": "publish"})
        copy = GuidePage.objects.get(pk=copy.pk)
        assert copy.live
        body = self.client.get(copy.url).content.decode()
        assert "Steg nynorsk" in body
        assert '<html lang="nn"' in body

    @staticmethod
    def write(translation: Translation) -> None:
        """Translate every text of the source."""
        for segment in translation.source.stringsegment_set.all():
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                data="Steg nynorsk",
            )

    def test_every_text_of_the_steps_can_be_translated(self) -> None:
        """Items of lists have ids, so the title and text of each step are among the segments."""
        page = find_page("om-varig", "nb").specific
        guide = self.published()
        for each in (page, guide):
            source, _made = TranslationSource.get_or_create_from_instance(each)
            assert source.stringsegment_set.exists()
        texts = {segment.string.data for segment in source.stringsegment_set.all()}
        assert {"Først", "Så", "Koordinator", "Gjør det."} <= texts

    def test_identity_numbers_warn_in_drafts_and_stop_the_rest(self) -> None:
        """The draft is kept with a warning; review and publishing are refused with the reason, by the field."""
        editor, moderator = self.as_(groups.EDITORS), self.as_(groups.MODERATORS)
        response = self.create(editor, text=f"Ring om {FNR}.")
        assert response.status_code == 302
        page = self.guide()
        following = editor.get(response["Location"])
        assert "fødselsnummer" in following.content.decode() or "identity number" in following.content.decode()
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
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
