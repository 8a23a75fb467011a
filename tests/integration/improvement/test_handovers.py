"""A practice is handed over to an owner, who is asked whether it holds: once each time, and nobody else (S64)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from improvement.domain.handover import LATEST, MONTHS, asking_days, due_now
from improvement.models import HandOver, HandOverQuestion, Project
from improvement.services.handovers import ask
from improvement.services.versions import create
from portal.accounts.models import User
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.improvement import join, make_project

GIVEN = date(2026, 1, 15)


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_a_year_of_days_asks_each_question_once_and_on_a_working_day(handed_over: date) -> None:
    asked: dict[int, date] = {}
    for n in range(420):
        today = handed_over + timedelta(days=n)
        months = due_now(handed_over, today, set(asked))
        if months is not None:
            asked[months] = today
    assert asked == asking_days(handed_over)
    assert all(day.weekday() < 5 for day in asked.values())


def test_a_portal_that_stood_still_asks_the_latest_only_and_nothing_long_past() -> None:
    days = asking_days(GIVEN)
    assert due_now(GIVEN, days[6] + timedelta(days=3), ()) == 6
    assert due_now(GIVEN, days[6] + LATEST + timedelta(days=1), ()) is None


@pytest.fixture
def project(db: None, client: Client) -> Project:
    project = make_project()
    client.force_login(project.created_by)
    return project


@pytest.fixture
def owner(project: Project) -> User:
    return join(project, Role.TEAM_MEMBER, UserFactory(email="eier@example.no", language="nb"))


def handed(project: Project, **values: Any) -> HandOver:
    return create(HandOver, project, project.created_by, {"what": "Ring før møtet", "handed_over_on": GIVEN, **values})


def on(day: date) -> int:
    return ask(lambda: datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def test_the_owner_is_asked_three_times_in_a_year_and_never_twice(project: Project, owner: User) -> None:
    row = handed(project, owner=owner)
    sent = sum(on(GIVEN + timedelta(days=n)) + on(GIVEN + timedelta(days=n)) for n in range(420))
    assert sent == 3
    assert [each.to for each in mail.outbox] == [["eier@example.no"]] * 3
    assert mail.outbox[0].subject == "Holder det? Ring før møtet"
    assert "For 3 måneder siden ble «Ring før møtet» overlevert til deg" in mail.outbox[0].body
    assert row.get_absolute_url() in mail.outbox[0].body
    assert set(HandOverQuestion.objects.values_list("months", flat=True)) == set(MONTHS)


def test_nobody_is_asked_who_has_left_or_of_what_is_laid_aside(project: Project, owner: User, client: Client) -> None:
    row = handed(project, owner=owner)
    handed(project)
    day = asking_days(GIVEN)[3]
    client.post(reverse("improvement:archive", args=[project.pk, "overlevering", row.pk]), {"archive": "yes"})
    assert on(day) == 0
    client.post(reverse("improvement:archive", args=[project.pk, "overlevering", row.pk]), {"archive": "no"})
    project.space.members.filter(person=owner).update(ends_on=date(2026, 2, 1))
    assert on(day) == 0
    project.space.members.filter(person=owner).update(ends_on=None)
    assert on(day) == 1


def test_only_members_can_own_it_and_an_owner_who_left_can_stay_till_another_is_chosen(
    client: Client, project: Project, owner: User
) -> None:
    row = handed(project, owner=owner)
    project.space.members.filter(person=owner).update(ends_on=timezone.localdate() - timedelta(days=1))
    data = {"what": row.what, "every": "3", "owner": str(owner.pk), "version": "1"}
    assert client.post(row.get_absolute_url(), data).status_code == 302
    stranger = client.post(row.get_absolute_url(), {**data, "owner": str(UserFactory().pk), "version": "2"})
    assert stranger.status_code == 422


def test_the_list_says_what_has_no_owner_is_due_or_is_not_followed(
    client: Client, project: Project, owner: User
) -> None:
    today = timezone.localdate()
    handed(project, what="Uten eier", handed_over_on=today)
    handed(project, what="Glemt", owner=owner, handed_over_on=today - timedelta(days=200), every=3)
    handed(project, what="Sett", owner=owner, handed_over_on=today - timedelta(days=200), checked_on=today, holds="no")
    said = client.get(reverse("improvement:register", args=[project.pk, "overlevering"])).context["warnings"]
    assert said == [
        "Ingen eier «Uten eier».",
        "Det er tid for å sjekke «Glemt»: Følges det fortsatt?",
        "«Sett» følges ikke. Hva sto i veien, og hva gjør dere med det?",
    ]


def test_a_check_before_the_hand_over_is_refused(client: Client, project: Project) -> None:
    row = handed(project)
    data = {"what": row.what, "every": "3", "handed_over_on": "2026-05-01", "checked_on": "2026-04-01", "version": "1"}
    answer = client.post(row.get_absolute_url(), data)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["checked_on"]
