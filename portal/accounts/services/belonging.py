"""Where somebody belongs: the organisations they are in today, and everything these are part of."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import Membership, Organisation, User


def own_memberships(user: User | AnonymousUser) -> list[Membership]:
    """Return the memberships that hold today, the longest first, with what each organisation is part of. One query."""
    if not user.is_authenticated:
        return []
    held = Membership.objects.current().filter(person=user)
    # A tree of more floors than these costs a query a floor, and is walked to the top all the same.
    return list(held.select_related("organisation__parent__parent__parent").order_by("starts_on", "pk"))


def above(organisations: Iterable[Organisation]) -> set[int]:
    """Return the keys of the organisations and of everything they are part of."""
    return {each.pk for organisation in organisations for each in organisation.line()}


def belongs_to(user: User | AnonymousUser) -> set[int]:
    """Return the keys of the organisations that the person is one of the own people of.

    Somebody in a service of a kommune is one of the kommune's people; somebody in the kommune alone is not one of the
    service's.
    """
    return above(each.organisation for each in own_memberships(user))
