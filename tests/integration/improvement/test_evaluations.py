"""An evaluation leads to a decision, and the page says what the decision asks for (S63)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from improvement.models import Evaluation, Project
from improvement.services.versions import create
from tests.factories.improvement import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(client: Client) -> Project:
    project = make_project()
    client.force_login(project.created_by)
    return project


def send(client: Client, project: Project, **data: str) -> Any:
    new = reverse("improvement:entry_new", args=[project.pk, "evaluering"])
    key = client.get(new).context["form"].initial["form_key"]
    return client.post(new, {"evaluated_on": "2026-11-01", "form_key": key, **data})


def said(client: Client, project: Project) -> list[str]:
    found: list[str] = client.get(reverse("improvement:register", args=[project.pk, "evaluering"])).context["warnings"]
    return found


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"verdict": "back", "reason": "For stort"}, "back_to"),
        ({"verdict": "adjust", "back_to": "plan.goals"}, "back_to"),
        ({"verdict": "back", "back_to": "plan.goals"}, "reason"),
        ({"verdict": "stop"}, "reason"),
        ({"verdict": "back", "back_to": "finnes.ikke", "reason": "Hm"}, "back_to"),
    ],
)
def test_a_decision_that_does_not_hang_together_is_refused_at_its_field(
    client: Client, project: Project, data: dict[str, str], wrong: str
) -> None:
    answer = send(client, project, reached="Halvveis", **data)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [wrong]
    assert "Halvveis" in answer.content.decode()
    assert not Evaluation.objects.exists()


def test_going_back_is_asked_for_until_the_sub_step_is_open(client: Client, project: Project) -> None:
    client.post(reverse("improvement:step_mark", args=[project.pk, "2b"]), {"state": "done"})
    assert send(client, project, verdict="back", back_to="plan.goals", reason="Målet var for stort").status_code == 302
    (word,) = said(client, project)
    assert "fortsatt står som ferdig" in word
    step = project.steps.get(key="plan.goals")
    data = {"state": "in_progress", "note": "", "reason": "Målet var for stort", "version": str(step.version)}
    client.post(reverse("improvement:step", args=[project.pk, "2b"]), data)
    assert said(client, project) == []


def test_only_the_latest_decides_what_is_said(client: Client, project: Project) -> None:
    for day, verdict in ((date(2026, 10, 1), ""), (date(2026, 11, 1), "carry_on")):
        create(Evaluation, project, project.created_by, {"evaluated_on": day, "verdict": verdict})
    assert said(client, project) == []
    create(Evaluation, project, project.created_by, {"evaluated_on": date(2026, 12, 1)})
    assert said(client, project) == ["Den siste evalueringen har ingen beslutning ennå."]


def test_it_stands_in_the_story(client: Client, project: Project) -> None:
    send(client, project, verdict="stop", reason="Pengene tok slutt")
    page = client.get(reverse("improvement:story", args=[project.pk]) + "?hva=decisions").content.decode()
    assert "Pengene tok slutt" in page
