"""Who belongs to an organisation."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from portal.accounts.models import Membership, Organisation, User

# So many levels below an organisation are looked through: kommune, area, service, unit.
LEVELS = 4


def parts_of(organisation: Organisation) -> Q:
    """Return the filter for the organisation and what lies below it, as a filter on `organisation`."""
    found, path = Q(organisation=organisation), "organisation"
    for _level in range(LEVELS):
        path = f"{path}__parent"
        found |= Q(**{path: organisation})
    return found


def members(organisation: Organisation) -> Any:
    """Return the people who belong to the organisation or a part of it today, by name."""
    belong = Membership.objects.current().filter(parts_of(organisation)).values("person")
    return User.objects.filter(pk__in=belong, is_active=True).order_by("first_name", "last_name", "pk")
