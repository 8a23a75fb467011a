"""Editors type what a score means: commas and points are read, and limits that no score can reach are told of."""

from __future__ import annotations

import html
import re
from typing import Any

from django.test import Client, TestCase
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from portal.cms.demo.loader import Builder
from portal.worksheets.blocks.streams import parts_of
from portal.worksheets.demo import loader
from portal.worksheets.demo.kinds import form_fields
from portal.worksheets.domain.form import Method
from portal.worksheets.domain.limits import faults, span
from portal.worksheets.models import WorksheetTemplatePage
from tests.factories.accounts import UserFactory
from tests.factories.worksheets import block, template

ENDS = {"low_text": "", "high_text": "", "comment": False, "required": False, "help": ""}
NO_NUMBER = "Skriv et tall, for eksempel 3 eller 2,5."


def listed(*values: dict[str, Any]) -> dict[str, Any]:
    """Answers as the admin sends a list."""
    fields: dict[str, Any] = {"count": str(len(values))}
    for place, value in enumerate(values):
        fields[str(place)] = {"id": "", "order": str(place), "deleted": "", "type": "item", "value": value}
    return fields


def _plain(answer: Any) -> str:
    """The page with its blocks' state readable: they stand as JSON in an attribute."""
    text = html.unescape(answer.content.decode())
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


class TestLimits(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        scale = block("scale", label="Hvor trygge er vi?", low=1, high=5, counted=True, **ENDS)
        cls.form = template(scale, scoring="sum")
        cls.editor = UserFactory(is_superuser=True, is_staff=True)

    def setUp(self) -> None:
        self.client = Client(headers={"accept-language": "nb"})
        self.client.force_login(self.editor, backend="allauth.account.auth_backends.AuthenticationBackend")

    def address(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.form.pk])

    def send(self, *limits: str, scoring: str = "sum", action: str = "action-publish", **more: Any) -> str:
        bands = [("band", {"at_least": limit, "meaning": "Godt"}) for limit in limits]
        scale = {"label": "Hvor trygge er vi?", "low": "1", "high": "5", "counted": "on", **ENDS}
        for name in ("comment", "required"):
            del scale[name]
        fields = {
            "title": self.form.title,
            "slug": self.form.slug,
            "summary": "",
            "body": streamfield([]),
            "instructions": "",
            "form": streamfield([("scale", scale)]),
            "storage": "stored",
            "filling": "together",
            "scoring": scoring,
            "bands": streamfield(bands),
            "score_note": "",
            "source": "",
            "source_url": "",
            "last_checked": "",
            "next_review": "",
            "comments": inline_formset([]),
            **more,
        }
        answer = self.client.post(self.address(), {**nested_form_data(fields), action: "1"}, follow=True)
        return _plain(answer)

    def stored(self) -> list[float]:
        return [band.value["at_least"] for band in WorksheetTemplatePage.objects.get(pk=self.form.pk).bands]

    def test_comma_and_point_are_read(self) -> None:
        self.send("1", "2,5", "4.5")
        assert self.stored() == [1, 2.5, 4.5]

    def test_the_figure_is_shown_with_a_comma_in_a_field_for_text(self) -> None:
        self.send("1", "2,5")
        text = _plain(self.client.get(self.address()))
        assert '"at_least": "2,5"' in text
        assert 'inputmode=\\"decimal\\"' in text

    def test_what_is_no_number_is_told_beside_the_field_and_stays(self) -> None:
        text = self.send("to og en halv")
        assert NO_NUMBER in text
        assert "to og en halv" in text
        assert self.stored() == []

    def test_limits_that_no_score_reaches_are_refused_with_what_is_possible(self) -> None:
        for limit in ("6", "0", "25"):
            text = self.send("1", limit)
            assert "Skåren kan bli fra 1 til 5. Skriv et tall innenfor det." in text
        assert self.stored() == []

    def test_two_at_the_same_limit(self) -> None:
        assert "En annen betydning begynner på samme skår" in self.send("2", "2,0")

    def test_share_goes_to_a_hundred(self) -> None:
        self.send("20", "100", scoring="share")
        assert self.stored() == [20, 100]
        assert "fra 20 til 100" in self.send("20", "101", scoring="share")

    def test_meanings_of_a_form_that_does_not_add_up(self) -> None:
        assert "Skjemaet gir ingen skår." in self.send("1", scoring="none")
        words = {"label": "Hva?", "help": ""}
        assert "Ingen spørsmål teller i skåren ennå." in self.send("1", form=streamfield([("text", words)]))
        assert self.stored() == []

    def test_a_draft_may_wait(self) -> None:
        self.send("1", "25", action="action-none")
        draft = WorksheetTemplatePage.objects.get(pk=self.form.pk).get_latest_revision_as_object()
        assert [band.value["at_least"] for band in draft.bands] == [1, 25]

    def test_the_worth_of_an_answer_takes_a_comma(self) -> None:
        answers = listed({"text": "ja", "weight": "1,5"}, {"text": "nei", "weight": ""})
        asked = {"label": "Passer det?", "help": "", "options": answers, "most": ""}
        self.send("0", "1,5", form=streamfield([("choice", asked)]))
        assert self.stored() == [0, 1.5]
        form = WorksheetTemplatePage.objects.get(pk=self.form.pk).form
        assert [option["weight"] for option in form[0].value["options"]] == [1.5, None]
        wrong = listed({"text": "ja", "weight": "mye"}, {"text": "nei", "weight": "0"})
        assert NO_NUMBER in self.send("0", form=streamfield([("choice", {**asked, "options": wrong})]))


class TestContent(TestCase):
    def test_every_form_that_comes_along_keeps_within_its_own_span(self) -> None:
        looked_at = 0
        for page in loader().pages.values():
            for data in page.values():
                fields = form_fields(data, Builder("prøve", "nb"))
                made = WorksheetTemplatePage(form=fields["form"], bands=fields["bands"])
                possible = span(Method(data.get("scoring", "none")), parts_of(made.form, "nb"))
                if possible is not None:
                    looked_at += 1
                    assert faults([band.value["at_least"] for band in made.bands], possible) == {}, data["title"]
        assert looked_at >= 14
