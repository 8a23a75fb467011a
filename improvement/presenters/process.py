"""Phases and sub-steps in words (S55). The domain knows them by key only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from improvement.domain.process import PhaseState, phase_state
from improvement.models import Project, StepState, SubStepState
from improvement.services.process import phase_now, states_of, template_of

PHASES: dict[str, Promise] = {
    "prepare": _("Prepare"),
    "plan": _("Plan"),
    "do": _("Do"),
    "evaluate": _("Evaluate"),
    "follow_up": _("Follow up"),
}

# Short name, whole name, and what the step is for.
STEPS: dict[str, tuple[Promise, Promise, Promise]] = {
    "prepare.recognise": (
        _("See the need"),
        _("Agree that improvement is needed"),
        _("What makes it necessary: users' voices, staff, incidents, new knowledge, new demands?"),
    ),
    "prepare.anchor": (
        _("Anchor and organise"),
        _("Anchor and organise the improvement work"),
        _("Leaders, professionals, staff, users and others concerned know of it and want it. Who said yes, and when?"),
    ),
    "prepare.knowledge": (
        _("Knowledge base"),
        _("Clarify the knowledge base"),
        _("Research, experience and users' knowledge: what do you know, and where from?"),
    ),
    "plan.map": (
        _("Map"),
        _("Map needs and present practice"),
        _("How is it today? Ask, observe, count. The goal comes out of what you find."),
    ),
    "plan.goals": (
        _("Set goals"),
        _("Set goals"),
        _("One goal that says how much, for whom and by when. Use SMARTER as a check, not as a form."),
    ),
    "plan.measures": (
        _("Choose measures"),
        _("Choose measures"),
        _("How will you know that a change is an improvement? A few figures, often, are better than many, seldom."),
    ),
    "plan.ideas": (
        _("Find changes"),
        _("Find or develop changes"),
        _("Which changes could lead to the goal? How have others solved it? Ask users too."),
    ),
    "do.test": (
        _("Test and adapt"),
        _("Test and prepare the new practice"),
        _("Try in small scale, look at what happened, change it and try again, until you are satisfied."),
    ),
    "evaluate.reflect": (
        _("Measure and reflect"),
        _("Measure and reflect on the results"),
        _("Is the change an improvement? Show the results to leaders, users and staff, and talk about them."),
    ),
    "evaluate.judge": (
        _("Judge and adjust"),
        _("Judge whether it is enough, and adjust"),
        _("Did you reach the goal? Go on, adjust, go back to an earlier phase, or stop."),
    ),
    "follow_up.implement": (
        _("Implement"),
        _("Implement the new practice"),
        _("Into ordinary operation: procedures, training, job descriptions and systems."),
    ),
    "follow_up.sustain": (
        _("Make it last"),
        _("Make sure that it goes on"),
        _("Who keeps an eye on it, how often, and what happens when it slips?"),
    ),
    "follow_up.share": (
        _("Share"),
        _("Share the experience"),
        _("What would you have wanted to know when you began? Others start there."),
    ),
}

_DOTS = {
    StepState.DONE: "done",
    StepState.DONE_BEFORE: "before",
    StepState.IN_PROGRESS: "now",
    StepState.NOT_STARTED: "",
}


def step_title(key: str) -> str:
    """The whole name of a sub-step; its key when a process has brought a name we do not know."""
    return str(STEPS[key][1]) if key in STEPS else key


def step_short(key: str) -> str:
    """The short name, for the row of phases."""
    return str(STEPS[key][0]) if key in STEPS else key


def step_help(key: str) -> str:
    """What the step is for."""
    return str(STEPS[key][2]) if key in STEPS else ""


def phase_title(key: str) -> str:
    """The name of a phase."""
    return str(PHASES[key]) if key in PHASES else key


def phases_for_page(project: Project, steps: Sequence[SubStepState]) -> list[dict[str, Any]]:
    """What components/phases.html wants."""
    states, stored = states_of(steps), {step.key: step for step in steps}
    now = phase_now(project)
    pages = []
    for phase in template_of(project).phases:
        done = sum(states[step.key].is_finished for step in phase.steps if step.key in states)
        state = phase_state(phase, states)
        pages.append(
            {
                "title": phase_title(phase.key),
                "state": "now" if phase.key == now.key and state is not PhaseState.DONE else _PHASE[state],
                "note": ngettext("%(done)s of %(n)s done", "%(done)s of %(n)s done", len(phase.steps))
                % {"done": done, "n": len(phase.steps)},
                "steps": [
                    {
                        "title": step_short(step.key),
                        "url": reverse("improvement:step", args=[project.pk, step.number]),
                        "state": _DOTS.get(StepState(stored[step.key].state), "") if step.key in stored else "",
                        "state_label": stored[step.key].get_state_display() if step.key in stored else "",
                    }
                    for step in phase.steps
                ],
            }
        )
    return pages


_PHASE = {PhaseState.DONE: "done", PhaseState.IN_PROGRESS: "", PhaseState.NOT_STARTED: ""}


def tools_for(key: str, project: Project) -> list[dict[str, Any]]:
    """The project's own tools that belong to a sub-step: title and address."""
    goal = {"title": _("Write a goal"), "url": reverse("improvement:goal_new", args=[project.pk])}
    measure = {"title": _("Add a measure"), "url": reverse("improvement:measure_new", args=[project.pk])}
    test = {"title": _("Plan a test (PDSA)"), "url": reverse("improvement:pdsa_new", args=[project.pk])}
    look = {"title": _("See what the figures say"), "url": f"{project.get_absolute_url()}#figures"}
    people = {"title": _("See who is in the project"), "url": reverse("improvement:members", args=[project.pk])}
    return {
        "prepare.anchor": [people],
        "plan.goals": [goal],
        "plan.measures": [measure],
        "do.test": [test, look],
        "evaluate.reflect": [look],
        "evaluate.judge": [look, test],
        "follow_up.sustain": [look],
    }.get(key, [])
