"""What this app offers at the seams: its tools, to lessons that say «try it in your project»."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.seams import tools
from portal.spaces.models import Space


def register() -> None:
    """Make the tools of a project known, in the order in which a project meets them."""
    from improvement.registers import REGISTERS

    tools.register(
        tools.Tool("goal", _("Write a goal"), ("plan.goals",), _address("improvement:goal_new")),
        tools.Tool("measure", _("Add a measure"), ("plan.measures",), _address("improvement:measure_new")),
        tools.Tool("pdsa", _("Plan a test (PDSA)"), ("do.test",), _address("improvement:pdsa_new")),
        tools.Tool("figures", _("See what the figures say"), ("evaluate.reflect", "follow_up.sustain"), _figures),
        tools.Tool("people", _("See who is in the project"), ("prepare.anchor",), _address("improvement:members")),
    )
    for each in REGISTERS.values():
        tools.register(tools.Tool(each.slug, each.add, each.sub_steps, _list(each.slug)))
    tools.register_workplaces(_projects_of, lambda: reverse("improvement:project_new"))


def _address(name: str) -> Any:
    return lambda space: reverse(name, args=[space.project.pk])


def _list(slug: str) -> Any:
    return lambda space: reverse("improvement:register", args=[space.project.pk, slug])


def _figures(space: Space) -> str:
    return f"{space.project.get_absolute_url()}#figures"


def _projects_of(person: Any) -> list[tools.Workplace]:
    from improvement.models import Project

    found = Project.objects.visible_to(person).open().select_related("space").order_by("title", "pk")
    places = []
    for project in found:
        project.space.project = project
        places.append(tools.Workplace(project.space, project.title))
    return places
