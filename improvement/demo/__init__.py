"""The demo project: practice figures with a test on the chart, and two published figures from Senja with their source.

The content is data (content/project.<language>.toml). A project is one team's own text and stands in one language: the
portal's first. The other languages of the file serve the guide pages and the tests.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from improvement.demo.agreed import agree
from improvement.demo.lists import fill
from improvement.demo.meetings import meet
from improvement.demo.sheets import fill_in
from improvement.forms import GoalForm, MeasureForm
from improvement.models import Goal, Measure, Point, Project, Stage, SubStepChange, SubStepState
from improvement.services.pdsa import Sitting, start_cycle
from improvement.services.process import template_of
from improvement.services.projects import start_project
from improvement.services.versions import create, keep_revision
from portal.accounts.democontext import DemoContext
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.cms.models import Term
from portal.spaces.models import Space, SpaceMember

CONTENT = Path(__file__).parent / "content"
_STATES = {"doing": "in_progress"}
_WANTED = {"up": "up", "down": "down", "neutral": "neither"}


def content(language: str = settings.LANGUAGE_CODE) -> dict[str, Any]:
    """The project's content in a language."""
    return tomllib.loads((CONTENT / f"project.{language}.toml").read_text("utf-8"))


def load(context: DemoContext) -> None:
    """Make the demo project if it is not there; never change one that is."""
    data = content()
    there = Project.objects.select_related("space").filter(demo_key=data["key"]).first()
    if there is not None:
        agree(context, there, data)
        fill(context, there)
        fill_in(context, there)
        meet(context, there, data)
        context.say("Projects: already there")
        return
    lead, member = context.person("prosjektleder"), context.person("prosjektmedlem")
    organisation = context.organisation()
    terms = list(Term.objects.filter(kind="audience", slug__in=data["audiences"]).values_list("pk", flat=True))
    texts = {"title": data["title"], "summary": data["summary"], "background": _background(data)}
    project = start_project(lead, organisation, texts, terms=terms)
    Project.objects.filter(pk=project.pk).update(demo_key=data["key"])
    SpaceMember.objects.create(
        space=project.space, person=member, role=Role.TEAM_MEMBER, acting_for=organisation, starts_on=data["started"]
    )
    SpaceMember.objects.filter(space=project.space, person=lead).update(starts_on=data["started"])
    _steps(project, lead, data["sub_steps"])
    goal = _goal(project, lead, data["goal"])
    measures = {one["key"]: _measure(project, lead, goal, data["goal"], one) for one in data["measures"]}
    for one in data["pdsa"]:
        _cycle(project, lead, measures, one)
    agree(context, project, data)
    fill(context, project)
    fill_in(context, project)
    meet(context, project, data)
    context.say(f"Projects: 1, with {len(measures)} measures")


def remove() -> None:
    """Take the demo project away, with its space and everything on it, and what the demo's people have made."""
    for project in Project.objects.exclude(demo_key="") | Project.objects.filter(created_by__is_demo=True):
        project.space.delete()
    # What they have written for themselves goes with the room it stands in.
    Space.objects.filter(of_person__person__is_demo=True).delete()


def _background(data: dict[str, Any]) -> str:
    """The paragraphs as plain text: a project's background is text, not a page."""
    paragraphs = []
    for block in data["blocks"]:
        for part in re.findall(r"<p>(.*?)</p>", block.get("html", ""), flags=re.DOTALL):
            paragraphs.append(unescape(re.sub(r"<[^>]+>", "", part)).strip())
    return "\n\n".join(paragraphs)


def _steps(project: Project, who: User, wanted: list[dict[str, str]]) -> None:
    template = template_of(project)
    by_number = {step.number: step.key for step in template.steps}
    rows = {row.key: row for row in SubStepState.objects.filter(project=project)}
    for one in wanted:
        state = _STATES.get(one["status"], one["status"])
        row = rows[by_number[one["key"]]]
        if state == row.state:
            continue
        before = row.state
        row.save_version(row.version, state=state, changed_by=who, changed_at=timezone.now())
        keep_revision(project, row, {"state": state, "note": ""}, who)
        SubStepChange.objects.create(project=project, key=row.key, from_state=before, to_state=state, who=who)


def _goal(project: Project, who: User, data: dict[str, Any]) -> Goal:
    checks = {
        part["letter"].lower(): {"holds": part["met"], "comment": part["comment"]}
        for part in data["parts"]
        if part["letter"].lower() in set("smarte")
    }
    first_r = {"holds": True, "comment": next(p["comment"] for p in data["parts"] if p["letter"] == "R")}
    values: dict[str, Any] = {
        "what": data["what"],
        "who": data.get("who", ""),
        "where": data["where"],
        "measured_by": data.get("measured_by", ""),
        "aim": "up",
        "baseline": Decimal(str(data["baseline"])),
        "target": Decimal(str(data["target"])),
        "unit": data["unit"],
        "deadline": data["deadline"],
        "sentence": data["sentence"],
        "checks": {**checks, "r": first_r},
        "agreed_by": data.get("agreed_by", ""),
        "agreed_on": data.get("agreed_on"),
    }
    # As the form names them, so that the next save is compared with what stood there.
    return create(Goal, project, who, values, texts=GoalForm.fields_of(Goal(**values)))


def _measure(project: Project, who: User, goal: Goal, goal_data: dict[str, Any], data: dict[str, Any]) -> Measure:
    is_goal = goal_data["measure"] == data["key"]
    percent = data["unit"] == "%"
    values: dict[str, Any] = {
        "name": data["title"],
        "goal_id": goal.pk if is_goal else None,
        "kind": "process" if is_goal else "outcome",
        "shape": "percent" if percent else "number",
        "unit": "" if percent else data["unit"],
        "wanted": _WANTED[data["direction"]],
        "definition": data["definition"],
        "source": data.get("source", ""),
        "note": "\n\n".join(part for part in (data.get("note", ""), _groups(data)) if part),
        "target": Decimal(str(data["target"])) if "target" in data else None,
        "is_practice": data["practice"],
    }
    measure = create(Measure, project, who, values, texts=MeasureForm.fields_of(Measure(**values)))
    Point.objects.bulk_create(
        Point(
            measure=measure,
            date=_day(one["date"]),
            value=Decimal(str(one["value"])),
            note=_label(one),
            changed_by=who,
        )
        for one in data["values"]
    )
    return measure


def _groups(data: dict[str, Any]) -> str:
    """Published counts by group, as one line: «0–18 år: 11 → 33»."""
    return "; ".join(
        f"{group['label']}: {' → '.join(str(value) for value in group['values'])}" for group in data.get("groups", [])
    )


def _label(one: dict[str, Any]) -> str:
    """The source's own name of the time («1. kvartal 2021»), where it says more than the date."""
    label = str(one.get("label", ""))
    return "" if label == date_format(_day(one["date"]), "DATE_FORMAT") else label


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _cycle(project: Project, who: User, measures: dict[str, Measure], data: dict[str, Any]) -> None:
    title = str(data["title"]).partition(":")[2].strip() or str(data["title"])
    values: dict[str, Any] = {
        "title": title,
        "plan": data["plan"],
        "started_on": data["started"],
        "ended_on": data.get("ended"),
        "observed": data.get("do", ""),
        "study": data.get("study", ""),
        "decision": data.get("decision", ""),
        "decision_reason": data.get("decision_reason", ""),
    }
    stage = Stage.CLOSED if values["decision"] else Stage.STUDY if values["ended_on"] else Stage.DO
    measure = measures[data["measure"]]
    asked = {
        "question": data["question"],
        "prediction": data["prediction"],
        "finding": data.get("finding", ""),
        "match": {"yes": "as_predicted", "no": "otherwise"}.get(data.get("match", ""), data.get("match", "")),
    }
    texts = {**values, **asked, "measures": [measure.pk]}
    start_cycle(project, who, Sitting(values, texts, [asked], [measure.pk], whole=True), stage=stage)
