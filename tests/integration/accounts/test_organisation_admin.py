"""Organisations in the admin: from an empty portal to somebody invited, what is refused, and who gets in."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from portal.accounts.groups import sync_groups
from portal.accounts.models import Organisation, User
from portal.accounts.roles import Role
from portal.cms.services.groups import ensure_groups
from portal.security.models import AuditEntry
from portal.spaces.services.owned import space_of_organisation
from tests.factories.accounts import PASSWORD, MembershipFactory, OrganisationFactory
from tests.unit.kernel import identity_numbers

pytestmark = pytest.mark.django_db

LIST = "/admin/organisations/"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def installer() -> Client:
    """Somebody who has just run `createsuperuser`, with nothing else in the portal."""
    client = Client()
    client.force_login(User.objects.create_superuser(email="drift@example.no", password=PASSWORD))
    return client


def with_role(role: Role) -> Client:
    ensure_groups()
    person = MembershipFactory(role=role).person
    sync_groups(person)
    client = Client()
    client.force_login(person)
    return client


def typed(**more: Any) -> dict[str, Any]:
    return {"name": "Bodø kommune", "slug": "", "kind": "kommune", "region": "", "parent": "", "language": "nb", **more}


def test_from_an_empty_portal_to_an_invited_administrator(installer: Client) -> None:
    assert LIST in installer.get("/admin/").content.decode()
    assert f"{LIST}new/" in installer.get(LIST).content.decode()
    saved = installer.post(f"{LIST}new/", typed(), follow=True).content.decode()
    made = Organisation.objects.get()
    assert (made.name, made.slug) == ("Bodø kommune", "bodo-kommune")
    assert 'href="/organisasjoner/bodo-kommune/inviter/"' in saved
    assert "Inviter organisasjonsansvarlig" in saved
    form = installer.get("/organisasjoner/bodo-kommune/inviter/")
    assert form.context["form"]["role"].initial == Role.ORGANISATION_ADMIN
    sent = {"people": "Kari Nordmann, kari@example.no", "role": "organisation_admin", "step": "send"}
    installer.post("/organisasjoner/bodo-kommune/inviter/", sent)
    assert [letter.to for letter in mail.outbox] == [["kari@example.no"]]


def test_an_administrator_by_role_makes_and_changes_with_entries(db: None) -> None:
    client = with_role(Role.ADMINISTRATOR)
    client.post(f"{LIST}new/", typed(slug="bodo"))
    made = Organisation.objects.get(slug="bodo")
    assert AuditEntry.objects.get(action="organisation.created").target_id == str(made.pk)
    client.post(f"{LIST}edit/{made.pk}/", typed(slug="bodo", region="helse-nord"))
    entry = AuditEntry.objects.get(action="organisation.changed")
    assert (entry.target_id, entry.details) == (str(made.pk), {"fields": ["region"]})
    logged = ModelLogEntry.objects.filter(object_id=str(made.pk)).values_list("action", flat=True)
    assert set(logged) == {"wagtail.create", "wagtail.edit"}
    assert client.get(f"{LIST}history/{made.pk}/").status_code == 200


@pytest.mark.parametrize("role", [Role.EDITOR, Role.MODERATOR, Role.ADVISOR])
def test_others_of_the_admin_find_no_such_list(role: Role) -> None:
    client, other = with_role(role), OrganisationFactory()
    assert LIST not in client.get("/admin/").content.decode()
    for way in ("", "new/", "results/", f"edit/{other.pk}/", f"delete/{other.pk}/", f"history/{other.pk}/"):
        assert client.get(LIST + way).status_code == 404, way
    for way in ("new/", f"edit/{other.pk}/", f"delete/{other.pk}/"):
        assert client.post(LIST + way, typed()).status_code == 404, way
    assert not Organisation.objects.filter(name="Bodø kommune").exists()
    assert Organisation.objects.filter(pk=other.pk).exists()


def test_who_looks_after_one_organisation_does_not_come_in(db: None) -> None:
    client = Client()
    client.force_login(MembershipFactory(role=Role.ORGANISATION_ADMIN).person)
    assert client.get(LIST).status_code in {302, 404}
    assert client.post(f"{LIST}new/", typed()).status_code in {302, 404}
    assert not Organisation.objects.filter(name="Bodø kommune").exists()


def test_no_circle_is_made(installer: Client) -> None:
    top = OrganisationFactory(name="Bodø kommune", slug="bodo")
    middle = OrganisationFactory(name="Helse og omsorg", slug="helse", parent=top)
    low = OrganisationFactory(name="Fysioterapi", slug="fysio", parent=middle)
    itself = installer.post(f"{LIST}edit/{top.pk}/", typed(slug="bodo", parent=top.pk)).content.decode()
    assert "En organisasjon kan ikke være del av seg selv." in itself
    below = installer.post(f"{LIST}edit/{top.pk}/", typed(slug="bodo", parent=low.pk)).content.decode()
    assert "Fysioterapi er en del av Bodø kommune fra før" in below
    top.refresh_from_db()
    assert top.parent is None


def test_a_name_with_an_identity_number_is_refused_kindly(installer: Client) -> None:
    number = identity_numbers.make(random.Random(1))
    refused = installer.post(f"{LIST}new/", typed(name=f"Kommune {number}")).content.decode()
    assert "Dette ser ut som et fødselsnummer. Varig lagrer ikke slike." in refused
    assert not Organisation.objects.exists()


def test_an_address_is_made_once_and_taken_ones_are_refused(installer: Client) -> None:
    OrganisationFactory(name="Bodø kommune", slug="bodo-kommune")
    refused = installer.post(f"{LIST}new/", typed(slug="bodo-kommune")).content.decode()
    assert "En annen organisasjon har denne adressen" in refused
    installer.post(f"{LIST}new/", typed())
    assert Organisation.objects.filter(slug="bodo-kommune-2").exists()


def test_the_address_follows_the_name_only_while_it_is_new(installer: Client) -> None:
    other = OrganisationFactory()
    assert "w-sync#apply" in installer.get(f"{LIST}new/").content.decode()
    assert "w-sync#apply" not in installer.get(f"{LIST}edit/{other.pk}/").content.decode()


def test_what_anything_hangs_on_is_not_deleted(installer: Client) -> None:
    empty, peopled, with_space = OrganisationFactory(), OrganisationFactory(), OrganisationFactory()
    MembershipFactory(organisation=peopled)
    space_of_organisation(with_space)
    for held in (peopled, with_space):
        page = installer.get(f"{LIST}delete/{held.pk}/").content.decode()
        assert "kan ikke slettes, fordi noe hører til den" in page
        assert "Ja, slett" not in page
        answer = installer.post(f"{LIST}delete/{held.pk}/", follow=True).content.decode()
        assert "kan ikke slettes" in answer
        assert Organisation.objects.filter(pk=held.pk).exists()
    installer.post(f"{LIST}delete/{empty.pk}/")
    assert not Organisation.objects.filter(pk=empty.pk).exists()
    assert AuditEntry.objects.filter(action="organisation.deleted", target_id=str(empty.pk)).exists()


def test_the_list_is_searched_and_filtered_and_costs_the_same_for_many(installer: Client) -> None:
    top = OrganisationFactory(name="Bodø kommune", slug="bodo", region="helse-nord")
    OrganisationFactory(name="Fysioterapi", slug="fysio", kind="service", parent=top, region="")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            page = installer.get(LIST).content.decode()
        assert "Helse Nord" in page
        return len(queries)

    cost()
    few = cost()
    for each in range(8):
        OrganisationFactory(name=f"Del {each}", parent=OrganisationFactory())
    assert cost() == few

    def names(query: str) -> set[str]:
        return {each.name for each in installer.get(f"{LIST}?{query}").context["object_list"]}

    assert names("q=fysio") == {"Fysioterapi"}
    assert names("kind=service") == {"Fysioterapi"}
    assert names(f"parent={top.pk}") == {"Fysioterapi"}
    assert "Bodø kommune" in names("region=helse-nord")
    assert "Fysioterapi" not in names("region=helse-nord")


def test_an_organisation_that_has_an_administrator_invites_coordinators_first(db: None) -> None:
    boss = MembershipFactory(role=Role.ORGANISATION_ADMIN, organisation=OrganisationFactory(slug="prove"))
    client = Client()
    client.force_login(boss.person)
    assert client.get("/organisasjoner/prove/inviter/").context["form"]["role"].initial == Role.COORDINATOR
