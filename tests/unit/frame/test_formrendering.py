"""Every form looks and speaks the same, and says what is wrong where it is wrong."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.test import SimpleTestCase
from django.utils.translation import override


class Example(forms.Form):
    """One of each kind that needs its own markup."""

    title = forms.CharField(help_text="A few words.")
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"class": "own"}))
    kind = forms.ChoiceField(choices=[("a", "First"), ("b", "Second")], widget=forms.RadioSelect, help_text="One.")
    many = forms.MultipleChoiceField(
        choices=[("North", [("1", "One"), ("2", "Two")])], widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="I agree")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def tags(html: str, name: str) -> list[str]:
    """The opening tags of that name."""
    return re.findall(rf"<{name}\b[^>]*>", html)


class FieldTests(SimpleTestCase):
    """`{{ field.as_field_group }}`."""

    def test_text_field_has_class_label_and_help(self) -> None:
        html = Example()["title"].as_field_group()
        (control,) = tags(html, "input")
        assert 'class="ds-input"' in control
        assert 'aria-describedby="id_title_helptext"' in control
        self.assertInHTML('<div class="v-help" id="id_title_helptext">A few words.</div>', html)
        assert '<label class="v-label" for="id_title">' in html
        assert "v-required" in html

    def test_own_class_of_a_widget_stays(self) -> None:
        html = Example()["note"].as_field_group()
        assert 'class="ds-input own"' in html
        assert "v-required" not in html

    def test_radio_buttons_stand_in_a_fieldset_with_a_label_each(self) -> None:
        html = Example({"kind": "b"})["kind"].as_field_group()
        assert len(tags(html, "fieldset")) == 1
        assert 'aria-describedby="id_kind_helptext"' in tags(html, "fieldset")[0]
        inputs = tags(html, "input")
        assert len(inputs) == 2
        assert all('class="ds-input"' in one for one in inputs)
        assert "checked" not in inputs[0]
        assert "checked" in inputs[1]
        self.assertInHTML('<label for="id_kind_1">Second</label>', html)

    def test_boxes_are_not_required_one_by_one_and_groups_are_named(self) -> None:
        html = Example()["many"].as_field_group()
        assert "required" not in "".join(tags(html, "input"))
        self.assertInHTML('<p class="v-choice-group">North</p>', html)
        assert html.count("v-choice-group") == 1

    def test_a_single_box_has_its_label_after_it(self) -> None:
        html = Example()["agreed"].as_field_group()
        assert html.index("<input") < html.index("<label")

    def test_an_error_is_tied_to_its_field(self) -> None:
        html = Example({})["title"].as_field_group()
        (control,) = tags(html, "input")
        assert 'aria-invalid="true"' in control
        assert 'aria-describedby="id_title_helptext id_title_error"' in control
        assert 'id="id_title_error"' in html

    def test_what_was_typed_stays_and_is_escaped(self) -> None:
        html = Example({"title": '<b>"x"'})["title"].as_field_group()
        assert 'value="&lt;b&gt;&quot;x&quot;"' in html


class FormTests(SimpleTestCase):
    """`{{ form }}`."""

    def test_summary_leads_to_every_field_that_is_wrong(self) -> None:
        html = str(Example({}))
        targets = re.findall(r'<a href="#([^"]+)"', html)
        assert targets == ["id_title", "id_kind", "id_agreed"]
        for target in targets:
            assert html.count(f'id="{target}"') == 1, target
        assert 'tabindex="-1"' in html

    def test_no_summary_without_errors(self) -> None:
        assert "ds-error-summary" not in str(Example())

    def test_hidden_fields_come_along(self) -> None:
        assert 'type="hidden"' in str(Example())


class SummaryTests(SimpleTestCase):
    """components/error_summary.html."""

    def test_every_point_is_counted(self) -> None:
        """Two sentences about one field are two points; one about the whole form and one about a hidden field count."""
        form = Example({"title": "", "note": "", "kind": "a", "agreed": "on"})
        form.add_error("title", "To the point, please.")
        form.add_error(None, "Something about it all.")
        form.add_error("secret", "Something behind it.")
        with override("nb"):
            html = render_to_string("components/error_summary.html", {"form": form})
        assert html.count("<li>") == 4
        assert "4 ting må rettes" in html
        assert '<a href="#id_title">' in html
        assert 'href="#id_secret"' not in html

    def test_a_password_that_is_wrong_in_two_ways(self) -> None:
        """Django's sentence for one that is too short has our words, and each point is counted."""
        for language, short in (("nb", "Passordet er for kort. Det må ha minst 10 tegn."), ("nn", "minst 10 teikn.")):
            with override(language), pytest.raises(ValidationError) as refused:
                validate_password("passord")
            assert any(short in text for text in refused.value.messages), refused.value.messages
            with override(language):
                assert Example({}).errors["title"] == ["Fyll ut dette feltet."]
