"""A translation on its way: begun by a translator, sent to review, approved by a moderator; readers never see half."""

from __future__ import annotations

from typing import Any

from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, PageLogEntry, Revision, TaskState
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from portal.cms.demo.loader import find_page
from portal.cms.models import GuidePage
from portal.cms.services import groups
from tests.factories.accounts import UserFactory
from tests.support.editors import EditorCase, guide_form

NYNORSK = {"Slik begynner dere": "Slik byrjar de", "Først": "Fyrst", "Gjør det.": "Gjer det."}


class TranslationCase(EditorCase):
    """A guide that is out in bokmål."""

    def setUp(self) -> None:
        self.page = self.published()
        self.copy = self.guide_in("nn")

    def guide_in(self, language: str) -> GuidePage:
        found: GuidePage = GuidePage.objects.get(
            translation_key=self.guide().translation_key, locale__language_code=language
        )
        return found

    def write_all(self, leave: tuple[str, ...] = ("slug", "source")) -> Translation:
        translation: Translation = Translation.objects.get(source__object_id=self.page.translation_key)
        for segment in translation.source.stringsegment_set.exclude(context__path__in=leave):
            self.write_one(translation, segment)
        return translation

    @staticmethod
    def write_one(translation: Translation, segment: StringSegment, text: str = "") -> None:
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={
                "data": text or NYNORSK.get(segment.string.data, segment.string.data),
                "translation_type": "manual",
            },
        )

    def send(self, client: Client) -> Any:
        return client.post(reverse("send_translation", args=[self.copy.pk]), follow=True)

    def public(self, language: str) -> str:
        response = self.client.get(self.guide_in(language).url)
        assert response.status_code == 200
        return str(response.content.decode())


class Review(TranslationCase):
    """From the translator's desk to the reader."""

    def test_readers_meet_the_original_until_the_translation_is_approved(self) -> None:
        translator, moderator = self.as_(groups.TRANSLATORS), self.as_(groups.MODERATORS)
        self.translate(translator, self.page)
        self.write_all()
        assert "Først" in self.public("nn")
        assert "Skriven på bokmål" in self.public("nn")

        with self.captureOnCommitCallbacks(execute=True):
            answer = self.send(translator)
        assert "Slik byrjar de" in answer.content.decode()
        state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
        assert state.revision.object_id == str(self.copy.pk)
        assert state.revision.as_object().title == "Slik byrjar de"
        assert "Først" in self.public("nn"), "what waits for review is not out"
        assert [self.people[groups.MODERATORS].email] in [letter.to for letter in mail.outbox]
        assert "Slik byrjar de" in moderator.get(reverse("wagtailadmin_home")).content.decode()

        assert translator.post(reverse("approve_translation", args=[self.copy.pk])).status_code == 404
        with self.captureOnCommitCallbacks(execute=True):
            moderator.post(reverse("approve_translation", args=[self.copy.pk]))
        body = self.public("nn")
        assert "Fyrst" in body
        assert "Skriven på" not in body
        done = self.guide_in("nn")
        assert done.alias_of_id is None
        assert done.slug == "slik-byrjar-de"
        assert not TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).exists()
        assert done.pk in set(GuidePage.objects.listable("nn").values_list("pk", flat=True))

    def test_wagtails_own_approval_does_the_same(self) -> None:
        """The list of what waits on the admin's front page has a button of its own."""
        translator, moderator = self.as_(groups.TRANSLATORS), self.as_(groups.MODERATORS)
        self.translate(translator, self.page)
        self.write_all()
        self.send(translator)
        state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
        with self.captureOnCommitCallbacks(execute=True):
            moderator.post(reverse("wagtailadmin_pages:workflow_action", args=[self.copy.pk, "approve", state.pk]))
        assert "Fyrst" in self.public("nn")
        assert self.guide_in("nn").alias_of_id is None

    def test_what_the_reviewer_mends_is_what_is_published(self) -> None:
        translator, moderator = self.as_(groups.TRANSLATORS), self.as_(groups.MODERATORS)
        self.translate(translator, self.page)
        translation = self.write_all()
        self.send(translator)
        segment = translation.source.stringsegment_set.get(string__data="Så")
        self.write_one(translation, segment, "Deretter")
        with self.captureOnCommitCallbacks(execute=True):
            moderator.post(reverse("approve_translation", args=[self.copy.pk]))
        assert "Deretter" in self.public("nn")

    def test_changes_asked_for_and_sent_again(self) -> None:
        translator, moderator = self.as_(groups.TRANSLATORS), self.as_(groups.MODERATORS)
        self.translate(translator, self.page)
        self.write_all()
        self.send(translator)
        state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
        moderator.post(
            reverse("wagtailadmin_pages:workflow_action", args=[self.copy.pk, "reject", state.pk]),
            {"comment": "Skriv «fyrst»."},
        )
        assert self.guide_in("nn").current_workflow_state.status == "needs_changes"
        self.send(translator)
        assert self.guide_in("nn").current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS

    def test_half_a_translation_is_not_sent(self) -> None:
        translator = self.as_(groups.TRANSLATORS)
        self.translate(translator, self.page)
        answer = self.send(translator)
        assert not TaskState.objects.exists()
        assert any("tekst" in str(each) for each in answer.context["messages"])

    def test_a_live_translation_is_changed_only_by_approval(self) -> None:
        """Sending a new draft of a translation that is out leaves what readers see."""
        translator, moderator = self.as_(groups.TRANSLATORS), self.as_(groups.MODERATORS)
        self.translate(translator, self.page)
        translation = self.write_all()
        with self.captureOnCommitCallbacks(execute=True):
            moderator.post(reverse("wagtailadmin_pages:edit", args=[self.copy.pk]), {"action": "publish"})
        assert "Fyrst" in self.public("nn")
        self.write_one(translation, translation.source.stringsegment_set.get(string__data="Først"), "Aller fyrst")
        self.send(translator)
        assert "Aller fyrst" not in self.public("nn")
        with self.captureOnCommitCallbacks(execute=True):
            moderator.post(reverse("approve_translation", args=[self.copy.pk]))
        assert "Aller fyrst" in self.public("nn")

    def test_doors(self) -> None:
        """Only people who may edit send, only by POST, and only translations."""
        self.translate(self.as_(groups.TRANSLATORS), self.page)
        self.write_all()
        send = reverse("send_translation", args=[self.copy.pk])
        assert self.as_(groups.EDITORS).get(send).status_code == 405
        assert self.as_(groups.REPORT_WRITERS).post(send).status_code == 404
        assert self.as_(groups.TRANSLATORS).post(reverse("send_translation", args=[self.page.pk])).status_code == 404
        stranger = Client()
        stranger.force_login(UserFactory())
        assert stranger.post(send).status_code in {302, 404}
        assert not TaskState.objects.exists()
        assert self.send(self.as_(groups.EDITORS)).status_code == 200
        assert TaskState.objects.count() == 1


class Screen(TranslationCase):
    """The foot of the translation screen."""

    def foot(self, name: str) -> str:
        body = self.as_(name).get(reverse("wagtailadmin_pages:edit", args=[self.copy.pk])).content.decode()
        return str(body[body.index('id="translation-actions"') :])

    def test_the_large_button_is_what_one_came_for(self) -> None:
        translator = self.as_(groups.TRANSLATORS)
        self.translate(translator, self.page)
        send, approve = (reverse(name, args=[self.copy.pk]) for name in ("send_translation", "approve_translation"))
        for name, has in ((groups.TRANSLATORS, send), (groups.EDITORS, send), (groups.MODERATORS, 'value="publish"')):
            foot = self.foot(name)
            first = foot[foot.index("<button") : foot.index("</button>")]
            assert has in first, name
            assert "/delete/" not in first
        self.write_all()
        self.send(translator)
        assert approve in self.foot(groups.MODERATORS)
        assert "data-launch-modal" in self.foot(groups.MODERATORS)
        assert approve not in self.foot(groups.TRANSLATORS)

    def test_publishing_says_nothing_of_missing_texts(self) -> None:
        moderator = self.as_(groups.MODERATORS)
        self.translate(moderator, self.page)
        self.write_all(leave=("slug",))
        with self.captureOnCommitCallbacks(execute=True):
            answer = moderator.post(
                reverse("wagtailadmin_pages:edit", args=[self.copy.pk]), {"action": "publish"}, follow=True
            )
        said = [each.level_tag for each in answer.context["messages"]]
        assert "warning" not in said
        assert self.guide_in("nn").slug == "slik-byrjar-de"

    def test_updating_the_texts_publishes_nothing_for_a_translator(self) -> None:
        translator = self.as_(groups.TRANSLATORS)
        self.translate(translator, self.page)
        self.write_all()
        source = TranslationSource.objects.get(object_id=self.page.translation_key)
        with self.captureOnCommitCallbacks(execute=True):
            translator.post(
                reverse("wagtail_localize:update_translations", args=[source.pk]), {"publish_translations": "on"}
            )
        assert self.guide_in("nn").alias_of_id == self.page.pk
        assert "Fyrst" not in self.public("nn")


class Address(TranslationCase):
    """The address of a translation comes from its title."""

    def title(self, translation: Translation, text: str) -> None:
        self.write_one(translation, translation.source.stringsegment_set.get(context__path="title"), text)

    def slug(self, translation: Translation) -> str:
        found = StringTranslation.objects.get(context__path="slug", locale=translation.target_locale)
        return str(found.data)

    def test_it_follows_the_title_until_somebody_chooses(self) -> None:
        self.translate(self.as_(groups.TRANSLATORS), self.page)
        translation = Translation.objects.get(source__object_id=self.page.translation_key)
        self.title(translation, "Slik byrjar de")
        assert self.slug(translation) == "slik-byrjar-de"
        self.title(translation, "Å kome i gang")
        assert self.slug(translation) == "a-kome-i-gang"
        self.write_one(translation, translation.source.stringsegment_set.get(context__path="slug"), "kom-i-gang")
        self.title(translation, "Slik byrjar de")
        assert self.slug(translation) == "kom-i-gang"

    def test_an_address_that_is_out_stays(self) -> None:
        moderator = self.as_(groups.MODERATORS)
        self.translate(moderator, self.page)
        translation = self.write_all()
        with self.captureOnCommitCallbacks(execute=True):
            moderator.post(reverse("wagtailadmin_pages:edit", args=[self.copy.pk]), {"action": "publish"})
        self.title(translation, "Eit anna namn")
        assert self.slug(translation) == "slik-byrjar-de"


class Copies(TranslationCase):
    """Readers of a language without its own text meet the original in their own tree."""

    def test_a_published_page_has_marked_copies_in_the_other_languages(self) -> None:
        for language, mark in (("nn", "Skriven på bokmål"), ("en", "Written in bokmål")):
            copy = self.guide_in(language)
            assert copy.alias_of_id == self.page.pk
            assert copy.url.startswith(f"/{language}/")
            assert mark in self.public(language)
        assert self.guide_in("nn").url in self.client.get("/nn/verktoy/").content.decode()

    def test_a_draft_has_none_and_an_unpublished_page_takes_them_along(self) -> None:
        self.create(self.as_(groups.EDITORS), title="Bare et utkast", slug="bare-et-utkast")
        assert GuidePage.objects.filter(slug="bare-et-utkast").count() == 1
        address = self.guide_in("nn").url
        self.guide().unpublish()
        assert self.client.get(address).status_code == 404
        self.guide().save_revision().publish()
        assert self.client.get(address).status_code == 200

    def test_what_is_published_again_is_new_in_the_copies(self) -> None:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        self.as_(groups.MODERATORS).post(edit, guide_form(text="Noe helt nytt.", **{"action-publish": "1"}))
        assert "Noe helt nytt." in self.public("en")

    def test_a_moved_page_takes_its_copies_along(self) -> None:
        self.guide().move(find_page("laer", "nb"), pos="last-child")
        for language in ("nn", "en"):
            assert self.guide_in(language).get_parent().pk == find_page("laer", language).pk
            self.public(language)

    def test_a_deleted_page_leaves_no_copy_behind(self) -> None:
        key = self.page.translation_key
        self.guide().delete()
        assert not GuidePage.objects.filter(translation_key=key).exists()

    def test_a_translation_begun_before_the_original_was_out(self) -> None:
        """While its text is not approved, its readers meet the original as soon as that is published."""
        self.create(self.as_(groups.EDITORS), title="Et utkast", slug="et-utkast")
        draft = GuidePage.objects.get(slug="et-utkast")
        self.translate(self.as_(groups.TRANSLATORS), draft)
        there = GuidePage.objects.get(translation_key=draft.translation_key, locale__language_code="nn")
        assert not there.live
        draft.save_revision().publish()
        there = GuidePage.objects.get(pk=there.pk)
        assert there.live
        assert there.alias_of_id == draft.pk

    def test_the_draft_of_a_translation_survives_a_new_version_of_the_original(self) -> None:
        translator = self.as_(groups.TRANSLATORS)
        self.translate(translator, self.page)
        self.write_all()
        self.send(translator)
        self.guide().save_revision().publish()
        revision = Revision.objects.get(pk=self.guide_in("nn").latest_revision_id)
        assert revision.as_object().title == "Slik byrjar de"
        assert not PageLogEntry.objects.filter(page=self.copy.pk, action="wagtail.publish").exists()

    def test_a_page_of_another_language_first(self) -> None:
        """A page written in nynorsk gets its copies in bokmål and English."""
        section = find_page("verktoy", "nn")
        page = GuidePage(title="Berre på nynorsk", slug="berre-nynorsk", locale=Locale.objects.get(language_code="nn"))
        section.add_child(instance=page)
        page.save_revision().publish()
        codes = set(GuidePage.objects.filter(alias_of=page.pk).values_list("locale__language_code", flat=True))
        assert codes == {"nb", "en"}
