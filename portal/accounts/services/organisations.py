"""Organisations themselves: free addresses, what hangs on them, and the entries in the audit."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import ManyToOneRel
from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

from portal.accounts.models import Membership, Organisation, User
from portal.accounts.roles import Role
from portal.security import audit

_LONGEST = 80


def free_slug(name: str, own: Organisation | None = None) -> str:
    """Return an address made of the name that no other organisation has: «bodo», «bodo-2»."""
    start = slugify(string_to_ascii(name))[:_LONGEST].strip("-") or "organisasjon"
    others = Organisation.objects.filter(slug__startswith=start[: _LONGEST - 4])
    if own is not None and own.pk is not None:
        others = others.exclude(pk=own.pk)
    taken = set(others.values_list("slug", flat=True))
    slug, number = start, 1
    while slug in taken:
        number += 1
        slug = f"{start[: _LONGEST - 1 - len(str(number))]}-{number}"
    return slug


def hanging_on(organisation: Organisation) -> list[tuple[str, int]]:
    """Return what points to the organisation, whichever room it is in: what it is called, and how much there is."""
    found = []
    for relation in Organisation._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel):
            continue
        number = relation.related_model._base_manager.filter(**{relation.field.name: organisation.pk}).count()
        if number:
            found.append((str(relation.related_model._meta.verbose_name_plural), number))
    return found


def has_administrator(organisation: Organisation) -> bool:
    """Whether somebody looks after exactly this organisation today."""
    held = Membership.objects.current().filter(organisation=organisation, role=Role.ORGANISATION_ADMIN)
    return bool(held.exists())


def note(actor: User, organisation: Organisation, act: str, fields: Iterable[str] = ()) -> None:
    """Write the entry in the audit: `act` is created, changed or deleted; which fields, never what stood in them."""
    audit.record(actor, f"organisation.{act}", organisation, fields=sorted(fields))
