"""What holds for every list of a project, and what each says of itself that is missing or has aged."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from improvement.models import (
    Anchoring,
    Benefit,
    Information,
    Knowledge,
    LoggedChange,
    Mapping,
    Need,
    ProcessNote,
    Project,
    Requirement,
    Risk,
    Stakeholder,
)
from improvement.registers import REGISTERS
from improvement.services.versions import create
from portal.accounts.roles import Role
from portal.spaces.models import SpaceMember
from tests.factories.improvement import join, make_goal, make_project

pytestmark = pytest.mark.django_db
LATE = date(2020, 1, 1)

# The least that each list asks for.
LEAST: dict[str, dict[str, Any]] = {
    "behov": {"what": "Brukerne får ulike svar"},
    "interessenter": {"name": "Fastlegene"},
    "forankring": {"party": "leaders", "who": "Kommunedirektøren", "backing": "yes"},
    "kommunikasjon": {"audience": "Hjemmetjenesten"},
    "risiko": {"what": "Koordinatoren slutter"},
    "kunnskap": {"says": "Møter med agenda gir flere mål"},
    "kartlegging": {"asks": "Hvor mange har koordinator?"},
    "krav": {"what": "Tilby koordinator", "fulfilment": "unknown"},
    "drivere": {"what": "Koordinator har tid"},
    "ideer": {"what": "Ring før møtet"},
    "gevinster": {"effect_goal": "Færre gjentatte samtaler", "state": "planned"},
    "evaluering": {"evaluated_on": "2026-10-01", "reached": "Nesten"},
    "overlevering": {"what": "Ring før møtet", "every": "3"},
    "endringslogg": {"what": "Ring i stedet for brev", "changed_on": "2026-10-01"},
    "prosessevaluering": {"seen": "Vi venter på hverandre", "noted_on": "2026-10-01"},
}


@pytest.fixture
def project(client: Client) -> Project:
    project = make_project()
    client.force_login(project.created_by)
    return project


def url(project: Project, slug: str, name: str = "register", *args: object) -> str:
    return reverse(f"improvement:{name}", args=[project.pk, slug, *args])


def written(model: type, project: Project, **values: Any) -> Any:
    register = REGISTERS[model.slug]  # type: ignore[attr-defined]
    return create(model, project, project.created_by, values, **register.stamps(project))


def said(client: Client, project: Project, model: type) -> list[str]:
    found: list[str] = client.get(url(project, model.slug)).context["warnings"]  # type: ignore[attr-defined]
    return found


def test_the_least_of_each_is_known_here() -> None:
    assert set(LEAST) == set(REGISTERS)


@pytest.mark.parametrize("slug", REGISTERS)
def test_it_is_empty_then_written_read_filed_changed_and_laid_aside(
    client: Client, project: Project, slug: str
) -> None:
    register, page = REGISTERS[slug], url(project, slug)
    assert str(register.empty) in client.get(page).content.decode()
    new = url(project, slug, "entry_new")
    empty = client.post(new, {"form_key": client.get(new).context["form"].initial["form_key"]})
    assert empty.status_code == 422, "something is asked for"
    key = client.get(new).context["form"].initial["form_key"]
    assert client.post(new, {**LEAST[slug], "form_key": key}).status_code == 302
    row = register.model._default_manager.get(project=project)
    words = {"forankring": "Kommunedirektøren", "evaluering": "Nesten"}.get(slug) or str(
        next(iter(LEAST[slug].values()))
    )
    assert words in client.get(page).content.decode()
    assert words in client.get(url(project, slug, "register_csv")).content.decode("utf-8-sig")
    assert client.post(row.get_absolute_url(), {**LEAST[slug], "version": "1"}).status_code == 302
    row.refresh_from_db()
    assert row.version == 2
    reader = Client()
    reader.force_login(join(project, Role.ADVISOR))
    assert words in reader.get(row.get_absolute_url()).content.decode()
    client.post(reverse("improvement:archive", args=[project.pk, slug, row.pk]), {"archive": "yes"})
    assert client.get(page).context["rows"] == []


@pytest.mark.parametrize("slug", REGISTERS)
def test_its_sub_steps_lead_to_it(client: Client, project: Project, slug: str) -> None:
    from improvement.services.process import template_of

    numbers = {step.key: step.number for step in template_of(project).steps}
    for key in REGISTERS[slug].sub_steps:
        step = client.get(reverse("improvement:step", args=[project.pk, numbers[key]])).content.decode()
        assert f'href="{url(project, slug)}"' in step, key


def test_a_yes_ages_by_its_day_by_the_phase_and_by_a_new_lead(client: Client, project: Project) -> None:
    today = timezone.localdate()
    yes = {"party": "leaders", "backing": "yes"}
    written(Anchoring, project, who="Utgått", valid_until=LATE, **yes)
    written(Anchoring, project, who="Snart", valid_until=today + timedelta(days=10), **yes)
    holds = written(Anchoring, project, who="Holder", valid_until=today + timedelta(days=300), **yes)
    found = said(client, project, Anchoring)
    assert "Ja-et fra «ledelsen: Utgått» har gått ut. Spør igjen." in found
    assert "Ja-et fra «ledelsen: Snart» går ut innen en måned." in found
    assert "Det står ingenting om brukerne." in found
    assert not any("Holder" in each for each in found)
    assert holds.phase == "prepare"
    SpaceMember.objects.create(space=project.space, person=join(project, Role.TEAM_MEMBER), role=Role.PROJECT_LEAD)
    SpaceMember.objects.filter(role=Role.PROJECT_LEAD).update(starts_on=today)
    Anchoring.objects.update(changed_at=timezone.now() - timedelta(days=5))
    assert "Lederen er byttet siden «ledelsen: Holder» sa ja. Gjelder det fortsatt?" in said(client, project, Anchoring)
    for step in project.steps.filter(key__startswith="prepare."):
        step.save_version(step.version, state="done")
    assert "«ledelsen: Holder» sa ja i en annen fase. Gjelder det fortsatt?" in said(client, project, Anchoring)
    holds.refresh_from_db()
    client.post(holds.get_absolute_url(), {**yes, "who": "Holder", "version": str(holds.version)})
    assert not any("Holder" in each for each in said(client, project, Anchoring)), "asked again, it holds"


def test_a_stakeholder_who_needs_to_know_something_is_missed_in_the_plan(client: Client, project: Project) -> None:
    told = written(Stakeholder, project, name="Pårørende", needs_to_know="Hvem de ringer")
    written(Stakeholder, project, name="Naboen")
    written(Information, project, audience="Ansatte", due_on=LATE)
    assert said(client, project, Information) == [
        "«Ansatte» skulle ha fått beskjed nå.",
        "«Pårørende» trenger å vite noe, og har ingen linje her.",
    ]
    written(Information, project, audience="Pårørende", stakeholder=told)
    assert len(said(client, project, Information)) == 1


def test_another_projects_stakeholder_and_goal_cannot_be_chosen(client: Client, project: Project) -> None:
    other = make_project()
    theirs, goal = written(Stakeholder, other, name="Deres"), make_goal(other)
    for slug, field, key in (("kommunikasjon", "stakeholder", theirs.pk), ("kartlegging", "goal", goal.pk)):
        new = url(project, slug, "entry_new")
        data = {**LEAST[slug], field: str(key), "form_key": client.get(new).context["form"].initial["form_key"]}
        assert client.post(new, data).status_code == 422
    assert not Information.objects.exists()
    assert not Mapping.objects.exists()


def test_large_risks_without_a_remedy_come_first_and_are_said(client: Client, project: Project) -> None:
    written(Risk, project, what="Liten", likelihood=1, consequence=2)
    written(Risk, project, what="Stor", likelihood=4, consequence=5)
    written(Risk, project, what="Over", likelihood=5, consequence=5, over_on=LATE)
    written(Risk, project, what="Sen", likelihood=2, consequence=2, remedy="Avtal", due_on=LATE)
    page = client.get(url(project, "risiko"))
    assert [row.what for row in page.context["rows"]] == ["Stor", "Sen", "Liten", "Over"]
    assert page.context["warnings"] == [
        "«Stor» er en stor risiko, og ingenting gjøres med den.",
        "Dagen for «Sen» er gått.",
    ]


def test_a_benefit_with_a_day_and_no_realisation_is_refused_and_one_without_an_owner_is_said(
    client: Client, project: Project
) -> None:
    new = url(project, "gevinster", "entry_new")
    data = {**LEAST["gevinster"], "realised_on": "2026-10-01"}
    answer = client.post(new, {**data, "form_key": client.get(new).context["form"].initial["form_key"]})
    assert answer.status_code == 422
    assert "Endre en av delene." in answer.content.decode()
    written(Benefit, project, effect_goal="Færre samtaler")
    assert said(client, project, Benefit) == ["Ingen svarer for «Færre samtaler»."]


def test_knowledge_says_which_kind_and_which_sources_are_missing(client: Client, project: Project) -> None:
    assert said(client, project, Knowledge) == []
    written(Knowledge, project, says="Brukerne vil ha én å ringe", kind="users")
    assert said(client, project, Knowledge) == [
        "Det står ingenting om forskning.",
        "Det står ingenting om erfaring.",
        "Uten kilde: 1.",
    ]


def test_what_is_late_is_said_until_it_is_done(client: Client, project: Project) -> None:
    written(Mapping, project, asks="Ventetid?", due_on=LATE)
    written(Mapping, project, asks="Antall?", due_on=LATE, finding="Tolv")
    written(Requirement, project, what="Plan", due_on=LATE, fulfilment="met")
    written(Requirement, project, what="Team", due_on=LATE, fulfilment="partly")
    assert said(client, project, Mapping) == ["Dagen for «Ventetid?» er gått."]
    assert said(client, project, Requirement) == ["Dagen for «Team» er gått."]


def test_logs_have_the_newest_first(client: Client, project: Project) -> None:
    for day in (3, 9, 5):
        written(LoggedChange, project, what=f"Dag {day}", changed_on=date(2026, 10, day))
        written(ProcessNote, project, seen=f"Dag {day}", noted_on=date(2026, 10, day))
    for slug in ("endringslogg", "prosessevaluering"):
        names = [line.name for line in client.get(url(project, slug)).context["groups"][0].lines]
        assert names == ["Dag 9", "Dag 5", "Dag 3"]


def test_needs_stand_by_their_source(client: Client, project: Project) -> None:
    written(Need, project, what="Mange avvik", source="incidents")
    written(Need, project, what="Hører ikke hjemme")
    titles = [group.title for group in client.get(url(project, "behov")).context["groups"]]
    assert titles == ["Avvik, klager og uønskede hendelser", "Ikke bestemt"]


def test_the_overview_counts_all_lists_in_one_question(client: Client, project: Project) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from improvement.presenters.registers import counts_of

    for slug, register in REGISTERS.items():
        values = {
            name: date.fromisoformat(value) if name.endswith("_on") else value for name, value in LEAST[slug].items()
        }
        written(register.model, project, **values)
    with CaptureQueriesContext(connection) as asked:
        assert counts_of(project) == dict.fromkeys(REGISTERS, 1)
    assert len(asked) == 1
