"""Keep the groups of the admin in step with people's roles.

A role is held in a membership with a period; Wagtail knows groups. Whoever holds a role of CMS_GROUPS today is in its
group, and nobody else is: a period that ends closes the admin. Called when a membership changes, at sign-in, each night
by the background loop, and by `manage.py sync_groups`. Groups of other names are left alone.
"""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from portal.accounts.models import Membership, User
from portal.accounts.roles import CMS_GROUPS, Role


def ensure_groups() -> dict[str, Group]:
    """Make the groups that roles need and let each into the admin; what they may do there is set by portal/cms."""
    opens = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin").first()
    groups: dict[str, Group] = {}
    for name in CMS_GROUPS.values():
        group, _ = Group.objects.get_or_create(name=name)
        if opens is not None:
            group.permissions.add(opens)
        groups[name] = group
    return groups


def wanted(user: User) -> set[str]:
    """Return the names of the groups that the person's roles give today."""
    if not user.is_active:
        return set()
    held = Membership.objects.current().filter(person=user, role__in=CMS_GROUPS).values_list("role", flat=True)
    return {CMS_GROUPS[Role(role)] for role in held}


def sync_groups(user: User) -> bool:
    """Put the person in the groups their roles give, take them out of the others; say whether anything changed."""
    names = wanted(user)
    has = set(user.groups.filter(name__in=CMS_GROUPS.values()).values_list("name", flat=True))
    if names == has:
        return False
    with transaction.atomic():
        groups = ensure_groups()
        user.groups.add(*[groups[name] for name in names - has])
        user.groups.remove(*[groups[name] for name in has - names])
    return True


def sync_all() -> int:
    """Go through everybody who holds such a role or stands in such a group; return how many changed."""
    holders = Membership.objects.current().filter(role__in=CMS_GROUPS).values("person")
    concerned = User.objects.filter(pk__in=holders) | User.objects.filter(groups__name__in=CMS_GROUPS.values())
    return sum(sync_groups(user) for user in concerned.distinct())
