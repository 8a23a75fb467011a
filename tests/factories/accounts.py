"""People, organisations and spaces for tests."""

from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from portal.accounts.models import Membership, Organisation, User
from portal.accounts.models.organisations import OrganisationKind
from portal.accounts.roles import Role
from portal.spaces.models import Space, SpaceKind, SpaceMember

PASSWORD = "riktig-hest-batteri-stift"


class UserFactory(DjangoModelFactory):
    """A person who can sign in with PASSWORD and whose address is verified."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.no")
    first_name = factory.Sequence(lambda n: f"Person {n}")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        password = kwargs.pop("password", PASSWORD)
        user = model_class.objects.create_user(*args, password=password, **kwargs)
        from allauth.account.models import EmailAddress

        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user


class OrganisationFactory(DjangoModelFactory):
    """A kommune in Helse Nord."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Kommune {n}")
    slug = factory.Sequence(lambda n: f"kommune-{n}")
    kind = OrganisationKind.KOMMUNE
    region = "helse-nord"


class MembershipFactory(DjangoModelFactory):
    """A coordinator in a kommune."""

    class Meta:
        model = Membership

    person = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.COORDINATOR


class SpaceFactory(DjangoModelFactory):
    """A project's space without members."""

    class Meta:
        model = Space

    kind = SpaceKind.PROJECT


class SpaceMemberFactory(DjangoModelFactory):
    """A project lead in a space."""

    class Meta:
        model = SpaceMember

    space = factory.SubFactory(SpaceFactory)
    person = factory.SubFactory(UserFactory)
    role = Role.PROJECT_LEAD
