"""What those who lead a network write: its page, who is in it, and what somebody writes who asks to join."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from network.choices import Access
from portal.actions.forms import SharedForm
from portal.gatherings.forms.base import ShortForm

FOCUS_CHECKS = (
    _("It surprises."),
    _("It touches what people feel and wish for."),
    _("It helps to bring out stories that build relations."),
    _("It lets us see reality in new ways."),
)
"""The four marks of a good focus question (S50)."""


def _text(label: Any, most: int, rows: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), help_text=help_text
    )


class NetworkForm(SharedForm):
    """The page of a network. Its words are public or seen by all members, so nothing goes past the guard here."""

    identity_override = False

    title = forms.CharField(
        label=_("What is the network called?"),
        max_length=200,
        error_messages={"required": _("Write what the network is called.")},
    )
    access = forms.ChoiceField(
        label=_("Who may join?"), choices=Access.choices, widget=forms.RadioSelect, initial=Access.INVITED
    )
    summary = _text(_("The network in a sentence or two"), 400, 2, _("Shown in lists and search."))
    purpose = _text(
        _("Why is the network there?"),
        3000,
        5,
        _("What you do together, how often you meet, and what one gets out of it."),
    )
    focus_question = forms.CharField(
        label=_("Focus question"),
        required=False,
        max_length=300,
        help_text=_("Begin with “How can we together create …” or “How can we manage to …”."),
    )
    overall_goal = _text(_("Overall goal"), 600, 2, _("What it should be like for those it is all about."))
    overall_group = forms.CharField(label=_("Who is it all about?"), required=False, max_length=300)
    goal = _text(_("Goal of the network"), 600, 2, _("What those who take part should get better at."))
    group = forms.CharField(label=_("Who takes part?"), required=False, max_length=300)

    columns = (
        "title",
        "access",
        "summary",
        "purpose",
        "focus_question",
        "overall_goal",
        "overall_group",
        "goal",
        "group",
    )

    def words(self) -> dict[str, Any]:
        """What stands on the page; who may join stands beside it."""
        return {name: value for name, value in self.values().items() if name != "access"}


class AskForm(ShortForm):
    """What somebody writes who asks to join."""

    identity_override = True

    words = _text(_("A few words about you"), 500, 3, _("What you work with, and why you would like to join."))


class NameForm(ShortForm):
    """Somebody whom those who lead take in."""

    email = forms.EmailField(
        label=_("E-mail address"),
        error_messages={
            "required": _("Write the e-mail address of the person."),
            "invalid": _("Write a whole e-mail address, for example name@kommune.no."),
        },
    )
    leads = forms.BooleanField(
        label=_("Leads the network, with others"),
        required=False,
        help_text=_("Plans meetings, names members and writes the page."),
    )
