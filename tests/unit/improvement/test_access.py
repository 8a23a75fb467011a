"""Who sees and changes what. What one may not see is not found."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.accounts.roles import Role
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.improvement import WEEKLY, join, make_cycle, make_goal, make_measure, make_project

pytestmark = pytest.mark.django_db


def addresses(project):
    goal, measure, cycle = make_goal(project), make_measure(project, WEEKLY), make_cycle(project)
    point = measure.points.first()
    p, m = [project.pk], [project.pk, measure.pk]
    return {
        "read": [
            reverse("improvement:project", args=p),
            reverse("improvement:step", args=[project.pk, "3a"]),
            reverse("improvement:members", args=p),
            goal.get_absolute_url(),
            measure.get_absolute_url(),
            cycle.get_absolute_url(),
            reverse("improvement:measure_svg", args=m),
            reverse("improvement:measure_csv", args=m),
        ],
        "write": [
            reverse("improvement:project_edit", args=p),
            reverse("improvement:done_before", args=p),
            reverse("improvement:goal_new", args=p),
            reverse("improvement:measure_new", args=p),
            reverse("improvement:measure_edit", args=m),
            reverse("improvement:points_add", args=m),
            reverse("improvement:point", args=[*m, point.pk]),
            reverse("improvement:pdsa_new", args=p),
        ],
    }


def test_a_member_who_writes_opens_every_page(client):
    project = make_project()
    client.force_login(project.created_by)
    for address in [one for group in addresses(project).values() for one in group]:
        assert client.get(address).status_code == 200, address


def test_nobody_else_finds_any_page(client):
    project = make_project()
    everything = [one for group in addresses(project).values() for one in group]
    client.force_login(make_project().created_by)
    for address in everything:
        assert client.get(address).status_code == 404, address
        assert client.post(address).status_code in {404, 405}, address


def test_an_administrator_of_the_portal_sees_no_more(client):
    project = make_project()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    assert client.get(project.get_absolute_url()).status_code == 404


def test_an_anonymous_visitor_is_asked_to_sign_in(client):
    project = make_project()
    response = client.get(project.get_absolute_url())
    assert response.status_code == 302
    assert "next=" in response["Location"]


def test_an_advisor_reads_and_does_not_write(client):
    project = make_project()
    pages = addresses(project)
    client.force_login(join(project, Role.ADVISOR))
    for address in pages["read"]:
        assert client.get(address).status_code == 200, address
    for address in pages["write"]:
        assert client.get(address).status_code == 404, address
    for address in pages["read"][1:6]:
        assert client.post(address, {"state": "done", "version": 1}).status_code in {302, 404, 405}, address
    assert project.steps.filter(state="done").count() == 0


def test_a_membership_that_has_ended_opens_nothing(client):
    project = make_project()
    person = join(project, Role.TEAM_MEMBER)
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    project.space.members.filter(person=person).update(starts_on=yesterday, ends_on=yesterday)
    client.force_login(person)
    assert client.get(project.get_absolute_url()).status_code == 404


def test_an_archived_project_is_read_only(client):
    project = make_project()
    goal = make_goal(project)
    client.force_login(project.created_by)
    client.post(reverse("improvement:project_archive", args=[project.pk]), {"archive": "yes"})
    assert client.get(project.get_absolute_url()).status_code == 200
    assert client.get(reverse("improvement:goal_new", args=[project.pk])).status_code == 404
    assert client.post(goal.get_absolute_url(), {"what": "Noe annet", "version": goal.version}).status_code == 404
    client.post(reverse("improvement:project_archive", args=[project.pk]), {"archive": "no"})
    assert client.get(reverse("improvement:goal_new", args=[project.pk])).status_code == 200


def test_things_of_another_project_are_not_found(client):
    mine, other = make_project(), make_project()
    goal, measure, cycle = make_goal(other), make_measure(other, WEEKLY), make_cycle(other)
    client.force_login(mine.created_by)
    for name, args in (
        ("goal", [goal.pk]),
        ("measure", [measure.pk]),
        ("measure_csv", [measure.pk]),
        ("points_add", [measure.pk]),
        ("point", [measure.pk, measure.points.first().pk]),
        ("pdsa", [cycle.pk]),
    ):
        assert client.get(reverse(f"improvement:{name}", args=[mine.pk, *args])).status_code == 404, name


def test_a_leader_sees_title_phase_and_freshness_and_nothing_inside(client):
    project = make_project(title="Agenda med brukeren", summary="Hemmelig sammendrag")
    organisation = project.organisations.get()
    leader = MembershipFactory(organisation=organisation, role=Role.LEADER).person
    client.force_login(leader)
    text = client.get(reverse("improvement:projects")).content.decode()
    assert "Agenda med brukeren" in text
    assert "1 Forberede" in text
    assert "Hemmelig sammendrag" not in text
    assert project.get_absolute_url() not in text
    assert client.get(project.get_absolute_url()).status_code == 404


def test_a_leader_elsewhere_sees_nothing(client):
    make_project(title="Agenda med brukeren")
    client.force_login(MembershipFactory(role=Role.LEADER).person)
    assert "Agenda med brukeren" not in client.get(reverse("improvement:projects")).content.decode()


def test_somebody_without_an_organisation_is_told_so(client):
    client.force_login(UserFactory())
    response = client.get(reverse("improvement:project_new"))
    assert "Du hører ikke til noen organisasjon ennå" in response.content.decode()
    assert client.post(reverse("improvement:project_new"), {"title": "Noe"}).status_code == 403


def test_one_cannot_start_a_project_for_somebody_elses_organisation(client):
    mine, other = make_project(), make_project()
    client.force_login(mine.created_by)
    data = {
        "title": "Noe",
        "organisation": other.organisations.get().pk,
        "form_key": "5f0a2f6e-8f2c-4b52-9e0f-7c1f4f0f1a11",
    }
    assert client.post(reverse("improvement:project_new"), data).status_code == 422


class TestMembers:
    def test_a_lead_adds_somebody_from_the_organisation(self, client):
        project = make_project()
        person = MembershipFactory(organisation=project.organisations.get()).person
        client.force_login(project.created_by)
        page = reverse("improvement:members", args=[project.pk])
        assert client.post(page, {"email": person.email.upper(), "role": Role.TEAM_MEMBER}).status_code == 302
        client.force_login(person)
        assert client.get(project.get_absolute_url()).status_code == 200

    @pytest.mark.parametrize("exists", [True, False])
    def test_a_stranger_and_nobody_get_the_same_answer(self, client, exists):
        project = make_project()
        email = "fremmed@example.no"
        if exists:
            MembershipFactory(person=UserFactory(email=email))
        client.force_login(project.created_by)
        page = reverse("improvement:members", args=[project.pk])
        response = client.post(page, {"email": email, "role": Role.TEAM_MEMBER})
        assert response.status_code == 422
        text = response.content.decode()
        assert "Be den organisasjonsansvarlige invitere" in text
        assert email in text
        assert project.space.members.count() == 1

    def test_a_team_member_adds_nobody(self, client):
        project = make_project()
        person = MembershipFactory(organisation=project.organisations.get()).person
        client.force_login(join(project, Role.TEAM_MEMBER))
        client.post(reverse("improvement:members", args=[project.pk]), {"email": person.email, "role": "team_member"})
        assert not project.space.members.filter(person=person).exists()

    def test_a_project_keeps_a_lead(self, client):
        project = make_project()
        client.force_login(project.created_by)
        own = project.space.members.get()
        client.post(reverse("improvement:member_end", args=[project.pk, own.pk]))
        assert client.get(project.get_absolute_url()).status_code == 200
        join(project, Role.PROJECT_LEAD)
        client.post(reverse("improvement:member_end", args=[project.pk, own.pk]))
        assert client.get(project.get_absolute_url()).status_code == 404
