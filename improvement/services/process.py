"""The process of a project, and where the project stands in it."""

from __future__ import annotations

from collections.abc import Iterable

from improvement.domain.process import (
    QUALITY_IMPROVEMENT,
    Phase,
    ProcessTemplate,
    StepState,
    current_phase,
)
from improvement.models import Project, SubStepState

PROCESSES: dict[tuple[str, int], ProcessTemplate] = {
    (template.key, template.version): template for template in (QUALITY_IMPROVEMENT,)
}


def template_of(project: Project) -> ProcessTemplate:
    """The process that the project follows, in the version it began with."""
    return PROCESSES[project.process, project.process_version]


def states_of(steps: Iterable[SubStepState]) -> dict[str, StepState]:
    """The stored states by key."""
    return {step.key: StepState(step.state) for step in steps}


def phase_now(project: Project) -> Phase:
    """The phase of the next obvious sub-step. Reads `project.steps`, so prefetch them for lists."""
    return phase_at(project, project.steps.all())


def phase_at(project: Project, steps: Iterable[SubStepState]) -> Phase:
    """The same where the steps have been read already."""
    return current_phase(template_of(project), states_of(steps))
