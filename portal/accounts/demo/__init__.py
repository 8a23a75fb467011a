"""The demo's organisations and people.

«Demo kommune» and its services are invented and say so. The other organisations are real ones that the field's own
material names; they stand as bare entries with kind and region, and nobody belongs to them but the demo's people whose
role needs such a place. People are named by their role.
"""

from __future__ import annotations

from collections import Counter

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import translation

from portal.accounts.demo.content import HATS, INVITED, ORGANISATIONS, PEOPLE, Entry
from portal.accounts.democontext import DOMAIN, PASSWORD, DemoContext
from portal.accounts.groups import sync_all
from portal.accounts.models import Invitation, Membership, Organisation, User
from portal.accounts.roles import Role


def load(context: DemoContext) -> None:
    """Add what is missing; change nothing that is there."""
    places = {entry.slug: _organisation(entry) for entry in ORGANISATIONS}
    for name, first, last in PEOPLE:
        _person(name, first, last)
    for name, slug, role in HATS:
        _hat(context.person(name), places[slug], role)
    # Translating is no role in an organisation; the right to it is given in the admin (portal/cms/services/groups.py).
    Group.objects.get_or_create(name="Translators")[0].user_set.add(context.person("oversetter"))
    _invitations(context.person("orgadmin"), places["demo-kommune"])
    sync_all()
    context.say(f"People: {len(PEOPLE)}; organisations: {len(ORGANISATIONS)}")


def remove() -> list[str]:
    """Take away the demo's people and those of its organisations that nobody else has come to use.

    Returns a sentence for each organisation that stays, saying why.
    """
    people = User.objects.filter(is_demo=True)
    Membership.objects.filter(person__in=people).delete()
    people.delete()
    kept = []
    # Parts before what they are part of.
    for entry in reversed(ORGANISATIONS):
        organisation = Organisation.objects.filter(slug=entry.slug, is_demo=True).first()
        if organisation is None:
            continue
        try:
            # A point to come back to: the rest goes on although this one cannot.
            with transaction.atomic():
                organisation.delete()
        except ProtectedError as held:
            kept.append(_why_kept(organisation, held))
    return kept


def _why_kept(organisation: Organisation, held: ProtectedError) -> str:
    """Say in plain words what real people have made of a demo organisation."""
    counts = Counter(type(each) for each in held.protected_objects)
    # The command speaks English.
    with translation.override("en"):
        things = [
            f"{count} {model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural}"
            for model, count in counts.items()
        ]
    return f"Kept: {organisation.name}. Still in use: {', '.join(sorted(things))}."


def _organisation(entry: Entry) -> Organisation:
    parent = Organisation.objects.get(slug=entry.parent) if entry.parent else None
    organisation, _ = Organisation.objects.get_or_create(
        slug=entry.slug,
        defaults={
            "name": entry.name,
            "kind": entry.kind,
            "region": entry.region,
            "language": entry.language,
            "parent": parent,
            "is_demo": True,
        },
    )
    return organisation


def _person(name: str, first: str, last: str) -> None:
    from allauth.account.models import EmailAddress

    email = f"{name}@{DOMAIN}"
    if User.objects.filter(email=email).exists():
        return
    user = User.objects.create_user(email, PASSWORD, first_name=first, last_name=last, language="nb", is_demo=True)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)


def _hat(person: User, organisation: Organisation, role: Role) -> None:
    membership, _ = Membership.objects.get_or_create(person=person, organisation=organisation, role=role, ends_on=None)
    if person.acting_as_id is None:
        person.acting_as = membership
        person.save(update_fields=["acting_as"])


def _invitations(sender: User, organisation: Organisation) -> None:
    for email, name, role in INVITED:
        Invitation.objects.get_or_create(
            organisation=organisation,
            email=email,
            role=role,
            accepted_at=None,
            withdrawn_at=None,
            defaults={"name": name, "invited_by": sender},
        )
