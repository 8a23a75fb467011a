"""Forms for a measure and its figures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from improvement.domain.series import Code, Interval
from improvement.forms.base import DayField, NumberField, WorkspaceForm, area
from improvement.models import Goal, Measure, MeasureKind, Project, ValueShape, Wanted
from improvement.presenters.problems import messages_of
from improvement.services.points import read_one, rows_with_number
from portal.security.fields import IdentityNumberGuardMixin

# Of a whole column in the wrong place the first rows are enough to find it.
_NAMED = 10


class MeasureForm(WorkspaceForm):
    """What is measured, how, and which way is better."""

    name = forms.CharField(
        label=_("What do you measure?"),
        max_length=160,
        help_text=_("“Meetings with the user's agenda”, “Active teams”."),
    )
    goal = forms.ModelChoiceField(
        label=_("Which goal does it belong to?"), queryset=Goal.objects.none(), required=False, empty_label=_("None")
    )
    kind = forms.ChoiceField(
        label=_("What does it tell about?"),
        choices=[
            (MeasureKind.OUTCOME, _("Outcome: did it get better for the users?")),
            (MeasureKind.PROCESS, _("Process: do we do what we decided?")),
            (MeasureKind.BALANCING, _("Balancing: does something else get worse?")),
        ],
        initial=MeasureKind.PROCESS,
        widget=forms.RadioSelect,
    )
    shape = forms.ChoiceField(
        label=_("What is each figure?"),
        choices=ValueShape.choices,
        initial=ValueShape.NUMBER,
        widget=forms.RadioSelect,
    )
    unit = forms.CharField(
        label=_("Unit"), required=False, max_length=40, help_text=_("“minutes”, “teams”. Not needed for per cent.")
    )
    wanted = forms.ChoiceField(
        label=_("Which way is better?"), choices=Wanted.choices, initial=Wanted.UP, widget=forms.RadioSelect
    )
    target = NumberField(label=_("Target"), help_text=_("Drawn as a line on the chart."))
    definition = forms.CharField(
        label=_("How do you count?"),
        required=False,
        max_length=2000,
        widget=area(3),
        help_text=_("So exact that two people would get the same figure."),
    )
    source = forms.CharField(
        label=_("Where do the figures come from?"), required=False, max_length=1000, widget=area(2)
    )
    note = forms.CharField(
        label=_("What should a reader know about the figures?"), required=False, max_length=2000, widget=area(2)
    )
    is_practice = forms.BooleanField(
        label=_("These are practice figures"),
        required=False,
        help_text=_("Then it says so wherever they are shown, in the picture and the files too."),
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        goals = Goal.objects.filter(project=project, archived_at__isnull=True)
        self.fields["goal"].queryset = goals  # type: ignore[attr-defined]

    @staticmethod
    def from_goal(goal: Goal) -> dict[str, Any]:
        """What a goal already says about a measure of it. What it leaves open is not answered for it."""
        said: dict[str, Any] = {"goal": goal.pk}
        if goal.measured_by:
            said["name"] = goal.measured_by[:1].upper() + goal.measured_by[1:160]
        if goal.aim:
            said["wanted"] = goal.aim
        elif goal.baseline is not None and goal.target is not None and goal.baseline != goal.target:
            said["wanted"] = Wanted.UP if goal.target > goal.baseline else Wanted.DOWN
        if goal.unit.strip() == "%":
            said["shape"] = ValueShape.PERCENT
        elif goal.unit:
            said["unit"] = goal.unit
        if goal.target is not None:
            said["target"] = goal.target
        return said

    def texts(self) -> dict[str, Any]:
        """What was sent; the goal by its key."""
        texts = super().texts()
        texts["goal"] = texts["goal"].pk if texts.get("goal") else None
        return texts

    def changes(self) -> dict[str, Any]:
        """The columns."""
        changes = self.texts()
        changes["goal_id"] = changes.pop("goal")
        return changes


class PointForm(WorkspaceForm):
    """One measurement: a day and a figure (or a fraction)."""

    date = DayField(label=_("Date"), required=True)
    figure = forms.CharField(
        label=_("Figure"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": "10"}),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=200, widget=forms.TextInput())

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        self.measure = measure
        super().__init__(*args, **kwargs)
        figure = self.fields["figure"]
        if measure.is_percent:
            figure.help_text = _("Per cent (56), or how many of how many (14/25).")
        elif measure.unit:
            figure.help_text = measure.unit

    @classmethod
    def fields_of(cls, row: Any) -> dict[str, Any]:
        """The figure as it would be typed."""
        number = NumberField()
        figure = "" if row.value is None else number.prepare_value(row.value)
        if row.numerator is not None:
            figure = f"{number.prepare_value(row.numerator)}/{number.prepare_value(row.denominator)}"
        return {"date": row.date, "figure": figure, "note": row.note}

    def clean(self) -> dict[str, Any]:
        """Read day and figure by the same rules as pasted rows."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        day, figure = cleaned.get("date"), cleaned.get("figure", "")
        if day is None or "figure" not in cleaned:
            return cleaned
        own = self.row.date if self.row is not None else None
        self.reading = read_one(self.measure, day, figure, own_day=own)
        for field, message in messages_of(self.reading.row):
            self.add_error(field, message)
        if {Code.REPLACES_STORED, Code.ALREADY_STORED} & set(self.reading.row.codes):
            self.add_error("date", _("This day has a measurement already. Change that one in the table instead."))
        return cleaned

    def changes(self) -> dict[str, Any]:
        """The columns."""
        reading = self.reading
        return {
            "date": self.cleaned_data["date"],
            "value": reading.value,
            "numerator": reading.numerator,
            "denominator": reading.denominator,
            "note": self.cleaned_data["note"],
        }


class PasteForm(IdentityNumberGuardMixin, forms.Form):
    """Many rows at once, for a preview. Nothing is a measurement before somebody has looked and said yes."""

    identity_override = True

    text = forms.CharField(
        label=_("Rows"),
        max_length=200_000,
        strip=False,
        widget=area(10, spellcheck="false", autocomplete="off", **{"class": "v-number"}),
        help_text=_(
            "One row a measurement: date, then figure. Copy two columns from a spreadsheet, or write "
            "“14.09.2026 35”. A share can be written 14/25. Nothing is saved before you have seen how it was read."
        ),
        error_messages={"required": _("Write or paste at least one row.")},
    )
    start = DayField(
        label=_("First date"), help_text=_("Only when the rows hold figures without dates: the date of the first one.")
    )
    interval = forms.ChoiceField(
        label=_("Time between the figures"),
        required=False,
        choices=[
            (Interval.WEEKLY.value, _("a week")),
            (Interval.DAILY.value, _("a day")),
            (Interval.MONTHLY.value, _("a month")),
        ],
        initial=Interval.WEEKLY.value,
    )

    def identity_message(self, name: str) -> Any:
        """Name the rows: among two hundred nobody finds one that is only said to be there."""
        rows = rows_with_number(self.cleaned_data["text"]) if name == "text" else []
        if not rows:
            return super().identity_message(name)
        told = ngettext(
            "Line %(lines)s looks like it holds a national identity number. Varig stores no such numbers. "
            "Take it out, or tick “This is not a national identity number” below.",
            "Lines %(lines)s look like they hold national identity numbers. Varig stores no such numbers. "
            "Take them out, or tick “This is not a national identity number” below.",
            len(rows),
        )
        first = [str(row) for row in rows[:_NAMED]]
        lines = get_text_list(first, gettext("and")) if len(rows) <= _NAMED else f"{', '.join(first)} …"
        return told % {"lines": lines}

    def clean_text(self) -> str:
        """Rows of nothing are nothing; what stands in front of a row is kept, so that line numbers are right."""
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(self.fields["text"].error_messages["required"], code="required")
        return text
