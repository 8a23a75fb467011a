"""A question that is put together once gives what the queryset gives, for every key, on this database."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db.models import F
from django.utils import timezone

from courses.models import BlockAnswer
from portal.accounts.models import Membership
from portal.accounts.roles import Role
from portal.prepared import Prepared
from tests.factories.accounts import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_it_gives_what_the_queryset_gives(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    ask = Prepared(
        lambda person: Membership.objects.filter(person_id=person, role=Role.COORDINATOR).annotate(
            organisation_name=F("organisation__name")
        ),
        int,
    )
    first = MembershipFactory(organisation__name="Østre", role=Role.COORDINATOR)
    second = MembershipFactory(person=first.person, organisation__name="Alfa", role=Role.COORDINATOR)
    other = MembershipFactory(role=Role.COORDINATOR)
    MembershipFactory(person=first.person, role=Role.LEADER)
    assert [(each.pk, each.organisation_name) for each in ask(first.person_id)] == [
        (second.pk, "Alfa"),
        (first.pk, "Østre"),
    ]
    with django_assert_num_queries(1):
        assert ask(other.person_id) == [other]
    assert ask(other.person_id)[0].starts_on == other.starts_on
    assert ask(0) == []


def test_keys_may_be_uuids_and_more_than_one() -> None:
    ask = Prepared(lambda person, step: BlockAnswer.objects.filter(step_key=step, person_id=person), int, UUID)
    person, step, elsewhere = UserFactory(), UUID(int=1), UUID(int=2)
    row = {"person": person, "answer": {"choices": ["a"]}, "answered_at": timezone.now()}
    answer = BlockAnswer.objects.create(step_key=step, block_id=UUID(int=3), **row)
    BlockAnswer.objects.create(step_key=elsewhere, block_id=UUID(int=3), **row)
    assert ask(person.pk, step) == [answer]
    assert ask(person.pk, step)[0].answer == {"choices": ["a"]}
    assert ask(UserFactory().pk, step) == []


def test_a_list_of_keys_may_be_filled_up_with_one_given_twice() -> None:
    ask = Prepared(lambda *keys: Membership.objects.filter(person__in=keys).order_by("pk"), int, int, int)
    first, second, _other = MembershipFactory(), MembershipFactory(), MembershipFactory()
    assert ask(first.person_id, second.person_id, first.person_id) == [first, second]
    assert ask(second.person_id, second.person_id, second.person_id) == [second]


def test_a_key_that_is_not_asked_for_is_refused() -> None:
    forgetful = Prepared(lambda person: Membership.objects.filter(role=Role.LEADER), int)
    with pytest.raises(ValueError, match="Membership"):
        forgetful(1)
