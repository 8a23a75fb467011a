"""What people write while they meet. None of it may name anybody who gets help, so there is no way past the guard."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.gatherings.forms.base import OnceForm


class ProblemForm(OnceForm):
    """A problem that is brought to a meeting."""

    text = forms.CharField(
        label=_("What is the problem?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Write of the situation, not of a person: no name, age, place or story by which somebody who gets help "
            "could be known. What goes wrong, between whom, and what have you tried?"
        ),
        error_messages={"required": _("Write what the problem is.")},
    )
    named = forms.BooleanField(
        label=_("Show my name to those who plan the meeting"),
        required=False,
        help_text=_("Without a tick nobody sees who wrote it. You can withdraw it all the same."),
    )


class NotesForm(OnceForm):
    """Notes: one a line."""

    LONGEST, MOST = 280, 40

    lines = forms.CharField(
        label=_("New notes"),
        max_length=LONGEST * MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Each line becomes a note. No names of people who get help. Your own name is not shown."),
        error_messages={"required": _("Write at least one note.")},
    )

    def clean_lines(self) -> list[str]:
        """The lines that hold something, each short enough for a note."""
        found = [" ".join(line.split()) for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        found = [line.lstrip("-–•* ").strip() or line for line in found]
        if len(found) > self.MOST:
            raise forms.ValidationError(_("At most %(number)s notes at a time.") % {"number": self.MOST})
        longest = next((line for line in found if len(line) > self.LONGEST), None)
        if longest is not None:
            raise forms.ValidationError(
                _("A note holds at most %(number)s characters. This one is too long: “%(text)s …”")
                % {"number": self.LONGEST, "text": longest[:60]}
            )
        return found


class ClusterForm(OnceForm):
    """The name of a group of notes."""

    title = forms.CharField(
        label=_("Name of the group"),
        max_length=120,
        error_messages={"required": _("Write what the group is called.")},
    )
