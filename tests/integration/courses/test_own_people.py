"""Groups for an organisation's own people: who of them may sign up, who may not, and what both are told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.demo import owngroup
from courses.models import Cohort, CoursePage
from courses.services.cohorts import planning
from portal.accounts import demo as people
from portal.accounts.democontext import DemoContext
from portal.accounts.models import Organisation, User
from portal.accounts.roles import Role
from portal.gatherings.choices.seats import Joining
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Seat, Seating
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.cohorts import cohort, course_with_meetings, facilitator
from tests.factories.courses import key, make_course
from tests.integration.courses.test_cohorts import filled, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def kommune() -> Organisation:
    return OrganisationFactory(name="Fjordvik kommune")


@pytest.fixture
def found(kommune: Organisation) -> Cohort:
    made = cohort(facilitator(kommune))
    Seating.objects.filter(pk=made.seating_id).update(joining=Joining.OWN_PEOPLE)
    return Cohort.objects.get(pk=made.pk)


def in_(organisation: Organisation, **values: object) -> User:
    person = UserFactory()
    MembershipFactory(person=person, organisation=organisation, role=Role.COORDINATOR, **values)
    return person


def _day(days: int) -> object:
    return timezone.localdate() + timedelta(days=days)


WHO: dict[str, tuple[Callable[[Organisation], User], bool]] = {
    "in the kommune": (in_, True),
    "in a service of it": (lambda kommune: in_(OrganisationFactory(parent=kommune)), True),
    "in a unit of a service of it": (
        lambda kommune: in_(OrganisationFactory(parent=OrganisationFactory(parent=kommune))),
        True,
    ),
    "until today": (lambda kommune: in_(kommune, starts_on=_day(-9), ends_on=_day(0)), True),
    "until yesterday": (lambda kommune: in_(kommune, starts_on=_day(-9), ends_on=_day(-1)), False),
    "from tomorrow": (lambda kommune: in_(kommune, starts_on=_day(1)), False),
    "in another kommune": (lambda kommune: in_(OrganisationFactory()), False),
    "in what the kommune is part of": (lambda kommune: in_(kommune.parent), False),
    "in a sister of it": (lambda kommune: in_(OrganisationFactory(parent=kommune.parent)), False),
    "nowhere": (lambda kommune: UserFactory(), False),
}


@pytest.mark.parametrize("who", WHO)
def test_who_may(kommune: Organisation, found: Cohort, who: str) -> None:
    kommune.parent = OrganisationFactory(name="Fjordregionen")
    kommune.save()
    make, may = WHO[who]
    person = make(kommune)
    client, first = signed_in(person), planning.meetings_of(found)[0]
    groups = client.get(reverse("courses:cohorts")).context["open"]
    assert [line.cohort for line in groups] == ([found] if may else [])
    course = client.get(CoursePage.objects.get().get_url()).context["coming_groups"]
    assert [line.cohort for line in course] == ([found] if may else [])
    status = 200 if may else 404
    assert client.get(found.get_absolute_url()).status_code == status
    assert client.get(first.get_absolute_url()).status_code == status
    answer = client.post(reverse("gatherings:sign_up", args=[first.pk]))
    assert answer.status_code == (302 if may else 404)
    assert Seat.objects.filter(person=person, state=SeatState.CONFIRMED).exists() is may


def test_signed_out_one_is_led_to_the_door(found: Cohort) -> None:
    first = planning.meetings_of(found)[0]
    for answer in (
        Client().get(found.get_absolute_url()),
        Client().get(first.get_absolute_url()),
        Client().post(reverse("gatherings:sign_up", args=[first.pk])),
    ):
        assert answer.status_code == 302
        assert reverse("account_login") in answer["Location"]
    assert not Seat.objects.exists()


def test_it_is_said_in_words_whose_it_is_wherever_one_signs_up(kommune: Organisation, found: Cohort) -> None:
    client, words = signed_in(in_(kommune)), "Åpent for alle i Fjordvik kommune"
    first = planning.meetings_of(found)[0]
    for page in (reverse("courses:cohorts"), found.get_absolute_url(), first.get_absolute_url()):
        assert words in client.get(page).content.decode(), page
    assert f'href="{first.get_absolute_url()}"' in client.get(found.get_absolute_url()).content.decode()
    for page in (found.get_absolute_url(), first.get_absolute_url()):
        assert reverse("gatherings:sign_up", args=[first.pk]) in client.get(page).content.decode(), page


def test_somebody_from_elsewhere_who_sees_it_is_told_whose_it_is(kommune: Organisation, found: Cohort) -> None:
    guest, first = in_(OrganisationFactory()), planning.meetings_of(found)[0]
    Seat.objects.create(seating=found.seating, person=guest, name="Gjest", email=guest.email)
    client = signed_in(guest)
    answer = client.post(reverse("gatherings:sign_up", args=[first.pk]), follow=True)
    assert "Plassene er for folk i Fjordvik kommune" in answer.content.decode()
    assert Seat.objects.get().state == SeatState.INVITED


def test_with_a_leaders_yes_and_the_seat_counts_for_where_one_belongs(kommune: Organisation, found: Cohort) -> None:
    Seating.objects.filter(pk=found.seating_id).update(needs_leader_yes=True)
    person = UserFactory()
    service = OrganisationFactory(parent=kommune)
    MembershipFactory(person=person, organisation=OrganisationFactory(), role=Role.KE, starts_on=_day(-900))
    MembershipFactory(person=person, organisation=service, role=Role.COORDINATOR, starts_on=_day(-9))
    client, first = signed_in(person), planning.meetings_of(found)[0]
    assert "når lederen har sagt ja" in client.get(found.get_absolute_url()).content.decode()
    asked = {"leader": "1", "leader_name": "Lise Leder", "leader_email": "lise@example.no"}
    client.post(reverse("gatherings:sign_up", args=[first.pk]), asked)
    seat = Seat.objects.get(person=person)
    assert (seat.state, seat.organisation, seat.role) == (SeatState.INVITED, service, Role.COORDINATOR)
    assert [each.to for each in mail.outbox] == [["lise@example.no"]]


def test_a_membership_that_ends_takes_no_seat_away(kommune: Organisation, found: Cohort) -> None:
    person = in_(kommune, starts_on=_day(-9))
    client, first = signed_in(person), planning.meetings_of(found)[0]
    client.post(reverse("gatherings:sign_up", args=[first.pk]))
    person.memberships.update(ends_on=_day(-1))
    assert client.get(found.get_absolute_url()).status_code == 200


def test_before_it_is_opened_nobody_is_told(kommune: Organisation) -> None:
    made = cohort(facilitator(kommune), opened=False)
    Seating.objects.filter(pk=made.seating_id).update(joining=Joining.OWN_PEOPLE)
    client = signed_in(in_(kommune))
    assert client.get(reverse("courses:cohorts")).context["open"] == []
    assert client.get(made.get_absolute_url()).status_code == 404
    assert client.get(planning.meetings_of(made)[0].get_absolute_url()).status_code == 404


def test_it_is_chosen_in_the_form_with_the_leaders_yes(kommune: Organisation) -> None:
    course_with_meetings()
    leader = facilitator(kommune)
    client = signed_in(leader)
    client.post(reverse("courses:cohort_new"), filled(leader, joining="own_people", needs_leader_yes="on"))
    seating = Cohort.objects.get().seating
    assert (seating.joining, seating.organisation, seating.needs_leader_yes) == ("own_people", kommune, True)
    assert "Alle i Fjordvik kommune" in client.get(Cohort.objects.get().get_absolute_url()).content.decode()


def test_the_list_of_participants_offers_it_by_name_and_never_those_who_lead(kommune: Organisation) -> None:
    leader = facilitator(kommune)
    made = cohort(leader)
    setup = reverse("gatherings:seating", args=[planning.meetings_of(made)[0].pk])
    ways = dict(signed_in(leader).get(setup).context["form"].fields["joining"].choices)
    assert set(ways) == {"invited", "own_people", "open"}
    assert ways["own_people"] == "alle i Fjordvik kommune, ved å melde seg på"


def test_leaders_of_a_service_are_led_to_it_and_those_of_a_neighbour_are_not(
    kommune: Organisation, found: Cohort
) -> None:
    def link_for(organisation: Organisation) -> bool:
        leader = UserFactory()
        MembershipFactory(person=leader, organisation=organisation, role=Role.LEADER)
        Seat.objects.create(
            seating=found.seating, name="En", email=f"{organisation.pk}@x.no", organisation=organisation
        )
        text = signed_in(leader).get(reverse("courses:organisation", args=[organisation.slug])).content.decode()
        assert found.title in text
        return f'href="{found.get_absolute_url()}"' in text

    assert link_for(OrganisationFactory(parent=kommune))
    assert not link_for(OrganisationFactory())


def test_more_groups_and_memberships_cost_no_more_queries(kommune: Organisation, found: Cohort) -> None:
    person = in_(kommune)
    client = signed_in(person)

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("courses:cohorts"))
        return len(seen)

    client.get(reverse("courses:cohorts"))
    before = cost()
    for number in range(5):
        made = cohort(facilitator(kommune), title=f"Kull {number}")
        Seating.objects.filter(pk=made.seating_id).update(joining=Joining.OWN_PEOPLE)
        MembershipFactory(person=person, organisation=OrganisationFactory(parent=kommune), role=Role.COORDINATOR)
    assert len(client.get(reverse("courses:cohorts")).context["open"]) == 6
    assert cost() == before


def test_the_demo_has_a_kommunes_own_training_that_its_coordinator_may_join() -> None:
    context = DemoContext(say=lambda text: None)
    people.load(context)
    make_course(("nb",), lessons=1)
    course_with_meetings_in_it = _with_a_meeting()
    assert owngroup.gather(context, course_with_meetings_in_it)
    assert not owngroup.gather(context, course_with_meetings_in_it), "once"
    client = signed_in(context.person("koordinator"))
    assert [line.cohort.title for line in client.get(reverse("courses:cohorts")).context["open"]] == [owngroup.TITLE]
    assert client.get(reverse("courses:cohorts")).context["open"][0].open_to == "Åpent for alle i Demo kommune"
    stranger = signed_in(context.person("radgiver")).get(reverse("courses:cohorts"))
    assert stranger.context["open"] == []
    owngroup.scatter()
    assert not Cohort.objects.exists()


def _with_a_meeting() -> object:
    from tests.factories.courses import add_gathering

    add_gathering(1)
    return key("course")
