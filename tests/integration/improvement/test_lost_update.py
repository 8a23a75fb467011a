"""Two members save the same goal at the same moment, through HTTP, a hundred times: none is lost, each loser is told.

A real server with several workers serves a copy of the tests' own database, and the two members are two processes.
"""

from __future__ import annotations

import http.cookiejar
import multiprocessing
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.support.race import race_portal
from tests.support.server import PortalServer

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

ROUNDS = 100
SETUP = """
import json
from portal.accounts.models import User, Organisation, Membership
from portal.accounts.roles import Role
from portal.spaces.models import SpaceMember
from improvement.models import Goal
from improvement.services.projects import start_project
from improvement.services.versions import create
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
organisation = Organisation.objects.create(name="Kappkommune", slug="kappkommune", kind="kommune")
people = [User.objects.create_user(f"kapp{n}@example.no", "riktig-hest-batteri-stift") for n in range(2)]
for person in people:
    Membership.objects.create(person=person, organisation=organisation, role=Role.PROJECT_LEAD)
project = start_project(people[0], organisation, {"title": "Kappløp"})
SpaceMember.objects.create(space=project.space, person=people[1], role=Role.TEAM_MEMBER)
goal = create(Goal, project, people[0], {"what": "Utgangspunkt"})
sessions = []
for person in people:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    sessions.append(session.session_key)
print("READY" + json.dumps({"url": goal.get_absolute_url(), "sessions": sessions, "goal": goal.pk}))
"""
CHECK = """
import json
from improvement.models import Goal, Revision
goal = Goal.objects.get(pk={goal})
kept = Revision.objects.filter(target_type="goal", target_id=goal.pk).order_by("version")
versions = [[row.version, row.values["what"]] for row in kept]
print("READY" + json.dumps({{"version": goal.version, "what": goal.what, "kept": versions}}))
"""


def told(done: object) -> dict:
    import json

    line = next(one for one in done.stdout.splitlines() if one.startswith("READY"))  # type: ignore[attr-defined]
    return dict(json.loads(line.removeprefix("READY")))


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[PortalServer]:
    with race_portal(tmp_path_factory.mktemp("race"), django_db_blocker) as portal:
        yield portal


class Member:
    """One member's browser: cookies, and the goal's form."""

    def __init__(self, base: str, address: str, session: str) -> None:
        self.url = base + address
        self.session = session
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.jar),
            type("Stay", (urllib.request.HTTPRedirectHandler,), {"redirect_request": lambda *_args, **_more: None})(),
        )

    def _open(self, data: bytes | None = None) -> tuple[int, str]:
        token = "; ".join(f"{one.name}={one.value}" for one in self.jar)
        request = urllib.request.Request(self.url, data=data, headers={"Cookie": f"sessionid={self.session}; {token}"})  # noqa: S310
        request.add_header("Referer", self.url)
        try:
            with self.opener.open(request, timeout=30) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def read(self) -> tuple[str, str]:
        """The version and the token of the form."""
        status, page = self._open()
        assert status == 200, page[:500]
        found = (re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("version", "csrfmiddlewaretoken"))
        version, token = (one[1] for one in found if one)
        return version, token

    def save(self, text: str, version: str, token: str) -> tuple[int, str]:
        """Send the form."""
        data = {"what": text, "version": version, "csrfmiddlewaretoken": token}
        return self._open(urllib.parse.urlencode(data).encode())


def race(base: str, address: str, session: str, name: str, barrier, results) -> None:
    """One process: read, wait for the other, save at once; a hundred times."""
    member = Member(base, address, session)
    mine = []
    for number in range(ROUNDS):
        version, token = member.read()
        barrier.wait(60)
        text = f"{name} skrev runde {number}"
        status, page = member.save(text, version, token)
        mine.append((number, text, status, page if status != 302 else ""))
        barrier.wait(60)
    results.put((name, mine))


def test_a_hundred_rounds_lose_nothing(server: PortalServer) -> None:
    made = told(server.manage("shell", "-v0", "-c", SETUP))
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(2), context.Queue()
    names = ("Anne", "Berit")
    processes = [
        context.Process(target=race, args=(server.url, made["url"], session, name, barrier, results))
        for name, session in zip(names, made["sessions"], strict=True)
    ]
    for process in processes:
        process.start()
    found = dict(results.get(timeout=120) for _each in processes)
    for process in processes:
        process.join(10)

    after = told(server.manage("shell", "-v0", "-c", CHECK.format(goal=made["goal"])))
    kept = {text for _version, text in after["kept"]}
    saved = conflicts = 0
    for one, other in zip(found["Anne"], found["Berit"], strict=True):
        statuses = sorted((one[2], other[2]))
        assert set(statuses) <= {302, 409}, statuses
        assert 302 in statuses, "somebody must win each round"
        for mine, theirs in ((one, other), (other, one)):
            if mine[2] == 302:
                saved += 1
                assert mine[1] in kept, "a save that was acknowledged was lost"
            else:
                conflicts += 1
                assert mine[1] in mine[3], "the loser's own text stands on the page"
                assert theirs[1] in mine[3], "the winner's text stands beside it"
    assert conflicts == ROUNDS, "both had seen the same version, so one of them must be told, every time"
    # Every acknowledged save is a version of its own, in order, none written over.
    assert after["version"] == 1 + saved
    assert [version for version, _text in after["kept"]] == list(range(1, after["version"] + 1))
