"""Leaders, KE and administrators see completions and dates of their own organisation; facilitators and KE decide."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from courses.models import CourseCompletion, StepDecision, StepProgress
from courses.services import certificates, learning, practice
from courses.services.outline import outline_of
from portal.accounts.models import Organisation, User
from portal.accounts.roles import Role
from portal.security.models import AuditEntry
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.courses import add_gathering, add_practice, block, choice, key, lesson, make_course

pytestmark = pytest.mark.django_db

FOLLOW = {Role.LEADER, Role.KE, Role.ORGANISATION_ADMIN}
LEAD = {Role.FACILITATOR, Role.KE}


@pytest.fixture
def here() -> Organisation:
    make_course(("nb",), lessons=1)
    found: Organisation = OrganisationFactory(slug="fjordvik", name="Fjordvik")
    return found


def member(organisation: Organisation, role: Role = Role.COORDINATOR, name: str = "Kari") -> User:
    person: User = UserFactory(first_name=name, last_name="Demo")
    MembershipFactory(person=person, organisation=organisation, role=role)
    return person


def complete(person: User, when: datetime) -> None:
    CourseCompletion.objects.create(person=person, course_key=key("course"), completed_at=when)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def repeat_after(months: int) -> None:
    course = lesson(1).get_parent().get_parent().specific
    course.repeat_months = months
    course.save_revision().publish()


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_follow_up_here_get_in(here: Organisation, role: Role) -> None:
    client = signed_in(member(here, role))
    overview = client.get(reverse("courses:organisation", args=[here.slug])).status_code
    lead = client.get(reverse("courses:lead", args=[here.slug])).status_code
    assert overview == (200 if role in FOLLOW else 404)
    assert lead == (200 if role in LEAD else 404)


@pytest.mark.parametrize("role", sorted(FOLLOW | LEAD))
def test_not_above_nor_beside_nor_afterwards(here: Organisation, role: Role) -> None:
    below = OrganisationFactory(parent=here)
    client = signed_in(member(here, role))
    for name in ("organisation", "lead"):
        assert client.get(reverse(f"courses:{name}", args=[below.slug])).status_code == 404
    ended = member(OrganisationFactory(slug="nabo"), role)
    ended.memberships.update(ends_on=timezone.localdate() - timedelta(days=1), starts_on="2020-01-01")
    for name in ("organisation", "lead"):
        assert signed_in(ended).get(reverse(f"courses:{name}", args=["nabo"])).status_code == 404


def test_completions_and_dates_are_shown_and_nothing_else(here: Organisation) -> None:
    repeat_after(12)
    done, under_way = member(here, name="Kari"), member(here, name="Ola")
    stranger = member(OrganisationFactory(), name="Fremmed")
    complete(done, datetime(2025, 3, 1, 12, tzinfo=UTC))
    complete(done, datetime(2026, 3, 1, 12, tzinfo=UTC))
    complete(stranger, datetime(2026, 3, 1, 12, tzinfo=UTC))
    learning.start(under_way, key("course"))
    body = signed_in(member(here, Role.LEADER, "Lise")).get(reverse("courses:organisation", args=[here.slug]))
    text = body.content.decode().split("<main", 1)[1]
    assert "Kari Demo" in text
    assert "1. mars 2026" in text
    assert "1. mars 2027" in text
    assert "2025" not in text
    assert "1 av 3 har fullført" in text
    assert "Ola" not in text
    assert "Fremmed" not in text


def finish_module(person: User, number: int, day: datetime) -> None:
    """Complete the two lessons of a module (of a course with two lessons a module), the last on a day."""
    for at in (2 * number - 1, 2 * number):
        learning.finish(person, lesson(at), lambda: day)


def _body_rows(text: str) -> list[str]:
    return text.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]


def overview_rows(organisation: Organisation) -> tuple[str, list[str]]:
    body = signed_in(member(organisation, Role.LEADER, "Lise")).get(
        reverse("courses:organisation", args=[organisation.slug])
    )
    text = body.content.decode().split("<main", 1)[1]
    return text, [" ".join(strip_tags(row).split()) for row in _body_rows(text)]


def test_a_module_that_is_done_is_seen_with_its_day_and_when_it_is_due_again() -> None:
    make_course(("nb",), lessons=2, modules=2)
    here = OrganisationFactory(slug="fjordvik", name="Fjordvik")
    repeat_after(12)
    half, whole, begun = member(here, name="Kari"), member(here, name="Ola"), member(here, name="Per")
    finish_module(half, 1, datetime(2026, 3, 1, 12, tzinfo=UTC))
    for number in (1, 2):
        finish_module(whole, number, datetime(2026, 5, number, 12, tzinfo=UTC))
    learning.finish(begun, lesson(3))
    text, rows = overview_rows(here)
    assert "1 av 4 har fullført hele kurset." in text
    assert "Én til har fullført en modul." in text
    assert len(rows) == 2
    assert rows[0].startswith("Kari Demo Kom i gang 1 1. mars 2026 1. mars 2027")
    assert rows[1].startswith("Ola Demo Hele kurset 2. mai 2026 2. mai 2027")
    assert "Per Demo" not in text


def test_a_certificate_stands_for_its_module_when_the_course_has_grown() -> None:
    make_course(("nb",), lessons=2, modules=2)
    here = OrganisationFactory(slug="fjordvik", name="Fjordvik")
    person = member(here)
    day = datetime(2026, 3, 1, 12, tzinfo=UTC)
    finish_module(person, 1, day)
    outline = outline_of(key("course"), "nb")
    module = lesson(1).get_parent().specific
    assert outline is not None
    certificates.issue(person, outline, module, "Kari", "nb", lambda: day)
    add_practice()
    _text, rows = overview_rows(here)
    assert rows == ["Kari Demo Kom i gang 1 1. mars 2026"]


def test_a_course_that_is_taken_again_shows_what_was_done_since() -> None:
    make_course(("nb",), lessons=2, modules=2)
    here = OrganisationFactory(slug="fjordvik", name="Fjordvik")
    person = member(here)
    for number in (1, 2):
        finish_module(person, number, datetime(2025, 5, number, 12, tzinfo=UTC))
    learning.again(person, key("course"))
    finish_module(person, 1, datetime(2026, 6, 1, 12, tzinfo=UTC))
    _text, rows = overview_rows(here)
    assert rows == ["Kari Demo Hele kurset 2. mai 2025", "Kari Demo Kom i gang 1 1. juni 2026"]


def test_a_course_that_is_gone_keeps_its_completions(here: Organisation) -> None:
    complete(member(here), datetime(2026, 3, 1, 12, tzinfo=UTC))
    lesson(1).get_parent().get_parent().unpublish()
    body = signed_in(member(here, Role.KE, "Kirsti")).get(reverse("courses:organisation", args=[here.slug]))
    assert "ikke lenger er publisert" in body.content.decode()
    assert "Kari Demo" in body.content.decode()


def test_two_people_cost_as_much_as_twenty(here: Organisation) -> None:
    client = signed_in(member(here, Role.LEADER))

    def queries() -> int:
        client.get(reverse("courses:organisation", args=[here.slug]))
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("courses:organisation", args=[here.slug]))
        return len(seen)

    def somebody_done() -> None:
        person = member(here)
        complete(person, timezone.now())
        learning.finish(person, lesson(1))

    for _each in range(2):
        somebody_done()
    few = queries()
    for _each in range(18):
        somebody_done()
    assert queries() == few


def test_a_facilitator_decides_with_a_reason_that_the_learner_reads(here: Organisation) -> None:
    page = add_gathering()
    learner, leader = member(here), member(here, Role.FACILITATOR, "Frode")
    stranger = member(OrganisationFactory(), name="Fremmed")
    client = signed_in(leader)
    assert "Samling 1" in client.get(reverse("courses:lead", args=[here.slug])).content.decode()
    address = reverse("courses:decide", args=[here.slug, page.translation_key])
    shown = client.get(address).content.decode()
    assert "Kari Demo" in shown
    assert "Fremmed" not in shown
    assert "Frode Demo" not in shown.split("<form", 2)[-1]
    assert client.post(address, {"people": [leader.pk], "reason": "Var med"}).status_code == 422
    for data, told in (
        ({"people": [learner.pk], "reason": ""}, "Skriv hvorfor"),
        ({"people": [], "reason": "Var med"}, "Kryss av for minst"),
        ({"people": [stranger.pk], "reason": "Var med"}, "hører ikke lenger til her"),
        ({"people": [learner.pk], "reason": "Ola 01010750160"}, "fødselsnummer"),
    ):
        refused = client.post(address, data)
        assert refused.status_code == 422
        assert told in refused.content.decode()
    assert not StepDecision.objects.exists()
    client.post(address, {"people": [learner.pk], "reason": "Var med hele dagen"})
    client.post(address, {"people": [learner.pk], "reason": "Noe annet"})
    assert StepDecision.objects.get().reason == "Var med hele dagen"
    assert StepProgress.objects.get(person=learner).completion["conditions"] == ["attended", "decided"]
    assert AuditEntry.objects.filter(action="course.step_decided", actor=leader).count() == 1
    assert "Var med hele dagen" in signed_in(learner).get(page.url).content.decode()
    assert "Var med hele dagen" not in signed_in(stranger).get(page.url).content.decode()


def test_a_step_that_nobody_decides_about_is_not_there(here: Organisation) -> None:
    client = signed_in(member(here, Role.KE))
    address = reverse("courses:decide", args=[here.slug, key("lesson", 1)])
    assert client.get(address).status_code == 404
    assert client.post(address, {"people": [], "reason": "x"}).status_code == 404


def test_what_was_shared_is_read_here_and_private_notes_are_not(here: Organisation) -> None:
    page = add_practice()
    learner = member(here)
    practice.choose(learner, page, key("thing", 1, 0))
    practice.share(learner, page, "Det gikk fint", here)
    signed_in(learner).post(
        reverse("courses:reflection", args=[page.translation_key, page.translation_key]), {"text": "Hemmelig notat"}
    )
    body = signed_in(member(here, Role.KE, "Kirsti")).get(reverse("courses:lead", args=[here.slug])).content.decode()
    assert "Det gikk fint" in body
    assert "Øv på 0" in body
    assert "Hemmelig" not in body


def test_my_page_leads_there(here: Organisation) -> None:
    address = reverse("courses:organisation", args=[here.slug])
    assert address in signed_in(member(here, Role.LEADER)).get(reverse("cms:my_page")).content.decode()
    assert address not in signed_in(member(here)).get(reverse("cms:my_page")).content.decode()


def test_my_courses_tell_what_is_left_and_my_dates(here: Organisation) -> None:
    repeat_after(12)
    person = member(here)
    client = signed_in(person)
    assert "Ingen kurs ennå" in client.get(reverse("courses:mine")).content.decode()
    learning.start(person, key("course"))
    body = client.get(reverse("courses:mine")).content.decode()
    assert "1 steg igjen, omtrent 10 minutter" in body
    assert "Hva ledere" not in body
    learning.finish(person, lesson(1))
    body = client.get(reverse("courses:mine")).content.decode()
    assert "Alt er gjort" in body
    assert "Ta det på nytt" not in body
    CourseCompletion.objects.update(completed_at=timezone.now() - timedelta(days=400))
    body = client.get(reverse("courses:mine")).content.decode()
    assert "dagen er passert" in body
    assert "Ta det på nytt" in body
    mine = client.get(reverse("cms:my_page")).content.decode()
    assert "Det skulle vært tatt på nytt innen" in mine
    assert "Ta det på nytt" in mine
    assert "Du har gjort alt" not in mine
    course = client.get("/laer/koordinatorskolen/").content.decode()
    assert reverse("courses:again", args=[key("course")]) in course
    client.post(reverse("courses:leave", args=[key("course")]))
    assert "dagen er passert" in client.get(reverse("courses:mine")).content.decode()


def test_answers_of_last_year_do_not_count_when_it_is_taken_again(here: Organisation) -> None:
    page = lesson(1)
    page.completion = {"conditions": ["tasks"], "combine": "all", "needed": 0, "right": 0}
    page.save_revision().publish()
    person = member(here)
    client = signed_in(person)

    def answer() -> None:
        for at in (2, 4):
            client.post(reverse("courses:answer", args=[key("lesson", 1), block(1, at)]), {"choices": choice(1, at, 0)})

    answer()
    assert CourseCompletion.objects.of(person).count() == 1
    learning.again(person, key("course"))
    client.post(reverse("courses:finish", args=[key("lesson", 1)]))
    assert CourseCompletion.objects.of(person).count() == 1
    answer()
    assert CourseCompletion.objects.of(person).count() == 2
