"""A word that somebody wrote for themselves stands nowhere but in its own row and on its writer's own pages."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.admin.utils import quote
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Page, ReferenceIndex

from courses.models import Reflection
from courses.services import export_for, learning
from portal.accounts import mydata
from portal.accounts.models import Membership, User
from portal.accounts.roles import Role
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.courses import block, key, lesson, make_course

pytestmark = pytest.mark.django_db

CANARY = "kanarifuglord"
# Stands beside it, so that one can search for the text without the page repeating the word itself.
BESIDE = "sjiraffhalsene"
# Signing in and out, and what holds no content of ours.
LEFT_OUT = re.compile(r"logout|jsi18n|^accounts/|^_util/|^media/")
VALUES = {
    "step_key": str(key("lesson", 1)),
    "block_id": str(block(1, 3)),
    "course_key": str(key("course")),
    "module_key": str(key("module", 1)),
    "code": "7K3F-Q2MA-9XTD-04HB",
    "language": "nb",
    "slug": "kanarikommunen",
    "app_label": "courses",
    "model_name": "reflection",
}


@pytest.fixture
def writer(caplog: pytest.LogCaptureFixture) -> Iterator[User]:
    """A coordinator who has written the word, by the form and by the autosave, with a refused try and a conflict."""
    caplog.set_level(logging.INFO)
    make_course()
    organisation = OrganisationFactory(slug=VALUES["slug"])
    person = MembershipFactory(organisation=organisation, role=Role.COORDINATOR).person
    client = Client()
    client.force_login(person)
    address = reverse("courses:reflection", args=[key("lesson", 1), block(1, 3)])
    client.post(address, {"text": f"Om {CANARY}", "version": 0}, headers={"X-Varig-Autosave": "1"})
    client.post(address, {"text": f"Mer om {CANARY} {BESIDE}", "version": 1})
    client.post(address, {"text": f"{CANARY} 01017000027", "version": 2})
    client.post(address, {"text": f"Sent om {CANARY}", "version": 0})
    client.post(reverse("courses:reflection", args=[key("lesson", 1), block(1, 2)]), {"text": CANARY})
    for number in (1, 2):
        learning.finish(person, lesson(number))
    client.post(certificate_address(), {"name": "Kari", "language": "nb"})
    assert Reflection.objects.of(person).get().text == f"Mer om {CANARY} {BESIDE}"
    yield person
    assert CANARY not in caplog.text


def certificate_address() -> str:
    return reverse("courses:certificate_request", args=[key("module", 1)])


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every address of the portal, with likely values where it wants some."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from addresses(each, before + _filled(str(each.pattern)))
        elif isinstance(each, URLPattern):
            yield before + _filled(str(each.pattern))


def _filled(pattern: str) -> str:
    pattern = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: VALUES.get(found[1], "1"), pattern)
    pattern = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda found: VALUES.get(found[1], "1"), pattern)
    return re.sub(r"\([^)]*\)", "1", pattern).replace("^", "").replace("$", "").replace("\\Z", "").replace("\\", "")


def readers(writer: User) -> dict[str, User | None]:
    """Everybody else: each role in the writer's own organisation, an editor, the administrator, and nobody at all."""
    organisation = Membership.objects.filter(person=writer).get().organisation
    people: dict[str, User | None] = {"anonymous": None}
    for role in Role:
        people[role.value] = MembershipFactory(organisation=organisation, role=role).person
    editor = UserFactory(is_staff=True)
    editor.groups.set(Group.objects.all())
    people["editor in every group"] = editor
    people["superuser"] = UserFactory(is_staff=True, is_superuser=True)
    return people


def walk(user: User | None, paths: list[str]) -> list[str]:
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    found = []
    for path in paths:
        response = client.get(path)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        if CANARY.encode() in body:
            found.append(path)
    return found


@pytest.mark.slow
def test_no_page_of_the_portal_shows_it_to_anybody_else(writer: User) -> None:
    every = sorted({f"/{path}" for path in addresses(get_resolver()) if not LEFT_OUT.search(path)})
    assert len(every) > 100
    admin = [path for path in every if path.startswith("/admin")]
    public = [path for path in every if not path.startswith("/admin")]
    pages = [page.url for page in Page.objects.filter(depth__gt=1) if page.url]
    asked = [f"/sok/?q={BESIDE}", f"/admin/pages/search/?q={BESIDE}", f"/admin/reports/?q={BESIDE}"]
    own = [f"/admin/pages/{page.pk}/{what}/" for page in Page.objects.all() for what in ("edit", "history", "usage")]
    certificate = [reverse("courses:verify", args=[writer.certificates.get().code])]
    for name, user in readers(writer).items():
        paths = [*public, *pages, *asked, *certificate]
        if name == "superuser":
            paths += [*admin, *own]
        elif user is not None and user.is_staff:
            paths += own
        assert walk(user, paths) == [], name


def test_the_database_holds_it_in_one_place_only(writer: User) -> None:
    holding = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names from the database
            if any(CANARY in str(value) for row in cursor.fetchall() for value in row):
                holding.append(table)
    assert holding == ["courses_reflection"]


def test_no_name_or_repr_of_anything_shows_it(writer: User) -> None:
    from courses.lessonparts import parts_of
    from courses.services.reflections import save_reflection

    row = Reflection.objects.of(writer).get()
    conflict = save_reflection(writer, lesson(), block(1, 3), "Noe annet", 0)
    assert not conflict.saved
    for shown in (row, Reflection.objects.of(writer), parts_of(lesson(), writer, {}), conflict, quote(row.pk)):
        assert CANARY not in f"{shown!r} {shown}"


def test_it_is_in_ones_own_copy_of_ones_data_and_in_no_other(writer: User) -> None:
    assert CANARY in json.dumps(export_for(writer), default=str)
    other = UserFactory(is_superuser=True)
    for _title, export in mydata.exporters().values():
        assert CANARY not in json.dumps(export(other), default=str)


def test_erasing_the_person_erases_it(writer: User) -> None:
    from portal.accounts.services.erasing import erase

    erase(writer)
    assert not Reflection.objects.filter(text__contains=CANARY).exists()


def test_nothing_in_the_admin_or_the_reference_index_knows_the_table() -> None:
    assert Reflection._meta.default_permissions == []
    assert not ReferenceIndex.model_is_indexable(Reflection)


def test_reflections_are_read_only_through_their_writer() -> None:
    """`of(person)` is the one way to read; `get_or_create` in the service is the one way to write."""
    allowed = re.compile(r"Reflection\.objects\.(of\(|get_or_create\()")
    wrong: dict[str, Any] = {}
    for room in ("courses", "portal", "improvement", "network"):
        for path in Path(settings.ROOT, room).rglob("*.py"):
            uses = re.findall(r"Reflection\.objects\.\w+\(", path.read_text(encoding="utf-8"))
            if bad := [use for use in uses if not allowed.match(use)]:
                wrong[str(path)] = bad
    assert wrong == {}
