"""A run of a course: planned with its days, moved together, opened, and read by those it is for."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.models import Cohort, StepProgress
from courses.services.cohorts import attending, planning
from portal.accounts.models import User
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.choices.seats import Joining
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Presence, Seating
from portal.gatherings.services.meetings import change
from portal.gatherings.services.seatlinks import word_of
from portal.gatherings.signals import attended
from portal.kernel.clock import oslo_date
from portal.kernel.holidays import next_working_day
from portal.security.models import AuditEntry
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.cohorts import cohort, course_with_meetings, facilitator, seat
from tests.factories.courses import key

pytestmark = pytest.mark.django_db
NOT_ASKED = "Ingen erfaringskonsulent skal være med."


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def filled(leader: User, **values: Any) -> dict[str, Any]:
    """The form of a new run."""
    return {
        "course": str(key("course")),
        "title": "Tillitsbyggerne vår",
        "organisation": leader.memberships.first().organisation_id,
        "first": (timezone.localdate() + timedelta(days=30)).isoformat(),
        "at": "09:00",
        "joining": "invited",
        "form_key": str(uuid.uuid4()),
        **values,
    }


def test_a_run_is_planned_with_a_draft_of_every_meeting_sent_twice_once() -> None:
    course_with_meetings()
    leader, partner = facilitator(), OrganisationFactory()
    body = filled(leader, organisations=[partner.pk], wants_peer="on")
    client = signed_in(leader)
    answers = [client.post(reverse("courses:cohort_new"), body) for _each in range(2)]
    found = Cohort.objects.get()
    assert [each.status_code for each in answers] == [302, 302]
    first, second = planning.meetings_of(found)
    assert {first.stage, second.stage} == {Stage.DRAFT}
    assert [first.step_key, second.step_key] == [key("gathering", 1), key("gathering", 2)]
    assert first.seating_id == second.seating_id == found.seating_id
    wanted = oslo_date(first.starts_at) + timedelta(weeks=2)
    assert oslo_date(second.starts_at) == next_working_day(wanted)
    assert list(found.seating.shares.values_list("organisation", "least")) == [(partner.pk, 1)]
    assert found.seating.needed_roles == ["peer_consultant"]
    assert AuditEntry.objects.filter(action="cohort.planned").count() == 1


def test_bad_input_stands_beside_its_field_and_nothing_is_half_saved() -> None:
    course_with_meetings()
    leader = facilitator()
    client = signed_in(leader)
    answer = client.post(reverse("courses:cohort_new"), filled(leader, title="", first="i morgen", backing="Sagt ja"))
    assert answer.status_code == 422
    assert {"title", "first"} <= set(answer.context["form"].errors)
    assert "Sagt ja" in answer.content.decode()
    foreign = client.post(reverse("courses:cohort_new"), filled(leader, organisation=OrganisationFactory().pk))
    assert foreign.status_code == 422
    assert not Cohort.objects.exists()
    assert not Gathering.objects.exists()


def test_a_day_that_has_been_is_a_slip_in_the_year() -> None:
    course_with_meetings()
    leader = facilitator()
    client = signed_in(leader)
    answer = client.post(reverse("courses:cohort_new"), filled(leader, first="2020-03-02"))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["first"]
    assert not Cohort.objects.exists()
    today = client.post(reverse("courses:cohort_new"), filled(leader, first=timezone.localdate().isoformat()))
    assert today.status_code == 302
    found = cohort(leader)
    address = reverse("courses:cohort_dates", args=[found.pk])
    form = client.get(address).context["form"]
    body = {name: _text(form[name].initial) for name in form.fields}
    first = planning.meetings_of(found)[0]
    year = timezone.localdate().year + 1
    said = client.post(address, body | {f"day_{first.pk}": f"{year}-05-17"}, follow=True).content.decode()
    assert "offentlig høytidsdag: 17. mai." in said.partition('id="said"')[2].partition("<h1")[0]
    refused = client.post(address, body | {f"day_{first.pk}": "2020-03-02"})
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == [f"day_{first.pk}"]


def test_a_run_without_a_peer_consultant_is_warned_of_and_one_is_asked_for_later() -> None:
    course_with_meetings()
    leader = facilitator()
    client = signed_in(leader)
    client.post(reverse("courses:cohort_new"), filled(leader))
    found = Cohort.objects.get()
    Seating.objects.filter(pk=found.seating_id).update(needed_roles=["leader"])
    edit = reverse("courses:cohort_edit", args=[found.pk])
    warning = next(each for each in client.get(found.get_absolute_url()).context["warnings"] if each.title == NOT_ASKED)
    assert warning.url == edit
    assert warning.why
    form = client.get(edit).context["form"]
    assert "needs_leader_yes" not in form.fields, "nobody signs up there"
    body = {"title": found.title, "version": found.version, "wants_peer": "on"}
    assert client.post(edit, body).status_code == 302
    found.seating.refresh_from_db()
    assert found.seating.needed_roles == ["leader", "peer_consultant"]
    titles = [each.title for each in client.get(found.get_absolute_url()).context["warnings"]]
    assert NOT_ASKED not in titles
    assert [each for each in titles if "Rollen" in each], "now it is missed, and what it does is not written"
    found.refresh_from_db()
    client.post(edit, {"title": found.title, "version": found.version})
    found.seating.refresh_from_db()
    assert found.seating.needed_roles == ["leader"]


def test_where_everybody_signs_up_a_leaders_yes_is_asked_for_in_the_form_and_taken_away_in_it() -> None:
    course_with_meetings()
    leader = facilitator()
    client = signed_in(leader)
    client.post(reverse("courses:cohort_new"), filled(leader, joining="open", needs_leader_yes="on"))
    found = Cohort.objects.get()
    assert found.seating.needs_leader_yes
    planning.open_up(leader, found)
    person = UserFactory()
    first = planning.meetings_of(found)[0]
    sign_up = reverse("gatherings:sign_up", args=[first.pk])
    asked = {"leader": "1", "leader_name": "Lise Leder", "leader_email": "lise@example.no"}
    signed_in(person).post(sign_up, asked)
    assert [each.to for each in mail.outbox] == [["lise@example.no"]]
    edit = reverse("courses:cohort_edit", args=[found.pk])
    found.refresh_from_db()
    assert client.get(edit).context["form"]["needs_leader_yes"].initial is True
    client.post(edit, {"title": found.title, "version": found.version})
    found.seating.refresh_from_db()
    assert not found.seating.needs_leader_yes
    # Those who are invited sign nothing up.
    client.post(reverse("courses:cohort_new"), filled(leader, needs_leader_yes="on"))
    assert not Cohort.objects.exclude(pk=found.pk).get().seating.needs_leader_yes


def test_only_some_roles_plan_runs() -> None:
    course_with_meetings()
    assert signed_in(UserFactory()).get(reverse("courses:cohort_new")).status_code == 404


def test_moving_the_first_proposes_the_others_and_saves_only_when_told() -> None:
    leader = facilitator()
    found = cohort(leader)
    client, address = signed_in(leader), reverse("courses:cohort_dates", args=[found.pk])
    before = [each.starts_at for each in planning.meetings_of(found)]
    first = next_working_day(oslo_date(before[0]) + timedelta(days=7))
    page = client.get(address, {"flytt": first.isoformat()})
    assert [each.starts_at for each in planning.meetings_of(found)] == before
    form = page.context["form"]
    body = {name: _text(form[name].initial) for name in form.fields}
    assert client.post(address, body).status_code == 302
    after = [oslo_date(each.starts_at) for each in planning.meetings_of(found)]
    assert after[0] == first
    assert after[1] == next_working_day(oslo_date(before[1]) + (first - oslo_date(before[0])))
    assert AuditEntry.objects.filter(action="cohort.moved").count() == 1


def _text(value: Any) -> str:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return str(value)


def test_two_who_move_at_once_lose_nothing_and_the_second_is_told() -> None:
    leader = facilitator()
    found = cohort(leader)
    client, address = signed_in(leader), reverse("courses:cohort_dates", args=[found.pk])
    form = client.get(address).context["form"]
    body = {name: _text(form[name].initial) for name in form.fields}
    first, second = planning.meetings_of(found)
    moved_to = second.starts_at + timedelta(days=1)
    assert change(leader, second, second.version, {"starts_at": moved_to}) is None
    body[f"day_{first.pk}"] = (oslo_date(first.starts_at) + timedelta(days=1)).isoformat()
    body[f"day_{second.pk}"] = (oslo_date(second.starts_at) + timedelta(days=5)).isoformat()
    answer = client.post(address, body)
    assert answer.status_code == 409
    assert body[f"day_{first.pk}"] in answer.content.decode()
    now = planning.meetings_of(found)
    assert [each.starts_at for each in now] == [first.starts_at, moved_to]


def test_opened_once_all_meetings_are_announced_together() -> None:
    leader = facilitator()
    found = cohort(leader, opened=False)
    person = UserFactory()
    seat(found, person)
    assert signed_in(person).get(found.get_absolute_url()).status_code == 404
    client = signed_in(leader)
    for _each in range(2):
        client.post(reverse("courses:cohort_open", args=[found.pk]))
    assert {each.stage for each in planning.meetings_of(found)} == {Stage.ANNOUNCED}
    assert AuditEntry.objects.filter(action="cohort.opened").count() == 1
    assert signed_in(person).get(found.get_absolute_url()).status_code == 200


def test_the_page_warns_of_what_the_pilot_learned() -> None:
    leader = facilitator()
    found = cohort(leader)
    page = signed_in(leader).get(found.get_absolute_url())
    assert len(page.context["warnings"]) == 4  # no organisation, no backing, no peer, nothing expected
    body = {"title": "Ny", "backing": "Ja", "expectations": "Kom", "peer_role": "", "version": found.version}
    assert signed_in(leader).post(reverse("courses:cohort_edit", args=[found.pk]), body).status_code == 302
    assert len(signed_in(leader).get(found.get_absolute_url()).context["warnings"]) == 2


def test_two_who_edit_at_once_are_asked() -> None:
    leader = facilitator()
    found = cohort(leader)
    client, address = signed_in(leader), reverse("courses:cohort_edit", args=[found.pk])
    body = {"title": "Ny", "backing": "", "expectations": "Min tekst", "peer_role": "", "version": found.version}
    assert client.post(address, {**body, "expectations": "Den andres"}).status_code == 302
    again = client.post(address, body)
    assert again.status_code == 409
    assert "Min tekst" in again.content.decode()
    assert Cohort.objects.get().expectations == "Den andres"


@pytest.mark.parametrize(("state", "status"), [("confirmed", 200), ("invited", 200), ("withdrawn", 404)])
def test_who_has_a_seat_reads_the_page_and_nothing_of_the_facilitators(state: str, status: int) -> None:
    found = cohort(backing="Lederne har sagt ja")
    person = UserFactory()
    seat(found, person, state=state)
    client = signed_in(person)
    page = client.get(found.get_absolute_url())
    assert page.status_code == status
    assert "Lederne har sagt ja" not in page.content.decode()
    for name in ("people", "edit", "dates", "letter", "groups", "cards", "team", "workbook"):
        assert client.get(reverse(f"courses:cohort_{name}", args=[found.pk])).status_code == 404


def test_a_run_that_is_open_to_all_stands_on_the_course_for_those_signed_in() -> None:
    found = cohort()
    page = course_with_url()
    stranger = UserFactory()
    assert "coming_groups" not in Client().get(page).context
    assert signed_in(stranger).get(page).context["coming_groups"] == []
    found.seating.joining = Joining.OPEN
    found.seating.save()
    assert len(signed_in(stranger).get(page).context["coming_groups"]) == 1
    assert signed_in(stranger).get(found.get_absolute_url()).status_code == 200


def course_with_url() -> str:
    from courses.models import CoursePage

    return str(CoursePage.objects.get().get_url())


def test_the_step_shows_ones_own_day_and_place() -> None:
    found = cohort(expectations="Ta med et ekte problem")
    person, other = UserFactory(), UserFactory()
    seat(found, person)
    from courses.models import GatheringStepPage

    url = GatheringStepPage.objects.get(translation_key=key("gathering", 1)).get_url()
    text = signed_in(person).get(url).content.decode()
    assert "Møterom 2" in text
    assert "Ta med et ekte problem" in text
    assert "Møterom 2" not in signed_in(other).get(url).content.decode()
    assert "Møterom 2" not in Client().get(url).content.decode()


@pytest.mark.parametrize(("state", "done"), [("full", True), ("part", True), ("none", False)])
def test_who_was_there_has_done_the_step(state: str, done: bool) -> None:
    found = cohort()
    person = UserFactory()
    own = seat(found, person)
    gathering = planning.meetings_of(found)[0]
    Presence.objects.create(gathering=gathering, seat=own, state=state)
    for _each in range(2):
        attended.send(sender=Presence, gathering=gathering, seat=own)
    rows = StepProgress.objects.filter(person=person, step_key=key("gathering", 1), completed_at__isnull=False)
    assert rows.exists() is done
    assert AuditEntry.objects.filter(action="course.step_completed").count() == int(done)


def test_without_an_account_nothing_is_completed_and_nothing_breaks() -> None:
    found = cohort()
    own = seat(found)
    gathering = planning.meetings_of(found)[0]
    Presence.objects.create(gathering=gathering, seat=own, state="full")
    attended.send(sender=Presence, gathering=gathering, seat=own)
    assert not StepProgress.objects.exists()


def test_who_gets_an_account_later_has_done_the_step_when_they_start_the_course() -> None:
    found, person = cohort(days=-10), UserFactory()
    own = seat(found)
    Presence.objects.create(gathering=planning.meetings_of(found)[0], seat=own, state="full")
    own.person = person
    own.save()
    for _each in range(2):
        signed_in(person).post(reverse("courses:start", args=[key("course")]))
    assert StepProgress.objects.get(person=person, completed_at__isnull=False).step_key == key("gathering", 1)


def test_a_missed_meeting_is_made_up_for() -> None:
    leader, person = facilitator(), UserFactory()
    found = cohort(leader, days=-10)
    own = seat(found, person)
    gathering = planning.meetings_of(found)[0]
    address = reverse("courses:cohort_person", args=[found.pk, own.pk])
    client = signed_in(leader)
    empty = client.post(address, {"gathering": gathering.pk, "how": ""})
    assert empty.status_code == 422
    assert client.post(address, {"gathering": gathering.pk, "how": "Gikk gjennom det med meg"}).status_code == 302
    assert StepProgress.objects.filter(person=person, completed_at__isnull=False).count() == 1
    assert attending.make_up(leader, found, gathering, own, "Samtale") is False


def test_the_last_facilitator_stays() -> None:
    leader, helper = facilitator(), UserFactory()
    found = cohort(leader)
    client = signed_in(leader)
    end = reverse("courses:cohort_team_end", args=[found.pk, leader.pk])
    client.post(end)
    assert client.get(found.get_absolute_url()).status_code == 200
    team = reverse("courses:cohort_team", args=[found.pk])
    assert client.post(team, {"email": "finnes@ikke.no"}).status_code == 422
    assert client.post(team, {"email": helper.email}).status_code == 302
    assert signed_in(helper).get(found.get_absolute_url()).status_code == 200
    client.post(end)
    assert client.get(found.get_absolute_url()).status_code == 404


def test_a_closed_run_is_done_and_opens_again() -> None:
    leader = facilitator()
    found = cohort(leader)
    client, address = signed_in(leader), reverse("courses:cohort_close", args=[found.pk])
    client.post(address)
    assert client.get(found.get_absolute_url()).context["state"].state == "done"
    client.post(address, {"igjen": "1"})
    assert client.get(found.get_absolute_url()).context["state"].state == "open"


def test_those_who_are_not_signed_in_are_led_to_the_door() -> None:
    found = cohort()
    assert AnonymousUser().is_authenticated is False
    assert Client().get(found.get_absolute_url()).status_code == 302
    assert mail.outbox == []
    assert SeatState.CONFIRMED == "confirmed"


def test_whoever_may_join_finds_the_group_and_signs_up_with_one_press() -> None:
    found, person = cohort(facilitator()), UserFactory()
    type(found.seating).objects.filter(pk=found.seating_id).update(joining=Joining.OPEN)
    client = signed_in(person)
    assert found.title in client.get(reverse("courses:cohorts")).content.decode()
    page = client.get(found.get_absolute_url()).content.decode()
    first = planning.meetings_of(found)[0]
    way = reverse("gatherings:sign_up", args=[first.pk])
    assert f'method="post" action="{way}"' in page
    client.post(way)
    assert found.seating.seats.get(person=person).state == SeatState.CONFIRMED


def test_whoever_is_asked_answers_from_the_groups_page() -> None:
    found, person = cohort(facilitator()), UserFactory()
    own = seat(found, person, state=SeatState.INVITED)
    page = signed_in(person).get(found.get_absolute_url()).content.decode()
    assert reverse("gatherings:seat", args=[word_of(own)]) in page
