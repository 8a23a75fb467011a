"""First meetings are counted by a press of a button: numbers by month, for those who belong to the organisation."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import MeetingCount
from courses.services import counting
from portal.accounts.models import Organisation, User
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture
def here() -> Organisation:
    found: Organisation = OrganisationFactory(slug="fjordvik", name="Fjordvik")
    return found


@pytest.fixture
def person(here: Organisation) -> User:
    found: User = MembershipFactory(organisation=here).person
    return found


def numbers(organisation: Organisation) -> list[tuple[date, int, int]]:
    rows = MeetingCount.objects.filter(organisation=organisation).order_by("month")
    return [(each.month, each.offered, each.held) for each in rows]


def test_one_press_is_one_more_and_one_can_be_taken_back(client: Client, here: Organisation, person: User) -> None:
    client.force_login(person)
    address = reverse("courses:count", args=[here.slug])
    for what, by in (("offered", "1"), ("offered", "1"), ("held", "1"), ("offered", "-1")):
        assert client.post(address, {"what": what, "by": by}).status_code == 302
    page = client.get(address)
    assert (page.context["now"].offered, page.context["now"].held) == (1, 1)


def test_nothing_goes_below_none_and_the_page_says_so(client: Client, here: Organisation, person: User) -> None:
    client.force_login(person)
    address = reverse("courses:count", args=[here.slug])
    answer = client.post(address, {"what": "held", "by": "-1"}, follow=True)
    assert "Det var ingenting å trekke fra denne måneden." in answer.content.decode()
    assert [each[1:] for each in numbers(here)] == [(0, 0)]


@pytest.mark.parametrize("sent", [{}, {"what": "held"}, {"what": "pk", "by": "1"}, {"what": "held", "by": "1000"}])
def test_what_is_no_button_of_the_page_counts_nothing(
    client: Client, here: Organisation, person: User, sent: dict[str, str]
) -> None:
    client.force_login(person)
    answer = client.post(reverse("courses:count", args=[here.slug]), sent, follow=True)
    assert "Velg en av knappene." in answer.content.decode()
    assert numbers(here) == []


def test_each_month_and_each_organisation_has_its_own_numbers(here: Organisation, person: User) -> None:
    elsewhere = OrganisationFactory()
    counting.count(person, here, "held", 1, date(2026, 10, 31))
    counting.count(person, here, "held", 1, TODAY)
    counting.count(person, elsewhere, "offered", 1, TODAY)
    assert numbers(here) == [(date(2026, 10, 1), 0, 1), (date(2026, 11, 1), 0, 1)]
    assert [each.month.month for each in counting.months_of(here)] == [11, 10]
    assert numbers(elsewhere) == [(date(2026, 11, 1), 1, 0)]


def test_the_way_from_the_tool_leads_to_ones_own_organisation(client: Client, here: Organisation, person: User) -> None:
    client.force_login(person)
    where = reverse("courses:count_where")
    assert client.get(where).headers["Location"] == reverse("courses:count", args=[here.slug])
    MembershipFactory(person=person, organisation=OrganisationFactory(slug="sund", name="Sund"))
    both = client.get(where).content.decode()
    assert "Fjordvik" in both
    assert "Sund" in both
    client.force_login(UserFactory())
    assert "Du hører ikke til noen organisasjon ennå" in client.get(where).content.decode()
