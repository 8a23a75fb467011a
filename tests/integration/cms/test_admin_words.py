"""Norwegian dates in the translation tool, names that editors understand, and a note that lies over nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from django.urls import reverse
from wagtail.models import Collection, GroupApprovalTask, Page, TaskState, Workflow, WorkflowTask
from wagtail_localize.models import StringTranslation

from portal.cms.services import groups
from portal.cms.services.translating import send_to_review, translation_of
from tests.support.editors import EditorCase, guide_form
from tests.support.sites import setup_site


class AdminWords(EditorCase):
    def test_dates_of_the_translation_tool_are_norwegian(self) -> None:
        page = self.published()
        copy = self.translate(self.as_(groups.TRANSLATORS), page)
        self.write(translation_of(copy))
        late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
        StringTranslation.objects.update(updated_at=late, translation_type="manual")
        first = StringTranslation.objects.earliest("pk")
        StringTranslation.objects.filter(pk=first.pk).update(translation_type="machine")
        screen = self.as_(groups.MODERATORS).get(reverse("wagtailadmin_pages:edit", args=[copy.pk]))
        said = {each["comment"] for each in json.loads(screen.context["props"])["initialStringTranslations"]}
        assert said == {"Oversatt for hånd 23. november 2026", "Maskinoversatt 23. november 2026"}

    def test_the_note_that_it_waits_stands_above_the_texts_and_not_in_the_foot_over_them(self) -> None:
        page = self.published()
        copy = self.translate(self.as_(groups.TRANSLATORS), page)
        edit = reverse("wagtailadmin_pages:edit", args=[copy.pk])
        translator = self.as_(groups.TRANSLATORS)
        assert "Siden venter på gjennomgang." not in translator.get(edit).content.decode()
        self.write(translation_of(copy))
        send_to_review(translation_of(copy), self.people[groups.TRANSLATORS])
        shown = translator.get(edit).content.decode()
        assert shown.count("Siden venter på gjennomgang.") == 1
        assert shown.index("Siden venter på gjennomgang.") < shown.index("js-translation-editor")

    def rejected(self) -> str:
        """A page that came back with a wish for changes; the address where it is edited."""
        self.create(self.as_(groups.EDITORS))
        page = self.guide()
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        self.as_(groups.EDITORS).post(edit, guide_form(**{"action-submit": "1"}))
        state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
        step = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk])
        self.as_(groups.MODERATORS).post(step, {"comment": "Skriv om innledningen."})
        return edit

    def test_what_came_back_is_sent_again_in_one_way_where_the_review_has_one_step(self) -> None:
        edit = self.rejected()
        shown = self.as_(groups.EDITORS).get(edit).content.decode()
        assert "Send til gjennomgang igjen" in shown
        assert "action-restart-workflow" not in shown

    def test_a_review_of_two_steps_can_also_begin_again_and_says_so(self) -> None:
        workflow = Workflow.objects.get(active=True)
        second = GroupApprovalTask.objects.create(name="Siste blikk", active=True)
        WorkflowTask.objects.create(workflow=workflow, task=second, sort_order=1)
        edit = self.rejected()
        editor = self.as_(groups.EDITORS)
        shown = editor.get(edit).content.decode()
        assert "Send til gjennomgang igjen" in shown
        assert "Start hele gjennomgangen forfra" in shown
        after = editor.post(edit, guide_form(**{"action-restart-workflow": "1"}), follow=True).content.decode()
        assert "Gjennomgangen av siden «Slik begynner dere» er startet forfra." in after

    def test_the_top_of_the_tree_and_of_the_files_have_names(self) -> None:
        client = self.as_(groups.MODERATORS)
        assert "Alle sider" in client.get(reverse("wagtailadmin_explore_root")).content.decode()
        assert "Felles" in client.get(reverse("wagtailimages:add")).content.decode()
        assert not Page.objects.filter(title="Root").exists()
        assert not Collection.objects.filter(name="Root").exists()

    def test_a_name_that_somebody_has_chosen_stays(self) -> None:
        Page.objects.filter(depth=1).update(title="Vårt tre")
        setup_site()
        assert Page.get_first_root_node().title == "Vårt tre"
