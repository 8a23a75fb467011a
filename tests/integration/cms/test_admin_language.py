"""The admin speaks Norwegian: no page on the way of editors, moderators, translators and advisors asks in vain."""

from __future__ import annotations

from datetime import timedelta

from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, TaskState, Workflow
from wagtail.users.models import UserProfile

from portal.cms.services import groups
from tests.support.editors import EditorCase, guide_form
from tests.support.holes import asked_in_vain
from tests.support.sites import setup_site

# Asked for by a library while it puts a name together that nobody sees.
UNSEEN = {"exact"}
# Pages that need no content of their own: name and arguments.
STANDING = (
    "wagtailadmin_home",
    "wagtailadmin_explore_root",
    "wagtailadmin_pages:search",
    "wagtailadmin_account",
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_anchor_link",
    "wagtailadmin_reports:locked_pages",
    "wagtailadmin_reports:workflow",
    "wagtailadmin_reports:workflow_tasks",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:aging_pages",
    "wagtailadmin_reports:page_types_usage",
    "wagtail_localize:translations_report",
    "wagtailimages:index",
    "wagtailimages:add",
    "wagtailimages:add_multiple",
    "wagtailimages_chooser:choose",
    "wagtaildocs:index",
    "wagtaildocs:add",
    "wagtaildocs:add_multiple",
    "wagtaildocs_chooser:choose",
    "wagtailsnippets_cms_sitemenu:list",
    "wagtailsnippets_cms_sitemenu:add",
    "wagtailsnippets_cms_term:list",
)
# Pages about one page: name.
ABOUT_A_PAGE = (
    "wagtailadmin_explore",
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:copy",
    "wagtailadmin_pages:move",
    "wagtailadmin_pages:delete",
    "wagtailadmin_pages:unpublish",
    "wagtailadmin_pages:history",
    "wagtailadmin_pages:usage",
    "wagtailadmin_pages:workflow_history",
    "wagtailadmin_pages:set_privacy",
    "wagtail_localize:submit_page_translation",
)


def shown(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)


class AdminLanguage(EditorCase):
    """Each test walks a way and expects that everything that was asked for in bokmål has an answer."""

    def test_standing_pages(self) -> None:
        client = self.as_(groups.ADMINISTRATORS)
        with asked_in_vain() as holes:
            for name in STANDING:
                shown(client, reverse(name))
        assert sorted(holes - UNSEEN) == []

    def test_pages_about_a_page(self) -> None:
        page = self.published()
        client = self.as_(groups.ADMINISTRATORS)
        with asked_in_vain() as holes:
            for name in ABOUT_A_PAGE:
                shown(client, reverse(name, args=[page.pk]))
            shown(client, reverse("wagtailadmin_pages:add", args=("cms", "guidepage", self.section.pk)))
            shown(client, reverse("wagtailadmin_pages:add_subpage", args=[self.section.pk]))
        assert sorted(holes - UNSEEN) == []

    def test_refused_forms(self) -> None:
        """An empty title, a permalink in use, a time that has passed: said in Norwegian, too."""
        self.published()
        client = self.as_(groups.MODERATORS)
        past = timezone.localtime(timezone.now() - timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
        add = reverse("wagtailadmin_pages:add", args=("cms", "guidepage", self.section.pk))
        with asked_in_vain() as holes:
            body = client.post(add, guide_form(title="")).content.decode()
            assert "Fyll ut dette feltet." in body
            body = client.post(add, guide_form(expire_at=past, **{"action-publish": "1"})).content.decode()
            assert "Permalenken «slik-begynner-dere» er allerede i bruk" in body
            assert "Utløpstidspunktet må ligge i framtiden." in body
            for kind in ("images", "docs"):
                assert "Fyll ut dette feltet." in client.post(reverse(f"wagtail{kind}:add"), {}).content.decode()
        assert sorted(holes - UNSEEN) == []

    def test_review(self) -> None:
        """Send to review, ask for changes, send again, approve; the letters on the way are Norwegian."""
        editor, moderator = self.as_(groups.EDITORS), self.as_(groups.MODERATORS)
        with asked_in_vain() as holes:
            self.create(editor)
            page = self.guide()
            edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
            for action in ("reject", "approve"):
                with self.captureOnCommitCallbacks(execute=True):
                    editor.post(edit, guide_form(**{"action-submit": "1"}))
                state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
                shown(editor, edit)
                shown(moderator, edit)
                shown(moderator, reverse("wagtailadmin_home"))
                shown(moderator, reverse("wagtailadmin_reports:workflow_tasks"))
                step = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
                shown(moderator, step)
                with self.captureOnCommitCallbacks(execute=True):
                    moderator.post(step, {"comment": "Skriv om innledningen."})
                shown(editor, edit)
                shown(editor, reverse("wagtailadmin_home"))
                shown(editor, reverse("wagtailadmin_pages:workflow_history", args=[page.pk]))
        assert sorted(holes - UNSEEN) == []
        assert [letter.subject for letter in mail.outbox] == [
            "«Slik begynner dere» venter på gjennomgang",
            "«Slik begynner dere» trenger noen endringer",
            "«Slik begynner dere» venter på gjennomgang",
            "«Slik begynner dere» er godkjent",
        ]
        assert "Kommentaren som fulgte med: «Skriv om innledningen.»" in mail.outbox[1].body

    def test_schedule(self) -> None:
        page = self.published()
        client = self.as_(groups.MODERATORS)
        later = timezone.localtime(timezone.now() + timedelta(hours=2)).strftime("%Y-%m-%d %H:%M")
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        with asked_in_vain() as holes:
            for extra in ({"go_live_at": later}, {"go_live_at": later, "action-publish": "1"}):
                assert client.post(edit, guide_form(**extra)).status_code == 302
                shown(client, edit)
            shown(client, reverse("wagtailadmin_pages:history", args=[page.pk]))
        assert sorted(holes - UNSEEN) == []

    def test_translate(self) -> None:
        page = self.published()
        translator = self.as_(groups.TRANSLATORS)
        with asked_in_vain() as holes:
            copy = self.translate(translator, page)
            shown(translator, reverse("wagtailadmin_pages:edit", args=[copy.pk]))
            shown(self.as_(groups.MODERATORS), reverse("wagtailadmin_pages:edit", args=[copy.pk]))
            shown(translator, reverse("wagtail_localize:translations_report"))
        assert sorted(holes - UNSEEN) == []

    def test_scripts(self) -> None:
        """What Wagtail's and wagtail-localize's scripts say comes by our catalogue, too; nynorsk asks bokmål."""
        client = self.as_(groups.EDITORS)
        for name in ("wagtailadmin_javascript_catalog", "wagtail_localize:javascript_catalog"):
            words = client.get(reverse(name)).content.decode()
            assert "Skriv noe, eller skriv" in words
            assert "Antall tegn:" in words
        profile = UserProfile.get_for_user(self.people[groups.EDITORS])
        profile.preferred_language = "nn"
        profile.save()
        words = client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
        assert "Skriv noko, eller skriv" in words
        assert (
            "Sida kunne ikkje"
            in client.post(
                reverse("wagtailadmin_pages:add", args=("cms", "guidepage", self.section.pk)), guide_form(title="")
            ).content.decode()
        )

    def test_names_of_the_review_are_norwegian(self) -> None:
        """Wagtail's migration names them in English; setting up again leaves a name that somebody has chosen."""
        assert {each.name for each in Workflow.objects.all()} == {"Gjennomgang"}
        GroupApprovalTask.objects.update(name="Fagråd")
        setup_site()
        assert [each.name for each in GroupApprovalTask.objects.all()] == ["Fagråd"]
