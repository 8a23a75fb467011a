"""The card of «my page»: my projects, each with its next step."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone

from improvement.models import Goal, Measure, PdsaCycle, Point, Project
from improvement.presenters.nextstep import next_view
from improvement.presenters.process import phase_title
from improvement.services.process import phase_now
from portal.cms.mypage import Card

SHOWN = 5


def my_projects_card(request: HttpRequest) -> Card | None:
    """The five projects that changed last, in six queries however many there are; None without any."""
    if not request.user.is_authenticated:
        return None
    projects = list(Project.objects.visible_to(request.user).open().for_list()[:SHOWN])
    if not projects:
        return None
    keys = [project.pk for project in projects]
    goals, measures, cycles = defaultdict(list), defaultdict(list), defaultdict(list)
    for goal in Goal.objects.filter(project__in=keys, archived_at__isnull=True):
        goals[goal.project_id].append(goal)
    has_points = Exists(Point.objects.filter(measure=OuterRef("pk")))
    measured = set()
    for measure in Measure.objects.filter(project__in=keys, archived_at__isnull=True).annotate(has_points=has_points):
        measures[measure.project_id].append(measure)
        if measure.has_points:
            measured.add(measure.pk)
    for cycle in PdsaCycle.objects.filter(project__in=keys, archived_at__isnull=True):
        cycles[cycle.project_id].append(cycle)
    today = timezone.localdate()

    def line(project: Project) -> dict[str, Any]:
        phase, key = phase_now(project), project.pk
        steps = list(project.steps.all())
        return {
            "title": project.title,
            "url": project.get_absolute_url(),
            "phase": f"{phase.number} {phase_title(phase.key)}",
            "next": next_view(project, steps, goals[key], measures[key], cycles[key], measured=measured, today=today),
        }

    return Card("improvement/parts/mypage_card.html", {"projects": [line(one) for one in projects]}, order=20)
