"""A meeting beside those of the course, in a group's own space: for the same people, on every page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from courses.services.cohorts import planning
from portal.gatherings.services import meetings
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import cohort, facilitator, seat
from tests.factories.gatherings import meeting

pytestmark = pytest.mark.django_db


def test_an_extra_meeting_is_for_those_with_a_seat_and_breaks_no_page_of_the_group() -> None:
    lead, person = facilitator(), UserFactory()
    found = cohort(lead)
    seat(found, person)
    extra = meeting(found.space, lead, title="En tredje samling")
    meetings.announce(lead, extra)
    assert extra.seating == found.seating
    assert extra in planning.meetings_of(found)
    learner, host = Client(), Client()
    learner.force_login(person)
    host.force_login(lead)
    assert "En tredje samling" in learner.get("/moter/").content.decode()
    assert learner.get(reverse("gatherings:follow", args=[extra.pk])).status_code == 200
    for name in ("cohort", "cohort_dates", "cohort_people", "cohort_groups", "cohort_edit"):
        assert host.get(reverse(f"courses:{name}", args=[found.pk])).status_code == 200, name
    assert "En tredje samling" in host.get(found.get_absolute_url()).content.decode()
    assert learner.get(found.get_absolute_url()).status_code == 200
