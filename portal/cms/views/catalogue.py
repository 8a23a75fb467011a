"""The design catalogue: every component with an example, for those who write templates and those who write pages."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.security.guards import public

COMPONENTS = settings.ROOT / "templates" / "components"


class ExampleForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(label="Title", max_length=80, help_text="What the project wants, in a few words.")
    email = forms.EmailField(label="E-mail", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    about = forms.CharField(
        label="What do you want to change?",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text="Write about the service, not about one person.",
    )
    starts = forms.DateField(label="Start date", widget=forms.DateInput(attrs={"type": "date"}))
    phase = forms.ChoiceField(
        label="Phase", choices=[("", "Choose"), ("1", "Prepare"), ("2", "Plan"), ("3", "Carry out")]
    )
    storage = forms.ChoiceField(
        label="Who may read it?",
        choices=[("team", "The team"), ("network", "The team and the advisors of the network"), ("all", "Everyone")],
        widget=forms.RadioSelect,
        help_text="You can change this later.",
    )
    regions = forms.MultipleChoiceField(
        label="Regions",
        choices=[("north", "Helse Nord"), ("west", "Helse Vest"), ("mid", "Helse Midt-Norge")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    file = forms.FileField(label="Attachment", required=False, help_text="PDF, at most 10 MB.")
    agreed = forms.BooleanField(label="The leader knows about the project")


def _names(folder: str) -> list[str]:
    return sorted(each.stem for each in (COMPONENTS / folder).glob("*.svg"))


def _steps() -> list[dict[str, Any]]:
    return [
        {"title": "The coordinator's role", "url": "#steps", "state": "done", "note": "6 min"},
        {"title": "Lead a good meeting", "url": "#steps", "state": "now", "note": "8 min"},
        {"title": "What matters to you?", "url": "#steps", "state": "", "note": "7 min"},
        {"title": "Gathering: cases from everyday work", "state": "", "note": "11 March"},
    ]


def _phases() -> list[dict[str, Any]]:
    """S55's five phases and thirteen sub-steps, in the middle of the work."""
    names: list[tuple[str, str, str, list[tuple[str, str]]]] = [
        (
            "Prepare",
            "done",
            "3 of 3",
            [
                ("Acknowledge the need", "before"),
                ("Anchor and organise", "before"),
                ("Gather what is known", "done"),
            ],
        ),
        (
            "Plan",
            "done",
            "4 of 4",
            [("Map", "done"), ("Set goals", "done"), ("Choose measures", "done"), ("Find actions", "done")],
        ),
        ("Carry out", "now", "under way", [("Try out and adapt", "now")]),
        ("Evaluate", "", "0 of 2", [("Measure and reflect", ""), ("Assess and adjust", "")]),
        (
            "Follow up",
            "",
            "0 of 3",
            [("Implement", ""), ("Secure continuation", ""), ("Share experience", "")],
        ),
    ]
    words = {"done": "finished", "before": "done before Varig", "now": "under way", "": "not begun"}
    return [
        {
            "title": title,
            "state": state,
            "note": note,
            "steps": [
                {"title": step, "state": mark, "state_label": words[mark], "url": "#phases"} for step, mark in steps
            ],
        }
        for title, state, note, steps in names
    ]


@public("Examples only, made from no data.")
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show every component in the reader's language; only the words of the examples are in one.

    The form with errors is bound to an example of ours, never to what is sent.
    """
    return render(request, "portal/cms/pages/catalogue.html", _examples())


def _examples() -> dict[str, Any]:
    wrong = ExampleForm({"wrong-email": "kari", "wrong-storage": "team", "wrong-about": "We want to …"}, prefix="wrong")
    wrong.quiet = True  # type: ignore[attr-defined]
    return {
        "noindex": True,
        "icons": _names("icons"),
        "drawings": _names("illustrations"),
        "form": ExampleForm(),
        "wrong_form": wrong,
        "steps": _steps(),
        "phases": _phases(),
        "page_of_list": Paginator(range(240), 20).page(5),
        "trail": [{"title": "Learn", "url": "#"}, {"title": "Coordinator school", "url": "#"}, {"title": "Lead"}],
        "checked": datetime.date(2026, 11, 1),
        "saved_at": datetime.datetime(2026, 11, 21, 10, 42),
        "table_header": ["Time", "Minutes", "What", "Who"],
        "table_rows": [
            ["09.00", "15", "Welcome", "Facilitator"],
            ["09.15", "35", "Get to know each other", "Co-facilitator"],
            ["09.50", "30", "What users say: five cards", "Facilitator"],
        ],
        "number_header": ["Month", "With agenda", "Meetings", "Share"],
        "number_rows": [["April", "29", "50", "58 %"], ["May", "27", "50", "54 %"], ["June", "28", "49", "57 %"]],
        "theirs": [{"text": "By 1 December, 60 % of the meetings have an agenda made with the user."}],
        "mine": [{"text": "By 1 December, every second meeting has an agenda made with the user."}],
        "contents": [
            {"title": _("Words"), "id": "words"},
            {"title": _("Panels and doors"), "id": "panels"},
            {"title": _("Steps and phases"), "id": "steps"},
            {"title": _("Forms"), "id": "forms"},
            {"title": _("Lists and tables"), "id": "lists"},
            {"title": _("Lesson"), "id": "lesson"},
            {"title": _("Content blocks"), "id": "content-blocks"},
            {"title": _("States"), "id": "states"},
            {"title": _("Pictures"), "id": "pictures"},
        ],
    }
