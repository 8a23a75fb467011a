"""The demo's people: who they are, that loading twice changes nothing, and that removing takes only the demo away."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command

from improvement.models import Project
from improvement.services.projects import start_project
from portal.accounts import demo
from portal.accounts.democontext import PASSWORD, DemoContext
from portal.accounts.models import Membership, Organisation, User
from portal.accounts.roles import Role
from portal.accounts.services import acting
from tests.factories.accounts import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def context() -> DemoContext:
    context = DemoContext(say=lambda line: None)
    demo.load(context)
    return context


def test_everybody_can_sign_in(context: DemoContext) -> None:
    for person in User.objects.filter(is_demo=True):
        assert person.emailaddress_set.get().verified
        assert authenticate(None, email=person.email, password=PASSWORD) == person


def test_hats(context: DemoContext) -> None:
    assert acting.hats(context.person("erfaringskonsulent")) == []
    assert len(acting.hats(context.person("koordinator"))) == 2
    assert context.person("redaktor").has_perm("wagtailadmin.access_admin")
    assert not context.person("koordinator").has_perm("wagtailadmin.access_admin")


def test_loading_twice_changes_nothing(context: DemoContext) -> None:
    before = (User.objects.count(), Organisation.objects.count(), Membership.objects.count())
    demo.load(context)
    assert (User.objects.count(), Organisation.objects.count(), Membership.objects.count()) == before


def test_invented_places_say_so_and_real_ones_have_no_people(context: DemoContext) -> None:
    peopled = Organisation.objects.filter(memberships__isnull=False).distinct()
    assert all(each.slug.startswith("demo-") or each.slug == "usht-nordland" for each in peopled)


def test_removing_leaves_what_others_have_made(context: DemoContext) -> None:
    senja = Organisation.objects.get(slug="senja-kommune")
    real = MembershipFactory(organisation=senja, role=Role.COORDINATOR)
    demo.remove()
    assert not User.objects.filter(is_demo=True).exists()
    assert list(Organisation.objects.all()) == [senja]
    assert Membership.objects.get() == real
    demo.remove()


def test_a_project_of_real_people_keeps_its_organisation_and_nothing_else(context: DemoContext) -> None:
    """Through the command: it says what stays and why, and takes the rest."""
    place = Organisation.objects.get(slug="demo-ke")
    real = UserFactory()
    texts = {"title": "Vårt eget", "summary": "", "background": ""}
    project = start_project(real, place, texts)
    out = StringIO()
    call_command("demo", "--remove", stdout=out)
    assert not User.objects.filter(is_demo=True).exists()
    assert Project.objects.get() == project
    assert {each.slug for each in Organisation.objects.all()} == {"demo-ke", "demo-kommune"}
    said = out.getvalue()
    assert (
        "Kept: Koordinerende enhet, Demo kommune. Still in use: 1 member of a space, 1 organisation in a project."
        in said
    )
    assert "Kept: Demo kommune. Still in use: 1 organisation." in said
    assert "The demo is gone" in said
    project.space.delete()
    again = StringIO()
    call_command("demo", "--remove", stdout=again)
    assert not Organisation.objects.exists()
    assert "Kept" not in again.getvalue()
