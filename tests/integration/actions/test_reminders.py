"""Whoever is responsible gets a letter a week before a day that was agreed long ago: once, while it is still theirs."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.actions.models import Action
from portal.actions.services.actions import finish
from portal.actions.services.reminders import remind
from portal.notifications.models import Letter
from portal.roof.services import loop
from portal.spaces.models import Space
from tests.factories.accounts import UserFactory
from tests.factories.actions import join, make_action, make_space

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "portal.notifications.backends.OutboxBackend"


@pytest.fixture
def place() -> tuple[Space, User]:
    space, _lead = make_space()
    return space, join(space, Role.TEAM_MEMBER, UserFactory(language="nn"))


def agreed(place: tuple[Space, User], due: date, days_ago: int = 90, **more: Any) -> Action:
    space, person = place
    action = make_action(space, person, "Sjå etter om tiltaket verkar", **{"responsible": person, "due": due, **more})
    on = datetime.combine(TODAY, datetime.min.time(), timezone.get_current_timezone()) - timedelta(days=days_ago)
    Action.objects.filter(pk=action.pk).update(created_at=on)
    return Action.objects.get(pk=action.pk)


def test_at_three_six_and_twelve_months_each_a_week_before_and_once(place: tuple[Space, User]) -> None:
    days = [TODAY + timedelta(days=each) for each in (91, 182, 365)]
    for day in days:
        agreed(place, day, days_ago=0)
    written = []
    for offset in range(400):
        today = TODAY + timedelta(days=offset)
        written += [today] * (remind(today) + remind(today))
    assert written == [day - timedelta(days=7) for day in days]
    letter = Letter.objects.first()
    assert letter is not None
    assert letter.recipient == place[1].email
    assert "Sjå etter om tiltaket verkar" in letter.subject
    assert "er ditt å gjere" in letter.text
    assert "/nn/rom/" in letter.text


def test_what_is_agreed_for_the_same_week_gives_no_letter(place: tuple[Space, User]) -> None:
    agreed(place, TODAY + timedelta(days=5), days_ago=1)
    assert remind(TODAY) == 0


def test_another_day_gets_another_letter(place: tuple[Space, User]) -> None:
    action = agreed(place, TODAY + timedelta(days=7))
    assert remind(TODAY) == 1
    Action.objects.filter(pk=action.pk).update(due=TODAY + timedelta(days=40))
    assert remind(TODAY + timedelta(days=1)) == 0
    assert remind(TODAY + timedelta(days=33)) == 1


def test_done_dropped_nobodys_and_long_past_give_none(place: tuple[Space, User]) -> None:
    space, person = place
    finish(person, agreed(place, TODAY))
    agreed(place, TODAY, responsible=None, responsible_text="Fagleder")
    agreed(place, TODAY - timedelta(days=15))
    assert remind(TODAY) == 0
    Space.objects.filter(pk=space.pk).update(archived_at=timezone.now())
    agreed(place, TODAY)
    assert remind(TODAY) == 0


def test_who_has_left_hears_no_more_of_it(place: tuple[Space, User]) -> None:
    space, person = place
    agreed(place, TODAY)
    space.members.filter(person=person).update(starts_on="2020-01-01", ends_on=timezone.localdate() - timedelta(days=1))
    assert remind(TODAY) == 0
    assert not Letter.objects.exists()


def test_the_loop_sends_them(place: tuple[Space, User]) -> None:
    due = timezone.localdate() + timedelta(days=3)
    agreed(place, due, days_ago=400)
    loop.nightly()
    assert Letter.objects.filter(recipient=place[1].email).count() == 1
