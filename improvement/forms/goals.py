"""The form for a SMARTER goal. All but what shall change may be left open; what is missing is said, not refused."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from improvement.domain.smarter import Letter
from improvement.domain.tree import would_circle
from improvement.forms.base import DayField, LineField, NumberField, WorkspaceForm, area
from improvement.models import Aim, Goal, Level, Project
from improvement.presenters.goals import LETTERS, READ_FROM_PARTS


class GoalForm(WorkspaceForm):
    """Parts of the sentence, a comment for each letter and a tick for those that are judged, and who agreed."""

    what = forms.CharField(
        label=_("What shall change?"),
        max_length=300,
        widget=area(2),
        help_text=_("A thing one can count or see: “meetings with an agenda made together with the user”."),
    )
    who = LineField(label=_("Who is it for?"), max_length=200)
    where = LineField(label=_("Where?"), max_length=200)
    measured_by = LineField(
        label=_("What do you measure it by?"),
        max_length=200,
        help_text=_("“the share of meetings each week”."),
    )
    unit = forms.CharField(
        label=_("Unit (%, days, teams)"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"size": "12"}),
    )
    baseline = NumberField(label=_("Today"))
    target = NumberField(label=_("Target figure"))
    aim = forms.ChoiceField(
        label=_("Which way is better?"), required=False, choices=[("", _("Not decided")), *Aim.choices]
    )
    deadline = DayField(label=_("By when?"))
    sentence = forms.CharField(
        label=_("Say it in your own words"),
        required=False,
        max_length=400,
        widget=area(2),
        help_text=_("Leave it empty to use the sentence that is built from the parts."),
    )
    local_r_name = forms.CharField(
        label=_("What does your last R stand for?"),
        required=False,
        max_length=60,
        help_text=_("The last letter of SMARTER is left to you. Leave it empty to do without."),
    )
    agreed_by = LineField(label=_("Who agrees?"), max_length=300, help_text=_("Roles and groups, not names of users."))
    agreed_on = DayField(label=_("When did they agree?"))

    level = forms.ChoiceField(
        label=_("On which level?"), required=False, choices=[("", _("Not decided")), *Level.choices]
    )
    parent = forms.ModelChoiceField(
        label=_("Which larger goal does it contribute to?"),
        queryset=Goal.objects.none(),
        required=False,
        empty_label=_("None"),
        help_text=_("Goals hang together from the nation through system and service to the effect for one person."),
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = project
        others = Goal.objects.filter(project=project, archived_at__isnull=True)
        self.fields["parent"].queryset = others.exclude(pk=self.row.pk) if self.row is not None else others  # type: ignore[attr-defined]

    def clean_parent(self) -> Goal | None:
        """Refuse what would go in a ring."""
        parent: Goal | None = self.cleaned_data["parent"]
        if self.row is not None and parent is not None:
            parents = dict(Goal.objects.filter(project=self.project).values_list("pk", "parent"))
            if would_circle(parents, self.row.pk, parent.pk):
                told = _("“%(goal)s” contributes to this goal itself. Choose another, or none.")
                raise forms.ValidationError(told, params={"goal": parent.what}, code="circle")
        return parent

    def texts(self) -> dict[str, Any]:
        """What was sent; the larger goal by its key."""
        texts, parent = super().texts(), self.cleaned_data.get("parent")
        return {**texts, "parent": parent.pk if parent is not None else None}

    @classmethod
    def text_names(cls) -> list[str]:
        """The columns that have a field of the same name."""
        return [name for name in super().text_names() if not name.startswith(("holds_", "comment_"))]

    @classmethod
    def fields_of(cls, row: Any) -> dict[str, Any]:
        """Columns, and the checks unfolded to a field each."""
        values = super().fields_of(row)
        for letter in Letter:
            check = (row.checks or {}).get(letter.value, {})
            if letter not in READ_FROM_PARTS:
                values[f"holds_{letter.value}"] = bool(check.get("holds"))
            values[f"comment_{letter.value}"] = check.get("comment", "")
        return values

    def changes(self) -> dict[str, Any]:
        """The columns, the checks folded."""
        texts = self.texts()
        changes = {name: self.cleaned_data[name] for name in self.text_names()}
        changes["checks"] = {
            letter.value: {
                "holds": bool(texts.get(f"holds_{letter.value}", False)),
                "comment": texts.get(f"comment_{letter.value}", ""),
            }
            for letter in Letter
        }
        return changes

    def preview(self) -> Goal:
        """A goal, not stored, of what was sent."""
        return Goal(**self.changes())

    def letter_fields(self) -> list[dict[str, Any]]:
        """Each letter with its fields, for the template."""
        return [
            {
                "key": letter.value,
                "sign": LETTERS[letter][0],
                "word": LETTERS[letter][1],
                "question": LETTERS[letter][2],
                "holds": self[f"holds_{letter.value}"] if f"holds_{letter.value}" in self.fields else None,
                "comment": self[f"comment_{letter.value}"],
            }
            for letter in Letter
        ]


_FROM_PARTS = _("The check reads the parts above. Write here only what you want to add.")


def _add_letters() -> None:
    """A comment for each letter, a tick for each that is judged; declared once, so that versions compare them too.

    Each label names its letter: in the history, and read aloud, it stands alone.
    """
    for letter, (_sign, word, question) in LETTERS.items():
        if letter not in READ_FROM_PARTS:
            GoalForm.base_fields[f"holds_{letter.value}"] = forms.BooleanField(
                label=format_lazy("{word}: {what}", word=word, what=_("yes, it holds")),  # type: ignore[arg-type]
                required=False,
            )
        GoalForm.base_fields[f"comment_{letter.value}"] = forms.CharField(
            label=format_lazy("{word}: {what}", word=word, what=_("your own comment")),  # type: ignore[arg-type]
            required=False,
            max_length=500,
            widget=area(2),
            help_text=format_lazy("{question} {note}", question=question, note=_FROM_PARTS)  # type: ignore[arg-type]
            if letter in READ_FROM_PARTS
            else question,
        )


_add_letters()
