"""Whoever makes a link to us cannot make us send people elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from urllib.parse import quote, urlsplit

import pytest
from django.test import Client

from tests.factories.accounts import PASSWORD, UserFactory

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "////evil.example",
    "\\\\evil.example/",
    "/\\evil.example/",
    "\\/evil.example",
    "http:evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "//evil.example\\@testserver/",
    "\t//evil.example/",
    "/\t/evil.example/",
    " //evil.example/",
    "%2F%2Fevil.example/",
    "https://evil.example\x00@testserver/",
    "http://[::1]evil.example/",
]


def leads_away(location: str) -> bool:
    """Whether a browser would leave us: it takes backslashes for slashes and drops tabs and line breaks."""
    seen = location.replace("\\", "/").translate({9: None, 10: None, 13: None}).strip()
    parts = urlsplit(seen)
    return bool(parts.netloc and parts.netloc != "testserver") or parts.scheme not in {"", "http", "https"}


@pytest.mark.parametrize("target", ELSEWHERE)
def test_sign_in_and_sign_out_lead_nowhere_else(target: str, world: SimpleNamespace, db: None) -> None:
    person = UserFactory()
    client = Client()
    answer = client.post(
        f"/accounts/login/?next={quote(target)}", {"login": person.email, "password": PASSWORD, "next": target}
    )
    assert answer.status_code == 302
    assert not leads_away(answer["Location"])
    again = client.get(f"/accounts/login/?next={quote(target)}")
    assert not leads_away(again.get("Location", "/"))
    out = client.post(f"/accounts/logout/?next={quote(target)}", {"next": target})
    assert not leads_away(out.get("Location", "/"))


@pytest.mark.parametrize("target", ELSEWHERE)
def test_our_own_forms_and_the_admins_doors_lead_nowhere_else(
    target: str, world: SimpleNamespace, as_role: Callable[..., Client]
) -> None:
    client = as_role("coordinator")
    places = [
        ("post", "/min-side/virker-for/"),
        ("post", "/min-side/innstillinger/"),
        ("get", "/admin/login/"),
        ("get", "/_util/login/"),
        ("get", "/admin/logout/"),
        ("post", f"/kurs/{world.ids['course_key']}/start/"),
    ]
    for method, place in places:
        answer = getattr(client, method)(
            f"{place}?next={quote(target)}", {"next": target} if method == "post" else None
        )
        assert answer.status_code < 500, place
        assert not leads_away(answer.get("Location", "/")), (place, answer["Location"])


def test_the_way_back_still_works(world: SimpleNamespace, db: None) -> None:
    person = UserFactory()
    answer = Client().post(
        "/accounts/login/", {"login": person.email, "password": PASSWORD, "next": "/prosjekter/?side=2"}
    )
    assert answer["Location"] == "/prosjekter/?side=2"
