"""Hats, memberships, groups and invitations."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from portal.accounts.domain.pasted import RowProblem
from portal.accounts.groups import sync_all, sync_groups
from portal.accounts.models import EndReason, Invitation, InvitationState, Membership, Organisation, User
from portal.accounts.models.invitations import VALID_DAYS
from portal.accounts.roles import CMS_GROUPS, Role
from portal.accounts.services import acting, invitations, memberships
from portal.security.models import AuditEntry
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def administrator(organisation: Organisation) -> User:
    return MembershipFactory(organisation=organisation, role=Role.ORGANISATION_ADMIN).person


# -- hats ----------------------------------------------------------------------------------------------------------


def wears(user: User) -> int | None:
    hat = acting.worn(user)
    return hat.pk if hat else None


def test_a_person_without_membership_wears_no_hat() -> None:
    user = UserFactory()
    assert acting.worn(user) is None
    assert acting.hats(user) == []


def test_the_chosen_hat_is_worn_until_it_ends() -> None:
    first = MembershipFactory(organisation__name="Alfa")
    user = first.person
    second = MembershipFactory(person=user, organisation__name="Beta")
    assert wears(user) == first.pk
    assert acting.act_as(user, second.pk)
    assert wears(user) == second.pk
    second.starts_on = timezone.localdate() - timedelta(days=5)
    second.ends_on = timezone.localdate() - timedelta(days=1)
    second.save()
    assert wears(user) == first.pk


def test_somebody_elses_hat_cannot_be_put_on() -> None:
    user, other = UserFactory(), MembershipFactory()
    assert acting.act_as(user, other.pk).reason == "not_yours"
    assert User.objects.get(pk=user.pk).acting_as is None


# -- groups --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_groups_follow_roles(role: Role) -> None:
    user = UserFactory()
    memberships.give(None, user, OrganisationFactory(), role)
    expected = {CMS_GROUPS[role]} if role in CMS_GROUPS else set()
    assert set(user.groups.values_list("name", flat=True)) == expected
    assert User.objects.get(pk=user.pk).has_perm("wagtailadmin.access_admin") is bool(expected)


def test_a_period_that_ended_drops_access_at_the_nightly_run() -> None:
    user = UserFactory()
    membership = memberships.give(None, user, OrganisationFactory(), Role.EDITOR)
    today = timezone.localdate()
    Membership.objects.filter(pk=membership.pk).update(
        starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=1)
    )
    assert sync_all() == 1
    assert not user.groups.exists()
    assert sync_all() == 0


def test_groups_given_by_hand_are_left_alone() -> None:
    from django.contrib.auth.models import Group

    user = UserFactory()
    user.groups.add(Group.objects.create(name="Translators"))
    assert not sync_groups(user)
    assert user.groups.count() == 1


# -- ending --------------------------------------------------------------------------------------------------------


def test_ending_holds_to_the_last_day_and_is_audited() -> None:
    membership = MembershipFactory(starts_on=timezone.localdate() - timedelta(days=3))
    actor = administrator(membership.organisation)
    assert memberships.end(actor, membership, timezone.localdate(), EndReason.RETIRED)
    membership.refresh_from_db()
    assert membership.is_current
    entry = AuditEntry.objects.get(action="membership.ended")
    assert (entry.actor, entry.details["reason"]) == (actor, "retired")


def test_the_last_day_cannot_come_before_the_first() -> None:
    membership = MembershipFactory()
    day = membership.starts_on - timedelta(days=1)
    assert memberships.end(None, membership, day, EndReason.MISTAKE).reason == "before_start"


def test_whoever_ends_an_ended_membership_is_told() -> None:
    membership = MembershipFactory()
    other = Membership.objects.get(pk=membership.pk)
    assert memberships.end(None, membership, timezone.localdate(), EndReason.OTHER)
    assert memberships.end(None, other, timezone.localdate(), EndReason.OTHER).reason == "changed_meanwhile"


# -- invitations ---------------------------------------------------------------------------------------------------


def test_fifty_are_checked_and_only_the_good_ones_are_sent() -> None:
    kommune = OrganisationFactory()
    actor = administrator(kommune)
    member = MembershipFactory(organisation=kommune, role=Role.COORDINATOR).person
    Invitation.objects.create(organisation=kommune, email="venter@kommune.no", role=Role.COORDINATOR)
    lines = [f"Person {n}; p{n}@kommune.no; koordinator" for n in range(50)]
    lines += [member.email, "venter@kommune.no", "x@kommune.no; redaktør", "p1@kommune.no"]
    rows = invitations.check(actor, kommune, "\n".join(lines), Role.COORDINATOR)
    assert [row.problems for row in rows[50:]] == [
        [RowProblem.ALREADY_MEMBER],
        [RowProblem.ALREADY_INVITED],
        [RowProblem.ROLE_NOT_YOURS_TO_GIVE],
        [RowProblem.DOUBLED],
    ]
    assert mail.outbox == []
    assert len(invitations.send_all(actor, kommune, rows)) == 50
    assert len(mail.outbox) == 50
    assert len(invitations.send_all(actor, kommune, rows)) == 0


@pytest.mark.parametrize(
    ("language", "words"), [("nb", "inviterer deg"), ("nn", "inviterer deg"), ("en", "invites you")]
)
def test_the_letter_speaks_the_language_of_the_organisation(language: str, words: str) -> None:
    kommune = OrganisationFactory(language=language)
    actor = administrator(kommune)
    invitations.send_all(actor, kommune, invitations.check(actor, kommune, "ny@kommune.no", Role.LEADER))
    letter = mail.outbox[0]
    assert words in letter.body
    prefix = "" if language == "nb" else f"/{language}"
    assert f"{prefix}/invitasjon/" in letter.body


def test_a_person_who_has_chosen_a_language_gets_the_letter_in_it() -> None:
    kommune = OrganisationFactory(language="nb")
    known = UserFactory(language="en")
    actor = administrator(kommune)
    invitations.send_all(actor, kommune, invitations.check(actor, kommune, known.email, Role.LEADER))
    assert "invites you" in mail.outbox[0].body


def test_accepting_gives_the_role_once() -> None:
    invitation = Invitation.objects.create(organisation=OrganisationFactory(), email="ny@kommune.no", role=Role.LEADER)
    user = UserFactory(email="ny@kommune.no")
    assert invitations.accept(invitation, user)
    stale = Invitation.objects.get(pk=invitation.pk)
    assert invitations.accept(stale, user).reason == InvitationState.ACCEPTED
    assert Membership.objects.filter(person=user).count() == 1


def test_an_old_invitation_expires_and_a_new_letter_opens_it_again() -> None:
    kommune = OrganisationFactory()
    invitation = Invitation.objects.create(
        organisation=kommune,
        email="ny@kommune.no",
        role=Role.LEADER,
        sent_at=timezone.now() - timedelta(days=VALID_DAYS),
    )
    assert invitations.can_accept(invitation).reason == "expired"
    assert invitations.resend(administrator(kommune), invitation)
    assert invitations.can_accept(invitation)


def test_a_withdrawn_invitation_cannot_be_accepted_or_sent_again() -> None:
    kommune = OrganisationFactory()
    actor = administrator(kommune)
    invitation = Invitation.objects.create(organisation=kommune, email="ny@kommune.no", role=Role.LEADER)
    assert invitations.withdraw(actor, invitation)
    invitation.refresh_from_db()
    assert invitations.accept(invitation, UserFactory()).reason == "withdrawn"
    assert invitations.resend(actor, invitation).reason == "not_open"


@pytest.mark.parametrize("token", ["", "x", "MQ:forged", "1:1aaaaa:abc"])
def test_forged_links_find_nothing(token: str) -> None:
    assert invitations.by_token(token) is None
