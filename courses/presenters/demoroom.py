"""The demo room of Samsnakk (S72): a story in scenes, with roles that are made up and choices that teach.

The steps and rules are those of StimuLab's concept C (004_7cd7ff2c6b07000f.txt): the user approves everybody who takes
part, consents before the first message, and reads everything; only what must be coordinated is written. The sentences
are ours, and nobody in them exists.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_PSYCHOLOGIST = _("The psychologist in the municipality")
_USER = _("The user")
_NAV = _("The advisor at NAV")
_CENTRE = _("The psychologist at the district psychiatric centre")
_ROOM = _("The room")


@dataclass(frozen=True, slots=True)
class Line:
    """What comes to stand in the room. `who` writes it; the room itself tells what has happened."""

    who: Promise
    text: Promise


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to act. With a line it fits, and the story goes on; without, the feedback says why another is better."""

    text: Promise
    feedback: Promise
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment. `who` is the role one plays, `before` what the others have written first."""

    who: Promise
    situation: Promise
    choices: tuple[Choice, ...]
    before: Line | None = None


SCENES: tuple[Scene, ...] = (
    Scene(
        _PSYCHOLOGIST,
        _(
            "A user has help from several services that seldom reach each other. You think that a shared room could "
            "help. What do you do first?"
        ),
        (
            Choice(
                _("Make the room, and invite the other services"),
                _("Then the services have agreed before the user has been asked. Ask first."),
            ),
            Choice(
                _("Ask the user, and tell what the room is for"),
                _("Yes. The room is the user’s. Without a yes there is no room."),
                Line(_ROOM, _("The room is made. The user wants to try.")),
            ),
            Choice(
                _("Ask the other services whether they have time"),
                _("Well meant. But the user decides whether anybody is to be asked."),
            ),
        ),
    ),
    Scene(
        _USER,
        _("The psychologist suggests your doctor and the advisor at NAV. You approve each of them. Who may take part?"),
        (
            Choice(
                _("Both of them"),
                _("You decide, and you may change it later."),
                Line(_ROOM, _("The user has approved the doctor and the advisor at NAV.")),
            ),
            Choice(
                _("Only the advisor at NAV for now"),
                _("You decide, and you may change it later. Whoever is not approved sees nothing."),
                Line(_ROOM, _("The user has approved the advisor at NAV.")),
            ),
        ),
    ),
    Scene(
        _USER,
        _("You are asked for consent before the first message. What must it tell you?"),
        (
            Choice(
                _("That the services may share everything about me"),
                _("Nobody can know what they say yes to then. Consent is to something definite."),
            ),
            Choice(
                _("Who takes part, what is written, and how I take my consent back"),
                _("Yes. Then you know what you say yes to, and how to say no again."),
                Line(_ROOM, _("The user has signed the consent. It can be taken back at any time.")),
            ),
        ),
    ),
    Scene(
        _PSYCHOLOGIST,
        _("You write the first message. Which one do you send?"),
        (
            Choice(
                _("Welcome. The user has become worse, and the medicine is changed. Follow with, please."),
                _("That is health information that not everybody here needs. It belongs in the record."),
            ),
            Choice(
                _("Welcome. It is not easy to get the user to turn up, so let us help each other."),
                _("The user reads everything. Write as if the user sat beside you."),
            ),
            Choice(
                _(
                    "Welcome. Here we agree on times and on who does what. Answer when you can. "
                    "If it is urgent, we call."
                ),
                _("Yes. Everybody knows what the room is for, what it is not for, and when to answer."),
                Line(
                    _PSYCHOLOGIST,
                    _(
                        "Welcome. Here we agree on times and on who does what. Answer when you can. "
                        "If it is urgent, we call."
                    ),
                ),
            ),
        ),
    ),
    Scene(
        _NAV,
        _("You see a notice on your phone between two conversations. What do you do?"),
        (
            Choice(
                _("Wait: we can talk about it when we meet on Thursday"),
                _("Then the user must sort it out alone. That was what the room should spare them."),
            ),
            Choice(
                _("Answer at once with another time"),
                _("Yes. One short answer, and nobody comes in vain."),
                Line(_NAV, _("Then I move our meeting to Friday at ten. Does it suit you?")),
            ),
        ),
        before=Line(_USER, _("I cannot come on Thursday at ten. I have been given another appointment then.")),
    ),
    Scene(
        _PSYCHOLOGIST,
        _(
            "The user is soon to begin at the district psychiatric centre. How does the psychologist there come into "
            "the room?"
        ),
        (
            Choice(
                _("I add them: they are part of the same help"),
                _("Everybody new is approved by the user, also late on the way."),
            ),
            Choice(
                _("I ask the user, and invite when the user has approved"),
                _("Yes. It is as simple as the first time, and it must be asked every time."),
                Line(_ROOM, _("The user has approved the psychologist at the district psychiatric centre.")),
            ),
        ),
        before=Line(_USER, _("Friday at ten is fine. Thank you!")),
    ),
    Scene(
        _CENTRE,
        _("You have held “The first meeting” with the user. What does the advisor at NAV need to know?"),
        (
            Choice(
                _("I share my note from the conversation, so that they have all of it"),
                _("A note belongs in the record. Share what the advisor must do otherwise, and no more."),
            ),
            Choice(
                _("What we agreed on, that concerns the plan at NAV"),
                _("Yes. The advisor learns what to do, and nothing about why."),
                Line(
                    _CENTRE,
                    _(
                        "Hello, NAV. The user and I suggest that you wait with the work measure "
                        "until we have talked again."
                    ),
                ),
            ),
        ),
    ),
)
