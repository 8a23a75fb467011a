"""An identity number typed into a page stands nowhere afterwards: not in a draft, an automatic save or a preview."""

from __future__ import annotations

import random

import pytest
from django.core.exceptions import ValidationError
from django.db.models import TextField
from django.db.models.functions import Cast
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.admin.models import FormState
from wagtail.models import Comment, Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from portal.cms.demo.loader import find_page
from portal.cms.models import GuidePage
from portal.cms.services.fnr import holds_fnr
from tests.factories.accounts import UserFactory
from tests.support.editors import guide_form, step
from tests.support.sites import setup_site
from tests.unit.kernel.identity_numbers import make

NUMBER = make(random.Random(7))
JSON = {"HTTP_ACCEPT": "application/json"}


def kept(number: str = NUMBER) -> list[str]:
    """Where the number stands in what Wagtail stores while one writes."""
    places = {
        "revisions": Revision.objects.annotate(text=Cast("content", TextField())).filter(text__contains=number),
        "previews": FormState.objects.filter(data__contains=number),
        "comments": Comment.objects.filter(text__contains=number),
        "guides": GuidePage.objects.filter(summary__contains=number),
    }
    return [name for name, rows in places.items() if rows.exists()]


class DraftGuard(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        setup_site()
        cls.editor = UserFactory(is_superuser=True, is_staff=True)
        cls.section = find_page("verktoy", "nb")

    def setUp(self) -> None:
        self.client = Client()
        self.client.force_login(self.editor)
        self.add = reverse("wagtailadmin_pages:add", args=("cms", "guidepage", self.section.pk))

    def page(self) -> GuidePage:
        self.client.post(self.add, guide_form())
        return GuidePage.objects.get(slug="slik-begynner-dere")

    def test_a_new_draft_is_refused_at_the_field_and_keeps_what_was_typed(self) -> None:
        answer = self.client.post(self.add, guide_form(summary=f"Ring {NUMBER}"))
        assert answer.status_code == 200
        assert "summary" in answer.context["form"].errors
        text = answer.content.decode()
        assert f"Ring {NUMBER}" in text
        assert NUMBER not in str(answer.context["form"].errors)
        assert not GuidePage.objects.filter(slug="slik-begynner-dere").exists()
        assert kept() == []

    def test_save_and_automatic_save_of_a_draft_are_refused(self) -> None:
        page = self.page()
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        before = Revision.objects.count()
        for form in (
            guide_form(summary=f"Ring {NUMBER}"),
            guide_form(text=f"Ring {NUMBER[:6]} {NUMBER[6:]}"),
            guide_form(text=f"Ring <b>{NUMBER[:6]}</b>{NUMBER[6:]}"),
            guide_form(title=f"Om {NUMBER}"),
        ):
            assert self.client.post(edit, form).status_code == 200
            automatic = self.client.post(edit, form, **JSON)
            assert automatic.json()["error_code"] == "validation_error"
        assert Revision.objects.count() == before
        assert kept() == []

    def test_a_comment_is_text_too(self) -> None:
        page = self.page()
        comment = {
            "comments": inline_formset(
                [{"text": f"Spør {NUMBER}", "contentpath": "summary", "position": "", "replies": inline_formset([])}]
            )
        }
        answer = self.client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), {**guide_form(), **nested_form_data(comment)}
        )
        assert answer.status_code == 200
        assert answer.context["form"].non_field_errors()
        assert kept() == []

    def test_the_error_stands_at_the_block(self) -> None:
        answer = self.client.post(
            self.add,
            {
                **guide_form(),
                **nested_form_data(
                    {"steps": streamfield([("step", step("Først")), ("step", step("Så", f"Ring {NUMBER}"))])}
                ),
            },
        )
        error = answer.context["form"].errors["steps"].as_data()[0]
        assert list(error.block_errors) == [1]
        assert list(error.block_errors[1].block_errors) == ["html"]

    def test_previews_keep_no_number(self) -> None:
        """Neither from a field nor from a block that was taken out, which the browser still sends."""
        page = self.page()
        preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
        assert not self.client.post(preview, guide_form(summary=f"Ring {NUMBER}")).json()["is_valid"]
        assert kept() == []
        blocks = streamfield([("step", step("Først")), ("step", step("Bort", f"Ring {NUMBER}"))])
        sent = {**guide_form(), **nested_form_data({"steps": blocks}), "steps-1-deleted": "1"}
        assert NUMBER in str(sent)
        assert self.client.post(preview, sent).json()["is_valid"]
        assert FormState.objects.exists()
        assert kept() == []
        assert "Først" in self.client.get(preview).content.decode()

    def test_code_without_a_form_is_refused_too(self) -> None:
        page = self.page()
        page.summary = f"Ring {NUMBER}"
        with pytest.raises(ValidationError):
            page.save_revision()
        assert kept() == []


def test_a_number_that_is_partly_bold_is_a_number() -> None:
    assert holds_fnr(f"<p>{NUMBER[:6]}<b>{NUMBER[6:]}</b></p>")
    assert not holds_fnr(f"<p>{NUMBER[:6]}</p><p>{NUMBER[6:]}</p>")
