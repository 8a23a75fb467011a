"""A chain of PDSA cycles: what the change is called, and what the next cycle starts from."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from improvement.domain import pdsa as rules
from improvement.forms.base import LineField, WorkspaceForm
from improvement.forms.pdsa_questions import QUESTION, named
from improvement.models import Measure, PdsaCycle, Project, Stage
from improvement.presenters.pdsa import domain_cycle


class ChainForm(WorkspaceForm):
    """What the change is called that a chain tests."""

    name = LineField(
        label=_("Which change do you test?"),
        required=True,
        max_length=200,
        help_text=_("The idea in words: “the coordinator rings the user before each meeting”."),
    )


def default_plan(project: Project, previous: PdsaCycle | None) -> dict[str, Any]:
    """What a new cycle starts from: the one it follows and what was decided there, else the only measure there is."""
    if previous is None:
        open_ones = Measure.objects.filter(project=project, archived_at__isnull=True)
        measures = list(open_ones.values_list("pk", flat=True)[:2])
        return {"measures": measures if len(measures) == 1 else [], "started_on": timezone.localdate()}
    start = {"previous": previous.pk, "measures": [measure.pk for measure in previous.measures.all()]}
    if previous.stage != Stage.CLOSED:
        return start
    following = rules.next_cycle(domain_cycle(previous))
    start["scale"] = following.scale or ""
    if following.asked:
        start |= {name: getattr(previous, name) for name in ("title", "plan", "plan_who", "plan_where", "plan_when")}
    return start | {named(QUESTION, n): each.question for n, each in enumerate(following.asked, 1)}
