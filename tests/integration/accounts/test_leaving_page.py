"""Ending a membership through HTTP: the last administrator, the receipt, and what the successor sees."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from improvement.models import Project
from portal.accounts.models import Membership
from portal.accounts.roles import Role
from tests.factories.accounts import MembershipFactory, OrganisationFactory
from tests.factories.improvement import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def boss() -> Membership:
    return MembershipFactory(
        organisation=OrganisationFactory(slug="prove"),
        role=Role.ORGANISATION_ADMIN,
        starts_on=timezone.localdate() - timedelta(days=9),
    )


def page_of(membership: Membership) -> str:
    return f"/organisasjoner/prove/medlemmer/{membership.pk}/avslutt/"


def typed(**more: str) -> dict[str, str]:
    return {"last_day": timezone.localdate().isoformat(), "reason": "own_wish", **more}


def test_the_only_administrator_is_asked_who_takes_over(boss: Membership) -> None:
    other = MembershipFactory(organisation=boss.organisation).person
    client = Client()
    client.force_login(boss.person)
    assert "eneste organisasjonsansvarlige" in client.get(page_of(boss)).content.decode()
    refused = client.post(page_of(boss), typed()).content.decode()
    assert "Velg hvem som tar seg av organisasjonen" in refused
    boss.refresh_from_db()
    assert boss.ends_on is None
    done = client.post(page_of(boss), typed(administrator=str(other.pk)), follow=True).content.decode()
    assert f"{other} har tatt over" in done
    assert other.memberships.filter(role=Role.ORGANISATION_ADMIN, ends_on=None).exists()


def test_the_only_person_is_led_to_inviting_somebody(boss: Membership) -> None:
    client = Client()
    client.force_login(boss.person)
    page = client.get(page_of(boss)).content.decode()
    assert "/organisasjoner/prove/inviter/" in page
    assert "<textarea" not in page
    assert 'name="last_day"' not in page
    client.post(page_of(boss), typed())
    boss.refresh_from_db()
    assert boss.ends_on is None


def test_a_new_lead_reads_on_my_page_from_whom_the_project_came(boss: Membership) -> None:
    leaver = MembershipFactory(organisation=boss.organisation, starts_on=boss.starts_on)
    successor = MembershipFactory(organisation=boss.organisation).person
    project = make_project(leaver.person, "Trygg hjemme")
    place = project.space.members.get(person=leaver.person)
    place.acting_for, place.starts_on = boss.organisation, boss.starts_on
    place.save()
    client = Client()
    client.force_login(boss.person)
    done = client.post(page_of(leaver), typed(**{f"space-{place.pk}": str(successor.pk)}), follow=True)
    assert f"{successor} har tatt over Trygg hjemme (prosjektleder)" in done.content.decode()
    assert {letter.to[0] for letter in mail.outbox} == {successor.email, leaver.person.email}
    client.force_login(successor)
    mine = client.get("/min-side/").content.decode()
    assert f"Prosjekt du tok over fra {leaver.person}" in mine


def held(leaver: Membership, title: str) -> str:
    """Let the leaver lead a project on behalf of the organisation; returns the name of the question about it."""
    project = make_project(leaver.person, title)
    place = project.space.members.get(person=leaver.person)
    place.acting_for, place.starts_on = leaver.organisation, leaver.starts_on
    place.save()
    return f"space-{place.pk}"


def test_each_project_is_asked_about_once_in_a_group_of_its_own(boss: Membership) -> None:
    leaver = MembershipFactory(organisation=boss.organisation, starts_on=boss.starts_on)
    one, two = held(leaver, "Trygg hjemme"), held(leaver, "God natt")
    member = Project.objects.get(title="God natt").space.members.create(
        person=leaver.person, role=Role.TEAM_MEMBER, acting_for=leaver.organisation, starts_on=leaver.starts_on
    )
    client = Client()
    client.force_login(boss.person)
    page = client.get(page_of(leaver)).content.decode()
    groups = {
        re.search(r"<legend[^>]*>(.*?)</legend>", group)[1]: re.findall(r'name="(space-[^"]*)"', group)  # type: ignore[index]
        for group in re.findall(r"<fieldset.*?</fieldset>", page, re.S)
        if "space-" in group
    }
    assert groups == {"Trygg hjemme": [one], "God natt": [two, f"space-{member.pk}"]}
    assert "checkbox" not in page
    assert "Hvem tar over som prosjektleder?" in page


def test_nobody_says_what_it_means_and_is_answered_once(boss: Membership) -> None:
    leaver = MembershipFactory(organisation=boss.organisation, starts_on=boss.starts_on)
    place = held(leaver, "Trygg hjemme")
    client = Client()
    client.force_login(boss.person)
    assert "Ingen: da er det ingen som leder" in client.get(page_of(leaver)).content.decode()
    for answer in ("", "nobody"):
        refused = client.post(page_of(leaver), typed(**{place: answer})).content.decode()
        assert "Velg" in re.search(rf'id="id_{place}_error".*?</div>', refused, re.S)[0]  # type: ignore[index]
        leaver.refresh_from_db()
        assert leaver.ends_on is None
    client.post(page_of(leaver), typed(**{place: "alone"}))
    leaver.refresh_from_db()
    assert leaver.ends_on == timezone.localdate()
    assert Project.objects.get().space.members.get().ends_on == timezone.localdate()


def test_a_leader_who_has_taken_over_sees_the_project_once(boss: Membership) -> None:
    leaver = MembershipFactory(organisation=boss.organisation, starts_on=boss.starts_on)
    leader = MembershipFactory(organisation=boss.organisation, role=Role.LEADER)
    place = held(leaver, "Trygg hjemme")
    held(leaver, "God natt")
    project = Project.objects.get(title="Trygg hjemme")
    project.project_organisations.create(organisation=boss.organisation, is_main=False)
    client = Client()
    client.force_login(leader.person)
    assert client.get("/prosjekter/").content.decode().count("Trygg hjemme") == 1
    client.force_login(boss.person)
    other = next(
        key for key in client.get(page_of(leaver)).context["form"].fields if key.startswith("space-") and key != place
    )
    client.post(page_of(leaver), typed(**{place: str(leader.person.pk), other: "alone"}))
    client = Client()
    client.force_login(leader.person)
    page = client.get("/prosjekter/").content.decode()
    assert page.count("Trygg hjemme") == 1
    assert f'href="{project.get_absolute_url()}"' in page
