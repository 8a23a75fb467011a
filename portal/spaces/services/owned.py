"""Make the spaces that people and organisations have from the moment they need one."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from portal.accounts.models import Membership, Organisation, User
from portal.spaces.models import OrganisationSpace, PersonSpace, Space, SpaceKind


def space_of_person(person: User) -> Space:
    """Return the person's own space; made the first time."""
    found = Space.objects.filter(of_person__person=person).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            space = Space.objects.create(kind=SpaceKind.PERSON)
            PersonSpace.objects.create(space=space, person=person)
            return space
    except IntegrityError:  # Two windows at once: the other one made it.
        return Space.objects.get(of_person__person=person)


def space_of_organisation(organisation: Organisation) -> Space:
    """Return the organisation's space; made the first time."""
    found = Space.objects.filter(of_organisation__organisation=organisation).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            space = Space.objects.create(kind=SpaceKind.ORGANISATION)
            OrganisationSpace.objects.create(space=space, organisation=organisation)
            return space
    except IntegrityError:
        return Space.objects.get(of_organisation__organisation=organisation)


def entered_space_of(person: User, organisation: Organisation) -> Space | None:
    """Return the organisation's space when it is made and the person belongs there; makes none."""
    if not Membership.objects.current().filter(person=person, organisation=organisation).exists():
        return None
    return Space.objects.filter(of_organisation__organisation=organisation).first()
