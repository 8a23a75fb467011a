"""One door: whoever finds a second way to sign in, or to change how one signs in, is led to the first."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client

from portal.accounts.models import User
from tests.factories.accounts import PASSWORD, UserFactory


@pytest.mark.parametrize("door", ["/admin/login/", "/_util/login/", "/nn/_util/login/"])
def test_every_door_leads_to_the_one(door: str, world: SimpleNamespace, db: None) -> None:
    person = UserFactory()
    client = Client()
    answer = client.post(door, {"username": person.email, "login": person.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("page", ["/admin/password_reset/", "/admin/password_reset/confirm/MQ/set-password/"])
def test_the_admin_has_no_way_of_its_own_to_a_new_password(
    page: str, world: SimpleNamespace, as_role: Callable[..., Client]
) -> None:
    assert as_role("anonymous").get(page).status_code == 404


def test_the_admins_page_about_oneself_changes_neither_address_nor_password(
    world: SimpleNamespace, as_role: Callable[..., Client]
) -> None:
    client = as_role("editor")
    person = world.people["editor"]
    page = client.get("/admin/account/").content.decode()
    assert 'type="password"' not in page
    assert "name_email-email" not in page
    client.post(
        "/admin/account/",
        {
            "name_email-email": "annen@example.no",
            "name_email-first_name": "Redaktør",
            "name_email-last_name": "Demo",
            "password-old_password": "varig-demo-2026",
            "password-new_password1": "et-annet-langt-ord",
            "password-new_password2": "et-annet-langt-ord",
        },
    )
    again = User.objects.get(pk=person.pk)
    assert again.email == person.email
    assert again.password == person.password


def test_nobody_gives_rights_to_people_in_the_admin(world: SimpleNamespace, as_role: Callable[..., Client]) -> None:
    client = as_role("admin")
    for place in ("/admin/users/", "/admin/users/add/", "/admin/groups/", "/admin/groups/new/"):
        assert client.get(place).status_code in {302, 403, 404}, place
    assert client.post("/admin/users/add/", {"email": "ny@example.no"}).status_code in {302, 403, 404}
    assert not User.objects.filter(email="ny@example.no").exists()
