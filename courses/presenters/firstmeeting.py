"""The recipe of Det første møtet (S71): nine steps, each with those who do something in it.

Source: StimuLab, «Gode starter», concept B (004_7cd7ff2c6b07000f.txt). The sentences are ours.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

USER, KNOWN, NEW = "user", "known", "new"

#: The three who meet, as the page calls them.
ROLES: tuple[tuple[str, Promise], ...] = (
    (USER, _("The user")),
    (KNOWN, _("The one who knows the user today")),
    (NEW, _("The new practitioner or guide")),
)


@dataclass(frozen=True, slots=True)
class RecipeStep:
    """One step. `parts` says what each who takes part does, under the role's key."""

    title: Promise
    parts: tuple[tuple[str, Promise], ...]

    @property
    def rows(self) -> list[tuple[str, Promise, Promise]]:
        """Each part as key, the role's name, and what the role does."""
        names = dict(ROLES)
        return [(key, names[key], text) for key, text in self.parts]


RECIPE: tuple[RecipeStep, ...] = (
    RecipeStep(
        _("Agree on it"),
        ((KNOWN, _("Invite the new practitioner. Agree on who does what, and how you reach each other.")),),
    ),
    RecipeStep(
        _("Offer the meeting"),
        (
            (KNOWN, _("Call the user. Say what the meeting is and what it is for, and ask about a time to prepare.")),
            (USER, _("Say yes or no. You may think about it first, and you may change your mind.")),
        ),
    ),
    RecipeStep(
        _("Prepare together"),
        (
            (USER, _("Say what matters to talk about, and what you do not want to have shared.")),
            (KNOWN, _("Write the agenda together with the user, in the user’s own words.")),
        ),
    ),
    RecipeStep(
        _("Call in"),
        ((KNOWN, _("Call in to the meeting: place, time and who comes.")),),
    ),
    RecipeStep(
        _("The first meeting"),
        (
            (USER, _("Talk about what you had planned. Ask about what you wonder.")),
            (KNOWN, _("Lead by the agenda, and keep to what the user wanted to have shared.")),
            (NEW, _("Talk with the person, not about the diagnosis. Tell what awaits, in plain words.")),
        ),
    ),
    RecipeStep(
        _("A short summary by text message"),
        ((KNOWN, _("Send the user the main points that you agreed on, and what happens next.")),),
    ),
    RecipeStep(
        _("If the time does not suit"),
        (
            (USER, _("Ask the one you know for help to move the time, if you do not know whom to call.")),
            (KNOWN, _("Help to move the time.")),
        ),
    ),
    RecipeStep(
        _("A call before the first appointment"),
        ((NEW, _("Call the user a few days before: where to come, what will happen, and what the user wonders.")),),
    ),
    RecipeStep(
        _("The first appointment"),
        (
            (USER, _("You have met before, and can begin.")),
            (NEW, _("You have met before. Begin with what you agreed on.")),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class MadeText:
    """A text that the browser builds: words between braces are what is written in the field of that name.

    `counted` tells how long the text has become: a text message that is too long becomes several.
    """

    key: str
    title: Promise
    pattern: Promise
    counted: bool = False


TEXTS: tuple[MadeText, ...] = (
    MadeText(
        "call",
        _("When you call to offer the meeting"),
        _(
            "Hello, this is {me}. You are about to begin at {there}. Before that I would like to offer you a meeting "
            "with me and somebody who works there. Then you have met each other, and need not tell everything anew.\n"
            "You decide what we talk about, and what we do not talk about. The two of us can make a plan first.\n"
            "Would you like that? You may think about it."
        ),
    ),
    MadeText(
        "sms",
        _("Text message after the meeting"),
        _(
            "Hello, and thank you for the meeting. We agreed on: {points}. What happens next: {next}. "
            "Greetings from {me}"
        ),
        counted=True,
    ),
    MadeText(
        "mail",
        _("To the new practitioner"),
        _(
            "Hello. {me} invites you to the first meeting with somebody who is soon to begin at {there}.\n"
            "When and where: {when}\n"
            "The user makes the agenda together with me, and decides what we do not talk about.\n"
            "Your part:\n"
            "1. Read the recipe: {address}\n"
            "2. In the meeting: talk with the person, not about the diagnosis. Tell what awaits, in plain words.\n"
            "3. A few days before the first appointment: call the user. Where to come, what will happen, and what the "
            "user wonders."
        ),
    ),
)

#: What stands in a text until the field is filled in, under the field's name.
UNSAID: dict[str, Promise] = {
    "me": _("[your role]"),
    "there": _("[the new service]"),
    "when": _("[place and time]"),
    "points": _("[what you agreed on]"),
    "next": _("[what happens next]"),
}
