"""The forms of course pages in the admin: when a step is done, and what it opens after."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from courses.domain.completion import Combine, Condition, Rule, from_data, to_data
from portal.cms.forms import GuardedPageForm

CONDITION_LABELS = {
    Condition.OPENED: _("the learner has opened it"),
    Condition.TASKS: _("everything that asks for something is done: questions answered, needed texts and lists too"),
    Condition.RIGHT: _("enough questions are answered rightly (say how many below)"),
    Condition.PRACTISED: _("the learner has chosen one thing and tried it"),
    Condition.MARKED: _("the learner says so"),
    Condition.DECIDED: _("somebody who leads the course has decided so, with a reason"),
    Condition.ATTENDED: _("they have been at the meeting, or made up for it"),
}
COMBINE_LABELS = {
    Combine.ALL: _("all that is ticked"),
    Combine.ANY: _("one of them is enough"),
    Combine.SOME: _("so many of them (say how many below)"),
}


class RulePanel(FieldPanel):
    """A field that is the form's own; the page keeps the rule as data in `completion`."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(**{"field_name": field_name, "disable_comments": True, **kwargs})

    class BoundPanel(FieldPanel.BoundPanel):
        """The panel in one form."""

        def is_shown(self) -> bool:
            """Hide the number of right answers where a step can have no questions."""
            asks = Condition.RIGHT in type(self.instance).conditions
            return bool(super().is_shown() and (asks or self.field_name != "done_right"))

        def get_comparison(self) -> list[Any]:
            """Nothing to compare field by field; the rule is told in words in the preview."""
            return []


class OrderForm(GuardedPageForm):
    """What a step or module opens after: others of the same course, ticked in a list; a circle is refused."""

    requires = forms.MultipleChoiceField(
        label=capfirst(_("opens after")),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Can be read before, but is answered and finished after these. Nothing ticked: it is open from the start."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "requires" not in self.fields:
            return
        from courses.services.order import order_choices

        field = self.fields["requires"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above; tells the type checker
        field.choices = order_choices(self.instance, self.parent_page)
        known = {key for key, _label in field.choices}
        self.initial["requires"] = [key for key in self.instance.requires or [] if key in known]

    def clean_requires(self) -> list[str]:
        """Refuse a circle, and name those who stand in it."""
        from courses.services.order import circle_names

        chosen = list(self.cleaned_data["requires"])
        names = circle_names(self.instance, self.parent_page, chosen)
        if names:
            raise ValidationError(
                _("These would wait for each other: %(circle)s. Take one of them away.")
                % {"circle": " → ".join(f"«{name}»" for name in names)}
            )
        return chosen


class ModuleForm(OrderForm):
    """The form of a module."""


class StepForm(OrderForm):
    """The form of a step: reads the rule from the page's data, and writes it back."""

    done_when = forms.MultipleChoiceField(
        label=capfirst(_("the step is done when")),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Learners are told this in words. Changing it never takes away what somebody has completed. "
            "Nothing ticked: when the learner says so."
        ),
    )
    done_right = forms.IntegerField(
        label=capfirst(_("questions that must be answered rightly")), required=False, min_value=1, max_value=100
    )
    done_combine = forms.ChoiceField(
        label=capfirst(_("how many of these it takes")),
        required=False,
        choices=[(each.value, COMBINE_LABELS[each]) for each in Combine],
    )
    done_needed = forms.IntegerField(label=capfirst(_("so many of them")), required=False, min_value=1, max_value=10)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = from_data(self.instance.completion or {})
        if "done_when" in self.fields:
            field = self.fields["done_when"]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above; tells the type checker
            field.choices = [(each.value, CONDITION_LABELS[each]) for each in type(self.instance).conditions]
            self.initial["done_when"] = [each.value for each in rule.conditions]
            self.initial["done_right"] = rule.right or None
            self.initial["done_combine"] = rule.combine.value
            self.initial["done_needed"] = rule.needed or None

    def clean(self) -> dict[str, Any]:
        """Put the rule together; what cannot be meant is refused beside its field."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "done_when" in self.fields and "done_when" in cleaned:
            rule = self._rule(cleaned)
            if Condition.RIGHT in rule.conditions and not rule.right:
                self.add_error("done_right", _("Say how many."))
            if rule.combine is Combine.SOME and not 0 < rule.needed <= len(rule.conditions):
                self.add_error("done_needed", _("Say how many, and no more than are ticked."))
            self.instance.completion = to_data(rule)
        return cleaned

    @staticmethod
    def _rule(cleaned: dict[str, Any]) -> Rule:
        return from_data(
            {
                "conditions": cleaned["done_when"],
                "combine": cleaned.get("done_combine"),
                "needed": cleaned.get("done_needed"),
                "right": cleaned.get("done_right"),
            }
        )
