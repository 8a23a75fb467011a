"""Courses and modules as lists of steps with marks, for everybody and for one learner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from courses.domain import progress
from courses.domain.progress import Records, Remaining, State
from courses.models import StepProgress
from courses.services.outline import ModuleInfo, Outline, StepInfo
from courses.services.waiting import closed_in


@dataclass(frozen=True, slots=True)
class StepRow:
    """One line in a list of steps."""

    info: StepInfo
    state: str
    current: bool = False
    waits: bool = False


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """One module with its lines, and how far the learner is (nothing for anonymous readers)."""

    info: ModuleInfo
    number: int
    rows: tuple[StepRow, ...]
    minutes: int
    left: Remaining | None
    certificate_url: str = ""
    certified: bool = False

    @property
    def look(self) -> str:
        """Name what the list of steps looks like: the module, and the mark of each step."""
        marks = (f"{each.state}{'*' if each.current else ''}{'w' if each.waits else ''}" for each in self.rows)
        return f"{self.info.key}|{'|'.join(marks)}"


def learner_of(request: HttpRequest) -> Any | None:
    """Return the person whose progress is shown; nobody for anonymous readers and in previews."""
    if getattr(request, "is_preview", False):
        return None
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def records_of(person: Any | None, outline: Outline) -> Records | None:
    """Return how far the person is in the course; nothing for nobody. One query, however many steps."""
    if person is None:
        return None
    return StepProgress.objects.of(person).records(step.key for step in outline.steps)


def module_rows(outline: Outline, records: Records | None) -> tuple[ModuleRow, ...]:
    """Return all modules."""
    closed = closed_in(outline, records)
    return tuple(_row(outline, module, records, closed, None) for module in outline.modules)


def module_row(outline: Outline, module: ModuleInfo, records: Records | None, current: UUID | None = None) -> ModuleRow:
    """Return one module; `current` is the step that is open."""
    return _row(outline, module, records, closed_in(outline, records), current)


def _row(
    outline: Outline, module: ModuleInfo, records: Records | None, closed: frozenset[UUID], current: UUID | None
) -> ModuleRow:
    steps = progress.in_module(outline.steps, module.key)
    states = {step.key: progress.state_of(step, records or {}) for step in steps}
    return ModuleRow(
        info=module,
        number=outline.modules.index(module) + 1,
        rows=tuple(
            StepRow(info, _mark(states[info.key]), info.key == current, info.key in closed) for info in module.steps
        ),
        minutes=sum(step.minutes for step in steps),
        left=progress.remaining(steps, records) if records is not None else None,
        certificate_url=reverse("courses:certificate_request", args=[module.key]) if records is not None else "",
    )


def _mark(state: State) -> str:
    """The mark's name in components/dot.html."""
    return {State.DONE: "done", State.STARTED: "now", State.AHEAD: ""}[state]
