"""Each rates alone: as a member and by a link; what the group sees, and what nobody may see."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from portal.security.models import AuditEntry
from portal.worksheets.models import Seat, Sheet, Worksheet, WorksheetTemplatePage
from portal.worksheets.services import ratings
from portal.worksheets.services.sheets import begin
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.worksheets import LOCAL_FIT
from tests.integration.worksheets.conftest import as_


def answers(sheet: Worksheet, *values: int | None) -> dict[str, str]:
    """What a browser sends for these values, question by question."""
    return {
        f"{part.id}-value": str(value)
        for part, value in zip(sheet.form.questions, values, strict=False)
        if value is not None
    }


def member(team: SimpleNamespace) -> Client:
    """One more person of the kommune, signed in."""
    person = UserFactory()
    MembershipFactory(person=person, organisation=team.organisation)
    return as_(person)


def link(sheet: Worksheet, team: SimpleNamespace, label: str = "Fysioterapeuten") -> str:
    """The address of a link."""
    (seat,) = ratings.make_links(team.Anne, sheet, [label])
    return f"/vurder/{ratings.token_of(seat)}/"


@pytest.fixture
def named(team: SimpleNamespace, rated: WorksheetTemplatePage) -> Worksheet:
    return begin(team.Anne, rated, team.space, "Passer det?")


@pytest.fixture
def hidden(team: SimpleNamespace, secret: WorksheetTemplatePage) -> Worksheet:
    return begin(team.Anne, secret, team.space, "Passer det?")


class TestNamed:
    def test_the_disagreement_shows(self, team: SimpleNamespace, named: Worksheet) -> None:
        as_(team.Anne).post(f"/ark/{named.pk}/vurder/", answers(named, 1, 4, 3))
        as_(team.Berit).post(f"/ark/{named.pk}/vurder/", answers(named, 5, 4, 3))
        page = as_(team.Anne).get(f"/ark/{named.pk}/").content.decode()
        apart = page[page.index('id="disagreed"') : page.index('id="gaps"')]
        assert LOCAL_FIT[0] in apart
        assert LOCAL_FIT[1] not in apart

    def test_one_may_change_ones_mind_until_it_closes(self, team: SimpleNamespace, named: Worksheet) -> None:
        anne = as_(team.Anne)
        anne.post(f"/ark/{named.pk}/vurder/", answers(named, 1))
        anne.post(f"/ark/{named.pk}/vurder/", answers(named, 2))
        assert [list(sheet.values.values()) for sheet in Sheet.objects.all()] == [[2]]
        anne.post(f"/ark/{named.pk}/lukk/")
        late = anne.post(f"/ark/{named.pk}/vurder/", answers(named, 5))
        assert late.status_code == 409
        assert [list(sheet.values.values()) for sheet in Sheet.objects.all()] == [[2]]

    def test_an_empty_form_is_not_sent(self, team: SimpleNamespace, named: Worksheet) -> None:
        empty = as_(team.Anne).post(f"/ark/{named.pk}/vurder/", {})
        assert empty.status_code == 422
        assert not Sheet.objects.exists()

    def test_what_is_wrong_is_said_and_the_rest_stays(self, team: SimpleNamespace, named: Worksheet) -> None:
        page = as_(team.Anne).post(f"/ark/{named.pk}/vurder/", answers(named, 9, 4))
        assert page.status_code == 422
        part = named.form.questions[1].id
        assert re.search(rf'name="{part}-value" value="4"[^>]* checked', page.content.decode())
        assert not Sheet.objects.exists()


class TestLink:
    def test_somebody_without_an_account_answers_once_and_may_mend_it(
        self, team: SimpleNamespace, named: Worksheet
    ) -> None:
        address = link(named, team)
        phone = Client()
        assert LOCAL_FIT[0] in phone.get(address).content.decode()
        assert Seat.objects.get().used_on is None, "opening a link does nothing"
        assert phone.post(address, answers(named, 3, 3, 3)).status_code == 200
        assert phone.post(address, answers(named, 4, 4, 4)).status_code == 200
        assert [set(sheet.values.values()) for sheet in Sheet.objects.all()] == [{4}]

    def test_a_changed_link_is_no_link(self, team: SimpleNamespace, named: Worksheet) -> None:
        address = link(named, team)
        for wrong in (address.replace(".", ".x"), "/vurder/1/", "/vurder/1.abc/", "/vurder/x.y.z/"):
            assert Client().get(wrong).status_code == 404

    def test_after_closing_it_says_so_and_gives_back_what_was_written(
        self, team: SimpleNamespace, named: Worksheet
    ) -> None:
        address = link(named, team)
        as_(team.Anne).post(f"/ark/{named.pk}/lukk/")
        late = Client().post(address, {**answers(named, 3), f"{named.form.questions[0].id}-comment": "mine ord"})
        assert late.status_code == 409
        assert "mine ord" in late.content.decode()
        assert not Sheet.objects.exists()

    def test_a_link_taken_back_takes_nothing(self, team: SimpleNamespace, named: Worksheet) -> None:
        address = link(named, team)
        as_(team.Anne).post(f"/ark/{named.pk}/lenker/{Seat.objects.get().pk}/tilbake/")
        assert Client().post(address, answers(named, 3)).status_code == 409
        assert not Sheet.objects.exists()


class TestAnonymous:
    def send(self, team: SimpleNamespace, sheet: Worksheet, number: int) -> None:
        for _each in range(number):
            assert member(team).post(f"/ark/{sheet.pk}/vurder/", answers(sheet, 2, 3, 4)).status_code == 302

    def test_four_answers_are_never_shown(self, team: SimpleNamespace, hidden: Worksheet) -> None:
        self.send(team, hidden, 4)
        as_(team.Anne).post(f"/ark/{hidden.pk}/lukk/")
        page = as_(team.Anne).get(f"/ark/{hidden.pk}/").content.decode()
        assert "v-spread" not in page

    def test_five_are_shown_when_it_is_closed_and_then_it_stays_closed(
        self, team: SimpleNamespace, hidden: Worksheet
    ) -> None:
        self.send(team, hidden, 5)
        anne = as_(team.Anne)
        assert "v-spread" not in anne.get(f"/ark/{hidden.pk}/").content.decode()
        anne.post(f"/ark/{hidden.pk}/lukk/")
        assert "v-spread" in anne.get(f"/ark/{hidden.pk}/").content.decode()
        anne.post(f"/ark/{hidden.pk}/apne/")
        hidden.refresh_from_db()
        assert hidden.is_closed

    def test_nothing_ties_an_answer_to_a_person(self, team: SimpleNamespace, hidden: Worksheet) -> None:
        self.send(team, hidden, 3)
        address = link(hidden, team)
        Client().post(address, answers(hidden, 5, 5, 5))
        for sheet in Sheet.objects.all():
            assert sheet.seat_id is None
            assert sheet.sent_on == timezone.localdate()
        names = {field.name for field in Sheet._meta.get_fields()}
        assert names == {"id", "version", "worksheet", "seat", "values", "comments", "sent_on"}
        page = as_(team.Anne).get(f"/ark/{hidden.pk}/").content.decode()
        assert "ikke besvart" not in page

    def test_it_is_answered_once(self, team: SimpleNamespace, hidden: Worksheet) -> None:
        anne, address = as_(team.Anne), link(hidden, team)
        anne.post(f"/ark/{hidden.pk}/vurder/", answers(hidden, 1))
        assert anne.post(f"/ark/{hidden.pk}/vurder/", answers(hidden, 5)).status_code == 409
        Client().post(address, answers(hidden, 1))
        again = Client().post(address, answers(hidden, 5))
        assert again.status_code == 409
        assert [list(sheet.values.values()) for sheet in Sheet.objects.all()] == [[1], [1]]


def test_two_rounds_stand_beside_each_other(
    team: SimpleNamespace, named: Worksheet, rated: WorksheetTemplatePage
) -> None:
    as_(team.Anne).post(f"/ark/{named.pk}/vurder/", answers(named, 2, 2, 2))
    later = begin(team.Anne, rated, team.space, "Passer det?")
    as_(team.Anne).post(f"/ark/{later.pk}/vurder/", answers(later, 4, 2, 1))
    page = as_(team.Anne).get(f"/ark/{later.pk}/").content.decode()
    assert "Opp fra 2 til 4" in page
    assert "Ned fra 2 til 1" in page


def test_two_hundred_ratings_cost_what_two_do(team: SimpleNamespace, named: Worksheet) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    anne = as_(team.Anne)
    ids = [part.id for part in named.form.questions]

    def rate(number: int) -> None:
        seats = Seat.objects.bulk_create([Seat(worksheet=named, label="en") for _each in range(number)])
        day = timezone.localdate()
        Sheet.objects.bulk_create(
            [Sheet(worksheet=named, seat=seat, values=dict.fromkeys(ids, 3), sent_on=day) for seat in seats]
        )

    counts = []
    for number in (2, 198):
        rate(number)
        anne.get(f"/ark/{named.pk}/")
        with CaptureQueriesContext(connection) as asked:
            anne.get(f"/ark/{named.pk}/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_of_many_links_the_first_that_wait_are_shown_and_all_when_asked_for(
    team: SimpleNamespace, named: Worksheet
) -> None:
    seats = ratings.make_links(team.Anne, named, [f"Nummer {number}." for number in range(1, 31)])
    ratings.send(named, {}, {}, seat=seats[0])
    page = as_(team.Anne).get(f"/ark/{named.pk}/").content.decode()
    assert "Vis alle 30 lenkene" in page
    assert "Nummer 1.<" not in page
    assert "Nummer 2.<" in page
    whole = as_(team.Anne).get(f"/ark/{named.pk}/?lenker=alle").content.decode()
    assert "Nummer 1.<" in whole
    assert "Nummer 30.<" in whole
    assert "Vis alle" not in whole


def test_what_was_done_stands_in_the_audit_and_who_rated_does_not(team: SimpleNamespace, named: Worksheet) -> None:
    anne = as_(team.Anne)
    anne.post(f"/ark/{named.pk}/lenker/", {"labels": "Fysioterapeuten\nLegen"})
    anne.post(f"/ark/{named.pk}/lenker/{Seat.objects.first().pk}/tilbake/")
    anne.post(f"/ark/{named.pk}/vurder/", answers(named, 1))
    anne.post(f"/ark/{named.pk}/lukk/")
    anne.post(f"/ark/{named.pk}/apne/")
    anne.post(f"/ark/{named.pk}/igjen/")
    done = list(
        AuditEntry.objects.filter(action__startswith="worksheet.").order_by("pk").values_list("action", flat=True)
    )
    assert done == [
        "worksheet.begun",
        "worksheet.links_made",
        "worksheet.link_withdrawn",
        "worksheet.closed",
        "worksheet.reopened",
        "worksheet.begun",
    ]
