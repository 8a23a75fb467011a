"""Ending a membership through HTTP: the open actions of the leaver go on to somebody who comes in where they are."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.accounts.models import Membership, User
from portal.accounts.roles import Role
from portal.actions.models import Action
from portal.actions.services.handover import release
from portal.security.models import AuditEntry
from portal.spaces.models import Space, SpaceMember
from portal.spaces.services.owned import space_of_organisation, space_of_person
from tests.factories.accounts import MembershipFactory, OrganisationFactory, SpaceMemberFactory
from tests.factories.actions import join, make_action
from tests.factories.improvement import make_project

pytestmark = pytest.mark.django_db

QUEUED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def boss() -> Membership:
    return MembershipFactory(
        organisation=OrganisationFactory(name="Prøve kommune", slug="prove"),
        role=Role.ORGANISATION_ADMIN,
        starts_on=timezone.localdate() - timedelta(days=9),
    )


@pytest.fixture
def leaver(boss: Membership) -> Membership:
    return MembershipFactory(organisation=boss.organisation, starts_on=boss.starts_on)


def place_in(leaver: Membership, title: str) -> SpaceMember:
    """The leaver's place as a member of somebody else's project, on behalf of the organisation."""
    return SpaceMemberFactory(
        space=make_project(title=title).space,
        person=leaver.person,
        role=Role.TEAM_MEMBER,
        acting_for=leaver.organisation,
        starts_on=leaver.starts_on,
    )


def given(space: Space, person: User, *whats: str) -> list[Action]:
    return [make_action(space, person, what, responsible=person) for what in whats]


def page_of(membership: Membership) -> str:
    return f"/organisasjoner/prove/medlemmer/{membership.pk}/avslutt/"


def typed(last_day: date | None = None, **more: Any) -> dict[str, str]:
    day = last_day or timezone.localdate()
    return {"last_day": day.isoformat(), "reason": "own_wish", **{name: str(value) for name, value in more.items()}}


def as_person(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_twenty_tasks_are_one_question_a_place(boss: Membership, leaver: Membership) -> None:
    project, own = place_in(leaver, "Trygg hjemme"), space_of_organisation(boss.organisation)
    given(project.space, leaver.person, *(f"Ringe nummer {each}" for each in range(20)))
    given(own, leaver.person, "Bestille rom")
    given(space_of_person(leaver.person), leaver.person, "Kjøpe kake")
    page = as_person(boss.person).get(page_of(leaver)).content.decode()
    assert page.count("Hvem tar over 20 åpne oppgaver?") == 1
    assert page.count("Hvem tar over 1 åpen oppgave?") == 1
    group = re.search(r"<legend[^>]*>Trygg hjemme</legend>.*?</fieldset>", page, re.S)
    assert group is not None
    assert re.findall(r'name="([^"]+)"', group[0]) == [f"space-{project.pk}", f"actions-{project.space_id}"]
    assert ">Prøve kommune</legend>" in page
    assert "Kjøpe kake" not in page


def test_the_questions_cost_the_same_for_many_as_for_few(boss: Membership, leaver: Membership) -> None:
    client = as_person(boss.person)
    client.get(page_of(leaver))

    def cost(number: int) -> int:
        for each in range(number):
            given(place_in(leaver, f"Prosjekt {number} {each}").space, leaver.person, "Ringe", "Skrive", "Møte")
        with CaptureQueriesContext(connection) as queries:
            client.get(page_of(leaver))
        return len(queries)

    assert cost(1) == cost(6)


def test_the_successor_finds_them_among_their_own_and_the_leaver_does_not(boss: Membership, leaver: Membership) -> None:
    place = place_in(leaver, "Trygg hjemme")
    (action,) = given(place.space, leaver.person, "Ringe NAV")
    (done,) = given(place.space, leaver.person, "Sende brev")
    Action.objects.filter(pk=done.pk).update(done_at=timezone.now(), done_by=leaver.person)
    other = MembershipFactory(organisation=boss.organisation).person
    join(place.space, person=other)
    answers = {f"space-{place.pk}": "nobody", f"actions-{place.space_id}": other.pk}
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = as_person(boss.person).post(page_of(leaver), typed(tomorrow, **answers), follow=True).content.decode()
    assert f"{other} har tatt over Trygg hjemme (1 åpen oppgave)" in page
    assert "Ringe NAV" in as_person(other).get("/oppgaver/").content.decode()
    assert "Ringe NAV" not in as_person(leaver.person).get("/oppgaver/").content.decode()
    assert "1 åpen oppgave" in next(letter for letter in mail.outbox if letter.to == [other.email]).body
    before, (action_now, done_now) = action.version, Action.objects.order_by("pk")
    assert action_now.version == before + 1
    assert done_now.responsible == leaver.person
    entry = AuditEntry.objects.get(action="action.handed_over")
    assert (entry.actor, entry.space_id) == (boss.person, place.space_id)
    assert entry.details == {"actions": [action.pk], "successor": other.pk}


def test_who_does_not_come_in_is_refused_and_a_role_there_opens(boss: Membership, leaver: Membership) -> None:
    place = place_in(leaver, "Trygg hjemme")
    given(place.space, leaver.person, "Ringe NAV")
    other = MembershipFactory(organisation=boss.organisation).person
    client, tasks = as_person(boss.person), f"actions-{place.space_id}"
    refused = client.post(page_of(leaver), typed(**{f"space-{place.pk}": "nobody", tasks: other.pk})).content.decode()
    assert f"{other} har ingen plass i «Trygg hjemme»" in refused
    leaver.refresh_from_db()
    assert leaver.ends_on is None
    client.post(page_of(leaver), typed(**{f"space-{place.pk}": other.pk, tasks: other.pk}))
    assert "Ringe NAV" in as_person(other).get("/oppgaver/").content.decode()


def test_tasks_of_the_organisation_go_to_any_of_its_people(boss: Membership, leaver: Membership) -> None:
    space = space_of_organisation(boss.organisation)
    given(space, leaver.person, "Bestille rom")
    client = as_person(boss.person)
    client.post(page_of(leaver), typed(**{f"actions-{space.pk}": boss.person_id}))
    assert "Bestille rom" in client.get("/oppgaver/").content.decode()


def test_what_nobody_takes_over_today_has_nobody_to_do_it(boss: Membership, leaver: Membership) -> None:
    space = space_of_organisation(boss.organisation)
    (action,) = given(space, leaver.person, "Bestille rom")
    as_person(boss.person).post(page_of(leaver), typed(**{f"actions-{space.pk}": "nobody"}))
    action.refresh_from_db()
    assert action.responsible is None
    assert action.is_open
    assert AuditEntry.objects.get(action="action.handed_over").details["successor"] is None


@override_settings(TASKS=QUEUED)
def test_what_nobody_takes_over_later_stays_with_the_leaver_to_the_last_day(
    boss: Membership, leaver: Membership
) -> None:
    space = space_of_organisation(boss.organisation)
    (action,) = given(space, leaver.person, "Bestille rom")
    last_day = timezone.localdate() + timedelta(days=5)
    as_person(boss.person).post(page_of(leaver), typed(last_day, **{f"actions-{space.pk}": "nobody"}))
    assert "Bestille rom" in as_person(leaver.person).get("/oppgaver/").content.decode()
    queued = DBTaskResult.objects.get(task_path="portal.actions.services.handover.release")
    assert timezone.localtime(queued.run_after).date() == last_day + timedelta(days=1)
    arguments = queued.args_kwargs["args"]
    assert release.call(*arguments) == 0, "still a member: nothing is taken away"
    Membership.objects.filter(pk=leaver.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert release.call(*arguments) == 1
    action.refresh_from_db()
    assert action.responsible is None


def test_whoever_stays_in_a_project_for_another_keeps_what_is_theirs(boss: Membership, leaver: Membership) -> None:
    place = place_in(leaver, "Trygg hjemme")
    given(place.space, leaver.person, "Ringe NAV")
    elsewhere = MembershipFactory(person=leaver.person).organisation
    SpaceMemberFactory(space=place.space, person=leaver.person, role=Role.FACILITATOR, acting_for=elsewhere)
    assert "åpen oppgave" not in as_person(boss.person).get(page_of(leaver)).content.decode()


def test_each_missing_answer_says_what_it_is_about(boss: Membership, leaver: Membership) -> None:
    for title in ("Trygg hjemme", "God natt"):
        place_in(leaver, title)
    refused = as_person(boss.person).post(page_of(leaver), typed()).content.decode()
    summary = re.search(r'class="ds-error-summary".*?</div>', refused, re.S)
    assert summary is not None
    lines = re.findall(r"<li>(.*?)</li>", summary[0])
    assert [("Trygg hjemme" in line, "God natt" in line) for line in lines] == [(True, False), (False, True)]
