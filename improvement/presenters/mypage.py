"""The cards of «my page»: my projects, each with its next step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from improvement.models import Goal, Measure, PdsaCycle, Point, Project, StepState, SubStepState
from improvement.presenters.languages import own_words
from improvement.presenters.nextstep import next_view
from improvement.presenters.process import phase_title
from improvement.services.process import phase_at
from portal.cms.mypage import Card, Progress
from portal.prepared import Prepared
from portal.spaces.models import SpaceKind, SpaceMember
from portal.spaces.services.visiting import open_spaces

SHOWN = 3

# Asked each time somebody comes to their own page. Three projects, however many there are to show.
_OPEN = {"archived_at__isnull": True}
_STEPS = Prepared(lambda *keys: SubStepState.objects.filter(project__in=keys), int, int, int)
_GOALS = Prepared(lambda *keys: Goal.objects.filter(project__in=keys, **_OPEN), int, int, int)
_CYCLES = Prepared(lambda *keys: PdsaCycle.objects.filter(project__in=keys, **_OPEN).with_prediction(), int, int, int)
_MEASURES = Prepared(
    lambda *keys: Measure.objects.filter(project__in=keys, **_OPEN).annotate(
        has_points=Exists(Point.objects.filter(measure=OuterRef("pk")))
    ),
    int,
    int,
    int,
)


def my_projects_cards(request: HttpRequest) -> list[Card]:
    """The projects that changed last, a card each, in seven queries however many there are."""
    if not request.user.is_authenticated:
        return []
    spaces = [key for key, kind in open_spaces(request).items() if kind == SpaceKind.PROJECT]
    projects = (
        list(Project.objects.filter(space__in=spaces).open().order_by("-changed_at", "-pk")[:SHOWN]) if spaces else []
    )
    if not projects:
        return []
    keys = [project.pk for project in projects]
    keys += keys[:1] * (SHOWN - len(keys))
    steps_of, goals, measures, cycles = (_by_project(ask(*keys)) for ask in (_STEPS, _GOALS, _MEASURES, _CYCLES))
    measured = {measure.pk for found in measures.values() for measure in found if measure.has_points}
    today = timezone.localdate()
    news = SpaceMember.objects.taken_over_lately(request.user).select_related("taken_over_from")
    taken = {place.space_id: place for place in news}

    def card(project: Project) -> Card:
        key = project.pk
        steps = steps_of[key]
        phase = phase_at(project, steps)
        found = next_view(project, steps, goals[key], measures[key], cycles[key], measured=measured, today=today)
        finished = sum(step.state in {StepState.DONE, StepState.DONE_BEFORE} for step in steps)
        words = {"done": finished, "n": len(steps), "phase": f"{phase.number} {phase_title(phase.key)}"}
        return Card(
            title=own_words(project.title, project.language),
            text=found.title if found else _("Every step is done."),
            url=found.url if found else project.get_absolute_url(),
            action=found.link if found else _("Open the project"),
            progress=Progress(_("Phase %(phase)s: %(done)s of %(n)s steps done") % words, finished, len(steps)),
            eyebrow=_took_over(taken[project.space_id]) if project.space_id in taken else _("Project"),
            rank=20,
        )

    return [card(one) for one in projects]


def _by_project(rows: Iterable[Any]) -> defaultdict[int, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[row.project_id].append(row)
    return found


def _took_over(place: SpaceMember) -> str:
    """Say from whom the person has the project, and since when."""
    day = date_format(place.starts_on, "DATE_FORMAT")
    return _("Project you took over from %(person)s on %(day)s") % {"person": place.taken_over_from, "day": day}
