"""The story of a project on one line of time: steps, goals, tests, changes, decisions, meetings, notes, lists, people.

Every kind is one question to the database, however long the story is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from improvement.models import (
    Evaluation,
    Goal,
    LoggedChange,
    Measure,
    PdsaCycle,
    ProcessNote,
    Project,
    Snapshot,
    Stage,
    SubStepChange,
    Verdict,
)
from improvement.presenters.goals import sentence
from improvement.presenters.process import step_title
from improvement.presenters.registers import address_of
from improvement.registers import REGISTERS
from portal.actions.models import Decision
from portal.gatherings.choices.meetings import Stage as MeetingStage
from portal.gatherings.models import Gathering
from portal.kernel.choices import label_of
from portal.spaces.models import SpaceMember

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the story. `title` is ours; `words` are the team's own, in the project's language."""

    on: date
    kind: str
    title: str
    words: str = ""
    url: str = ""
    who: str = ""


Source = Callable[[Project], Iterator[Event]]


def _day(value: date | datetime) -> date:
    return timezone.localdate(value) if isinstance(value, datetime) else value


def _steps(project: Project) -> Iterator[Event]:
    for each in SubStepChange.objects.filter(project=project).select_related("who"):
        move = f"{step_title(each.key)}: {each.get_from_state_display()} → {each.get_to_state_display()}"
        yield Event(_day(each.when), "steps", move, each.reason, who=str(each.who or ""))


def _goals(project: Project) -> Iterator[Event]:
    for goal in Goal.objects.filter(project=project):
        said, url = sentence(goal) or goal.what, goal.get_absolute_url()
        yield Event(_day(goal.created_at), "goals", _("A goal is written"), said, url)
        if goal.agreed_on is not None:
            yield Event(goal.agreed_on, "goals", _("The goal is agreed"), said, url, goal.agreed_by)
    for measure in Measure.objects.filter(project=project):
        yield Event(
            _day(measure.created_at), "goals", _("A measure is chosen"), measure.name, measure.get_absolute_url()
        )


def _tests(project: Project) -> Iterator[Event]:
    for cycle in PdsaCycle.objects.filter(project=project):
        if cycle.started_on is None:
            continue
        name, url = f"PDSA {cycle.number}", cycle.get_absolute_url()
        yield Event(cycle.started_on, "tests", _("%(test)s begins") % {"test": name}, cycle.title, url)
        if cycle.ended_on is not None:
            yield Event(cycle.ended_on, "tests", _("%(test)s ends") % {"test": name}, cycle.title, url)
        if cycle.stage == Stage.CLOSED:
            told = f"{name}: {cycle.get_decision_display()}"
            yield Event(_day(cycle.changed_at), "tests", told, cycle.decision_reason, url)


def _changes(project: Project) -> Iterator[Event]:
    for each in LoggedChange.objects.filter(project=project, archived_at=None):
        yield Event(each.changed_on, "changes", _("Changed"), each.what, each.get_absolute_url(), each.decided_by)


def _decisions(project: Project) -> Iterator[Event]:
    yield from _evaluations(project)
    for each in Decision.objects.in_space(project.space):
        yield Event(
            each.decided_on, "decisions", _("Decided"), each.what, each.get_absolute_url(), each.decided_by_text
        )


def _evaluations(project: Project) -> Iterator[Event]:
    for each in Evaluation.objects.filter(project=project, archived_at=None).exclude(verdict=""):
        title = _("Evaluated: %(decision)s") % {"decision": label_of(Verdict, each.verdict)}
        yield Event(each.evaluated_on, "decisions", title, each.reason, each.get_absolute_url())


def _meetings(project: Project) -> Iterator[Event]:
    rows = Gathering.objects.filter(space=project.space_id).exclude(stage=MeetingStage.DRAFT)
    for each in rows.only("pk", "title", "starts_at", "stage"):
        title = _("Meeting called off") if each.stage == MeetingStage.CANCELLED else _("Meeting")
        yield Event(_day(each.starts_at), "meetings", title, each.title, each.get_absolute_url())


def _notes(project: Project) -> Iterator[Event]:
    for each in ProcessNote.objects.filter(project=project, archived_at=None):
        yield Event(each.noted_on, "notes", _("Note on the process"), each.seen, each.get_absolute_url())


def _lists(project: Project) -> Iterator[Event]:
    for each in Snapshot.objects.filter(project=project).defer("rows").select_related("taken_by"):
        register = REGISTERS.get(each.slug)
        if register is not None:
            title = _("The list is kept: %(list)s") % {"list": register.title}
            url = f"{address_of(register, project)}da/{each.pk}/"
            yield Event(_day(each.taken_at), "lists", title, each.title, url, str(each.taken_by or ""))


def _people(project: Project) -> Iterator[Event]:
    for each in SpaceMember.objects.filter(space=project.space_id).select_related("person"):
        who = {"who": each.person, "role": each.get_role_display()}
        if each.starts_on is not None:
            yield Event(each.starts_on, "people", _("%(who)s comes in as %(role)s") % who)
        if each.ends_on is not None:
            yield Event(each.ends_on, "people", _("%(who)s leaves as %(role)s") % who)


_SOURCES: dict[str, tuple[Promise, Source]] = {
    "steps": (gettext_lazy("Steps"), _steps),
    "goals": (gettext_lazy("Goals and measures"), _goals),
    "tests": (gettext_lazy("Tests"), _tests),
    "changes": (gettext_lazy("Changes"), _changes),
    "decisions": (gettext_lazy("Decisions"), _decisions),
    "meetings": (gettext_lazy("Meetings"), _meetings),
    "notes": (gettext_lazy("Notes on the process"), _notes),
    "lists": (gettext_lazy("Lists"), _lists),
    "people": (gettext_lazy("People"), _people),
}


def story(project: Project, kind: str = "") -> list[Event]:
    """Every event, the newest first; of one `kind` where that is known. What is still to come stands first of all."""
    chosen = [_SOURCES[kind][1]] if kind in _SOURCES else [source for _title, source in _SOURCES.values()]
    events = [event for source in chosen for event in source(project)]
    return sorted(events, key=lambda event: event.on, reverse=True)


def story_page(project: Project, kind: str, page: Any, today: date) -> dict[str, Any]:
    """What the page shows: a page of events by month, and the filter."""
    shown: Page[Event] = Paginator(story(project, kind), A_PAGE).get_page(page)
    months: list[dict[str, Any]] = []
    for event in shown:
        first = event.on.replace(day=1)
        if not months or months[-1]["month"] != first:
            months.append({"month": first, "events": []})
        months[-1]["events"].append({"event": event, "kind": _SOURCES[event.kind][0], "ahead": event.on > today})
    known = kind if kind in _SOURCES else ""
    kinds = [{"key": key, "title": title} for key, (title, _source) in _SOURCES.items()]
    return {"months": months, "page": shown, "kinds": kinds, "kind": known, "query": f"hva={known}" if known else ""}
