"""Who may do what, as a table: each row is a person, each column a question."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from portal.accounts import permissions
from portal.accounts.models import Organisation, OrganisationKind, User
from portal.accounts.roles import MFA_ROLES, Role
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kommune() -> Organisation:
    return OrganisationFactory()


def person(kommune: Organisation, who: str) -> User | AnonymousUser:
    """Make the person of a row."""
    if who == "anonymous":
        return AnonymousUser()
    user = UserFactory(is_superuser=who == "superuser")
    today = timezone.localdate()
    place = {
        "member": (kommune, Role.COORDINATOR, None),
        "leader": (kommune, Role.LEADER, None),
        "administrator of the organisation": (kommune, Role.ORGANISATION_ADMIN, None),
        "administrator of another organisation": (OrganisationFactory(), Role.ORGANISATION_ADMIN, None),
        "administrator of what it is part of": (kommune.parent, Role.ORGANISATION_ADMIN, None),
        "former administrator": (kommune, Role.ORGANISATION_ADMIN, today - timedelta(days=1)),
        "administrator of the portal": (OrganisationFactory(), Role.ADMINISTRATOR, None),
    }.get(who)
    if place is not None:
        organisation, role, ends_on = place
        MembershipFactory(
            person=user, organisation=organisation, role=role, starts_on=today - timedelta(days=9), ends_on=ends_on
        )
    return user


TABLE = [
    # who, sees, administers, may give coordinator, may give editor
    ("anonymous", False, False, False, False),
    ("stranger", False, False, False, False),
    ("member", True, False, False, False),
    ("leader", True, False, False, False),
    ("administrator of the organisation", True, True, True, False),
    ("administrator of what it is part of", True, True, True, False),
    ("administrator of another organisation", False, False, False, False),
    ("former administrator", False, False, False, False),
    ("administrator of the portal", True, True, True, True),
    ("superuser", True, True, True, True),
]


@pytest.mark.parametrize(("who", "sees", "administers", "gives", "gives_editor"), TABLE)
def test_the_table(
    kommune: Organisation, who: str, sees: bool, administers: bool, gives: bool, gives_editor: bool
) -> None:
    kommune.parent = OrganisationFactory()
    kommune.save()
    user = person(kommune, who)
    assert bool(permissions.can_see_organisation(user, kommune)) is sees
    assert bool(permissions.can_administer(user, kommune)) is administers
    assert bool(permissions.can_grant(user, kommune, Role.COORDINATOR)) is gives
    assert bool(permissions.can_grant(user, kommune, Role.EDITOR)) is gives_editor


def test_an_organisation_administrator_gives_no_role_that_reaches_others_content(kommune: Organisation) -> None:
    user = person(kommune, "administrator of the organisation")
    assert not MFA_ROLES & set(permissions.grantable_roles(user, kommune))


@pytest.mark.parametrize(
    ("kind", "may"),
    [(OrganisationKind.USHT, True), (OrganisationKind.INNOMED, True), (OrganisationKind.KOMMUNE, False)],
)
def test_advisors_are_made_where_advising_is_the_task(kind: OrganisationKind, may: bool) -> None:
    organisation = OrganisationFactory(kind=kind)
    user = person(organisation, "administrator of the organisation")
    assert bool(permissions.can_grant(user, organisation, Role.ADVISOR)) is may


@pytest.mark.parametrize("role", list(Role))
def test_who_needs_a_second_factor(role: Role) -> None:
    membership = MembershipFactory(role=role)
    assert bool(permissions.needs_second_factor(membership.person)) is (role in MFA_ROLES)


def test_a_membership_that_has_ended_cannot_be_ended_again(kommune: Organisation) -> None:
    today = timezone.localdate()
    ended = MembershipFactory(
        organisation=kommune, starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=1)
    )
    user = person(kommune, "administrator of the organisation")
    assert permissions.can_end(user, ended).reason == "already_ended"
