"""The walk: every address of ours, every kind of person, every method.

Nothing breaks, reading changes nothing, a form without its token changes nothing, and what one may not see is not
there.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.integration.security.conftest import writes
from tests.integration.security.table import NOT_SIGNED_IN, ROLES, TABLE, Row

OURS = ("portal.", "courses.", "improvement.", "network.")
SIGN_IN = "/accounts/login/"


def _named(patterns: list[Any], space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _named(pattern.url_patterns, inner)
        elif pattern.name:
            yield f"{space}{pattern.name}", pattern


def _is_ours(pattern: URLPattern) -> bool:
    view: Any = pattern.callback
    module = getattr(view, "__module__", "") or type(view).__module__
    return module.startswith(OURS)


def ours() -> dict[str, URLPattern]:
    """Our own named addresses outside the admin; what we add there stands behind its door and is walked with it."""
    outside = [each for each in get_resolver().url_patterns if str(each.pattern) != "admin/"]
    return {name: pattern for name, pattern in _named(outside) if _is_ours(pattern)}


def address(name: str, world: SimpleNamespace, change: dict[str, Any] | None = None) -> str:
    """The address of a row in the demo, with some arguments changed."""
    row = TABLE[name]
    wanted = ours()[name].pattern.converters
    values = {key: world.ids[row.named.get(key, key)] for key in wanted}
    return reverse(name, kwargs={**values, **(change or {})})


def strange(value: Any) -> Any:
    """Something of the same kind that does not exist."""
    if isinstance(value, int):
        return 987_654
    return uuid.UUID(int=7) if isinstance(value, uuid.UUID) or _is_uuid(value) else "finnes-ikke"


def _is_uuid(value: Any) -> bool:
    try:
        uuid.UUID(str(value))
    except ValueError:
        return False
    return True


def verdict(status: int, location: str) -> str:
    """What an answer means to who gets it."""
    if status == 404:
        return "missing"
    if status == 302 and SIGN_IN in location:
        return "login"
    return "open" if status < 400 else str(status)


def expected(row: Row, role: str) -> str:
    """What the table says."""
    if role in NOT_SIGNED_IN:
        return row.anonymous
    return "open" if role in row.may else "missing"


def test_every_address_of_ours_has_a_row() -> None:
    assert set(ours()) - set(TABLE) == set()
    assert set(TABLE) - set(ours()) == set()


@pytest.mark.parametrize("role", ROLES)
def test_everybody_gets_in_where_the_table_says_and_reading_changes_nothing(
    role: str, world: SimpleNamespace, as_role: Callable[..., Client]
) -> None:
    client = as_role(role)
    wrong = []
    for name, row in TABLE.items():
        if "GET" not in row.methods:
            continue
        for method in (client.get, client.head):
            with writes() as changed:
                answer = method(address(name, world))
            if method == client.head and answer.status_code == 405:
                continue
            got = verdict(answer.status_code, answer.get("Location", ""))
            if got != expected(row, role):
                wrong.append(f"{name}: {got}, not {expected(row, role)}")
            if changed:
                wrong.append(f"{name} wrote: {changed[0]}")
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_sending_is_for_those_who_may_and_without_a_token_for_nobody(
    role: str, world: SimpleNamespace, as_role: Callable[..., Client]
) -> None:
    wrong = []
    careful = as_role(role, enforce_csrf_checks=True)
    for name in TABLE:
        with writes() as changed:
            answer = careful.post(address(name, world), {"title": "Uten nøkkel"})
        if answer.status_code not in {403, 405} or changed:
            wrong.append(f"{name} without a token: {answer.status_code} {changed[:1]}")
    client = as_role(role)
    for name, row in TABLE.items():
        if "POST" not in row.methods or role in row.may:
            continue
        with writes() as changed:
            answer = client.post(address(name, world), {"title": "Uten rett"})
        got = verdict(answer.status_code, answer.get("Location", ""))
        # Who is signed out and had written something gets it back, with the way to the same door.
        if answer.status_code == 403 and role in NOT_SIGNED_IN and SIGN_IN in answer.content.decode():
            got = "login"
        if got != expected(row, role) or changed:
            wrong.append(f"{name} without the right: {got}, not {expected(row, role)} {changed[:1]}")
    assert wrong == []


@pytest.mark.once
@pytest.mark.parametrize("role", ["anonymous", "outsider", "project_lead", "org_admin", "admin"])
def test_other_methods_are_refused(role: str, world: SimpleNamespace, as_role: Callable[..., Client]) -> None:
    client = as_role(role)
    wrong = []
    for name in TABLE:
        for method in ("put", "delete", "patch", "options", "trace"):
            with writes() as changed:
                answer = getattr(client, method)(address(name, world))
            if answer.status_code != 405 or changed:
                wrong.append(f"{method} {name}: {answer.status_code}")
    assert wrong == []


@pytest.mark.once
@pytest.mark.parametrize("role", ["outsider", "project_lead", "project_member", "org_admin", "advisor", "admin"])
def test_what_does_not_exist_and_what_is_not_yours_look_the_same(
    role: str, world: SimpleNamespace, as_role: Callable[..., Client]
) -> None:
    client = as_role(role)
    wrong = []
    for name, row in TABLE.items():
        for argument in row.foreign:
            own = world.ids[row.named.get(argument, argument)]
            for method in row.methods:
                with writes() as changed:
                    answer = client.generic(method, address(name, world, {argument: strange(own)}))
                if answer.status_code != 404 or changed:
                    wrong.append(f"{method} {name} {argument}: {answer.status_code} {changed[:1]}")
    assert wrong == []


def test_the_page_for_what_is_not_yours_is_the_page_for_what_is_not_there(
    world: SimpleNamespace, as_role: Callable[..., Client]
) -> None:
    client = as_role("outsider")
    theirs = client.get(address("improvement:project", world))
    nothing = client.get(address("improvement:project", world, {"project_id": 987_654}))
    assert theirs.status_code == nothing.status_code == 404
    mine = f"/prosjekter/{world.ids['project_id']}/"
    token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    pages = [token.sub("", answer.content.decode()) for answer in (theirs, nothing)]
    assert pages[0].replace(mine, "") == pages[1].replace("/prosjekter/987654/", "")


@pytest.mark.parametrize("role", ["project_lead", "coordinator", "org_admin", "admin"])
def test_an_empty_form_breaks_nothing(role: str, world: SimpleNamespace, as_role: Callable[..., Client]) -> None:
    client = as_role(role)
    broken = []
    for name, row in TABLE.items():
        if "POST" in row.methods and role in row.may and name not in {"accounts:erase", "improvement:project_archive"}:
            for body in ({}, {"version": "abc", "next": "//evil.example/"}, {"version": "9" * 40, "title": "\x00"}):
                answer = client.post(address(name, world), body)
                if answer.status_code >= 500 or "evil.example" in answer.get("Location", ""):
                    broken.append(f"{name} {body}: {answer.status_code} {answer.get('Location', '')}")
    assert broken == []


# -- the admin: Wagtail guards its own views; members must not get past its door -----------------------------------


def _admin_addresses() -> list[str]:
    found = []
    for name, pattern in _named(get_resolver().url_patterns):
        keys = pattern.pattern.converters
        values = {key: uuid.uuid4() if "UUID" in type(kind).__name__ else 1 for key, kind in keys.items()}
        try:
            found.append(reverse(name, kwargs=values))
        except NoReverseMatch:
            continue
    return [each for each in found if each.startswith("/admin/")]


@pytest.mark.once
@pytest.mark.parametrize("role", ["anonymous", "deactivated", "outsider", "coordinator", "project_lead", "org_admin"])
def test_nobody_without_a_role_there_opens_a_view_of_the_admin(
    role: str, world: SimpleNamespace, as_role: Callable[..., Client]
) -> None:
    client = as_role(role)
    opened = []
    addresses = _admin_addresses()
    assert len(addresses) > 100
    for each in addresses:
        for method in ("GET", "POST"):
            with writes() as changed:
                answer = client.generic(method, each)
            if answer.status_code not in {302, 403, 404, 405} or changed:
                opened.append(f"{method} {each}: {answer.status_code} {changed[:1]}")
    assert [each for each in opened if not each.startswith(OPEN_IN_ADMIN)] == []


# Words and drawings of the admin's own, no content. Signing out is for everybody.
OPEN_IN_ADMIN = tuple(
    f"{method} /admin/{each}" for method in ("GET", "POST") for each in ("jsi18n/", "sprite", "logout/")
)
