"""Forms for the project itself and for its sub-steps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from improvement.domain.process import StepState as Domain
from improvement.domain.process import is_going_back
from improvement.forms.base import WorkspaceForm, area
from improvement.models import StepState
from improvement.models.projects import language_in_use
from portal.accounts.models import Organisation
from portal.cms.models import Term
from portal.cms.models.taxonomy import TermKind

_NO_PATIENTS = _("Write about the work, not about patients: no names, no cases that can be recognised.")


class ProjectForm(WorkspaceForm):
    """Title and texts of a project, and which language they are in."""

    title = forms.CharField(
        label=_("What is the project called?"),
        max_length=160,
        help_text=_("Short, so that others understand it: “Follow-up teams in all services”."),
    )
    summary = forms.CharField(
        label=_("What do you want to achieve?"),
        required=False,
        max_length=1000,
        widget=area(3),
        help_text=_("Two or three sentences."),
    )
    background = forms.CharField(
        label=_("Why is it needed?"), required=False, max_length=8000, widget=area(5), help_text=_NO_PATIENTS
    )
    language = forms.ChoiceField(
        label=_("Which language do you write in?"),
        choices=settings.LANGUAGES,
        required=False,
        help_text=_("So that it is read aloud rightly for those who use Varig in another language."),
    )
    terms = forms.ModelMultipleChoiceField(
        label=_("Who is it for?"),
        queryset=Term.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terms = Term.objects.filter(kind=TermKind.AUDIENCE).order_by("sort_order", "name_nb")
        self.fields["terms"].queryset = terms  # type: ignore[attr-defined]
        if not terms:
            del self.fields["terms"]

    def clean_language(self) -> str:
        """The chosen language; where none was sent, the one there is or the reader's own."""
        return str(self.cleaned_data["language"] or (self.row.language if self.row else language_in_use()))

    @classmethod
    def fields_of(cls, row: Any) -> dict[str, Any]:
        """Texts and the keys of the terms."""
        return {
            "title": row.title,
            "summary": row.summary,
            "background": row.background,
            "language": row.language,
            "terms": [term.pk for term in row.terms.all()],
        }

    def texts(self) -> dict[str, Any]:
        """What was sent; terms as sorted keys, so that equal choices are equal."""
        texts = super().texts()
        if "terms" in texts:
            texts["terms"] = sorted(term.pk for term in texts["terms"])
        return texts

    def changes(self) -> dict[str, Any]:
        """The columns; terms are a relation and are set by the service."""
        columns = {"title", "summary", "background", "language"}
        return {name: value for name, value in self.texts().items() if name in columns}


class ProjectCreateForm(ProjectForm):
    """A new project, for an organisation that the person belongs to."""

    organisation = forms.ModelChoiceField(
        label=_("Which organisation owns it?"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        help_text=_("The organisation's leader sees the title, the phase and when it was last changed."),
    )

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        kwargs["initial"] = {
            "organisation": organisations[0].pk if organisations else None,
            "language": language_in_use(),
        }
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=[one.pk for one in organisations])  # type: ignore[attr-defined]
        self.order_fields(["title", "organisation", "summary", "background", "language", "terms"])


class StepForm(WorkspaceForm):
    """State and note of one sub-step. Going back asks for a reason."""

    state = forms.ChoiceField(label=_("Where do you stand?"), choices=StepState.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why do you go back?"),
        required=False,
        max_length=1000,
        widget=area(2),
        help_text=_("Needed when the step was done and is opened again. It stays in the history."),
    )
    note = forms.CharField(
        label=_("What you did and found"), required=False, max_length=8000, widget=area(6), help_text=_NO_PATIENTS
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not Domain(self.row.state).is_finished:
            del self.fields["reason"]

    @classmethod
    def fields_of(cls, row: Any) -> dict[str, Any]:
        """State and note; a reason belongs to a change, not to the step."""
        return {"state": row.state, "note": row.note}

    def clean(self) -> dict[str, Any]:
        """A reason for going back, judged against the state that is stored."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        wanted = cleaned.get("state")
        if cleaned.get("version") != self.row.version:
            # Somebody has moved the step meanwhile: both texts come first, the reason afterwards.
            return cleaned
        if wanted and is_going_back(Domain(self.row.state), Domain(wanted)) and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say why you go back to this step, so that the others understand it."))
        return cleaned

    def texts(self) -> dict[str, Any]:
        """State and note."""
        return {"state": self.cleaned_data["state"], "note": self.cleaned_data["note"]}


class DoneBeforeForm(forms.Form):
    """Several sub-steps at once: «we did these before Varig»."""

    steps = forms.MultipleChoiceField(
        label=_("What had you done before you came to Varig?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["steps"].choices = choices  # type: ignore[attr-defined]
        self.fields["steps"].error_messages["required"] = _("Tick at least one step, or leave the page as it is.")
