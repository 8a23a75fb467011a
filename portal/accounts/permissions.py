"""Who may do what with people and organisations. One question, one function, one decision."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import Membership, Organisation, OrganisationKind, User
from portal.accounts.roles import MFA_ROLES, Role
from portal.kernel.decisions import Decision, allow, deny

# Organisations whose own administrators may make advisors: guiding others is what they are for.
ADVISING_KINDS = frozenset({OrganisationKind.USHT, OrganisationKind.INNOMED})


def is_administrator(user: User | AnonymousUser) -> Decision:
    """Say whether the person administers the whole portal."""
    if not user.is_authenticated or not user.is_active:
        return deny("anonymous")
    if user.is_superuser:
        return allow("superuser")
    held = Membership.objects.current().filter(person=user, role=Role.ADMINISTRATOR).exists()
    return allow("administrator") if held else deny("not_administrator")


def can_register(user: User | AnonymousUser) -> Decision:
    """Say who makes, changes and deletes organisations in the admin: administrators, by the right of their group."""
    if not user.is_authenticated or not user.is_active:
        return deny("anonymous")
    return allow("permission") if user.has_perm("accounts.change_organisation") else deny("no_permission")


def can_administer(user: User | AnonymousUser, organisation: Organisation) -> Decision:
    """Organisation administrators look after their own organisation and its parts; administrators after all."""
    if not user.is_authenticated:
        return deny("anonymous")
    held = Membership.objects.current().filter(
        person=user, role=Role.ORGANISATION_ADMIN, organisation__in=[each.pk for each in organisation.line()]
    )
    return allow("organisation_admin") if held.exists() else is_administrator(user)


def can_see_organisation(user: User | AnonymousUser, organisation: Organisation) -> Decision:
    """Members and those who look after an organisation see its page. Others do not learn that it exists."""
    if not user.is_authenticated:
        return deny("anonymous")
    if Membership.objects.current().filter(person=user, organisation=organisation).exists():
        return allow("member")
    return can_administer(user, organisation)


def can_grant(user: User | AnonymousUser, organisation: Organisation, role: Role) -> Decision:
    """Say who may give a role. Those that reach other people's content are given by the portal's administrators."""
    decision = can_administer(user, organisation)
    if not decision:
        return decision
    if role not in MFA_ROLES:
        return decision
    if role == Role.ADVISOR and organisation.kind in ADVISING_KINDS:
        return decision
    above = is_administrator(user)
    return above if above else deny("role_not_yours_to_give")


def grantable_roles(user: User | AnonymousUser, organisation: Organisation) -> list[Role]:
    """Return the roles that the person may give here, in the order of the house."""
    return [role for role in Role if can_grant(user, organisation, role)]


def can_end(user: User | AnonymousUser, membership: Membership) -> Decision:
    """Who looks after the organisation may end a membership that still holds, if they could have given its role."""
    if membership.ends_on is not None and not membership.is_current:
        return deny("already_ended")
    return can_grant(user, membership.organisation, Role(membership.role))


def needs_second_factor(user: User | AnonymousUser, roles: Collection[str] | None = None) -> Decision:
    """People who work with other people's content or data need a second factor (trust decisions).

    Give `roles` where it is known already what the person is today.
    """
    if not user.is_authenticated:
        return deny("anonymous")
    if user.is_superuser or user.is_staff:
        return allow("staff")
    if roles is None:
        roles = set(Membership.objects.current().filter(person=user).values_list("role", flat=True))
    if any(role in MFA_ROLES for role in roles):
        return allow("role")
    # Somebody may have been let into the admin by hand, a translator for instance.
    return allow("admin") if user.has_perm("wagtailadmin.access_admin") else deny("no_such_role")
