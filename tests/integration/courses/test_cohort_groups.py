"""Small groups within a run: proposed, refused, kept."""

from __future__ import annotations

import pytest

from portal.security.models import AuditEntry
from tests.factories.accounts import OrganisationFactory
from tests.factories.cohorts import cohort, facilitator, seat
from tests.integration.courses.test_cohort_people import page_of
from tests.integration.courses.test_cohorts import signed_in

pytestmark = pytest.mark.django_db


def test_the_same_shuffle_gives_the_same_groups_and_what_is_kept_stands() -> None:
    leader = facilitator()
    found = cohort(leader)
    places = [OrganisationFactory() for _each in range(3)]
    for number in range(9):
        seat(found, organisation=places[number % 3])
    client, address = signed_in(leader), page_of("groups", found)

    def names(seed: int) -> list[list[str]]:
        groups = client.get(address, {"size": 3, "seed": seed}).context["groups"]
        return [[each.name for each in group.seats] for group in groups]

    assert names(1) == names(1)
    shown = names(1)
    for _each in range(2):
        client.post(address, {"size": 3, "seed": 1})
    page = client.get(address)
    kept = page.context["kept"]
    assert [[each.name for each in group.seats] for group in kept] == shown
    assert page.context["groups"] == [], "others are proposed when they are asked for"
    asked = client.get(address, {"size": 3, "seed": 2}).content.decode()
    assert asked.index('id="kept"') < asked.index('id="proposed"')
    assert all(len({each.organisation_id for each in group.seats}) == 3 for group in kept)
    assert AuditEntry.objects.filter(action="cohort.groups_kept").count() == 1
    late = seat(found)
    assert client.get(address).context["left_out"] == [late]
    assert "Gruppe 3" in client.get(page_of("cards", found)).content.decode()


@pytest.mark.parametrize("size", ["0", "1", "4", "40", "", "to"])
def test_a_size_that_gives_no_groups_is_refused_beside_its_field_and_nothing_is_proposed(size: str) -> None:
    leader = facilitator()
    found = cohort(leader)
    for _each in range(3):
        seat(found)
    client, address = signed_in(leader), page_of("groups", found)
    for answer in (client.get(address, {"size": size}), client.post(address, {"size": size, "seed": 0})):
        assert answer.status_code == 422
        assert "size" in answer.context["form"].errors
        assert 'id="proposed"' not in answer.content.decode()
    found.refresh_from_db()
    assert found.groups_json == {}
    three = client.get(address, {"size": 2}).context["groups"]
    assert [len(group.seats) for group in three] == [3], "nobody sits alone"
    assert [len(group.seats) for group in client.get(address).context["groups"]] == [3]


def test_with_one_person_there_is_nobody_to_divide() -> None:
    leader = facilitator()
    found = cohort(leader)
    seat(found)
    page = signed_in(leader).get(page_of("groups", found), {"size": 2})
    assert page.status_code == 200
    assert page.context["groups"] == []
