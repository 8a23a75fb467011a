"""Two hundred want thirty seats, and fifty the last one, at the same moment and through HTTP; nobody is lost.

A real server with two workers, and twenty at a time who press.
"""

from __future__ import annotations

import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.support.race import race_portal
from tests.support.server import PortalServer

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

AT_A_TIME = 20
SETUP = """
import json
from datetime import timedelta
from django.utils import timezone
from portal.accounts.models import Organisation, User
from portal.gatherings.models import Seating, Share
from portal.gatherings.services import meetings, seating
from portal.gatherings.services.seatlinks import word_of
from portal.spaces.services.owned import space_of_organisation
host = User.objects.create_user("vert{people}@example.no", "riktig-hest-batteri-stift")
names = ("Der", "Mangler")
there, missing = (Organisation.objects.create(name=n, slug=f"{{n}}-{people}", kind="kommune") for n in names)
space = space_of_organisation(there)
def made(title, seats, people, organisation):
    values = {{"title": title, "kind": "conference", "starts_at": timezone.now() + timedelta(days=30)}}
    gathering = meetings.plan(host, space, values)
    meetings.announce(host, gathering)
    rows = seating.seating_of(host, gathering)
    Seating.objects.filter(pk=rows.pk).update(most=seats)
    guests = [seating.Guest(f"Gjest {{n}}", f"gjest{{n}}@example.no", "", organisation) for n in range(people)]
    return rows, [word_of(seat) for seat in seating.put_on(host, rows, guests, "nb")]
many, words = made("Mange", {seats}, {people}, there)
late = seating.put_on(host, many, [seating.Guest("Sen", "sen@example.no", "", missing)], "nb")[0]
print("READY" + json.dumps({{"seating": many.pk, "words": words, "late": word_of(late), "missing": missing.pk}}))
"""
CHECK = """
import json
from portal.gatherings.models import Seat
seats = Seat.objects.filter(seating={seating}).order_by("order")
print("READY" + json.dumps([[seat.name, seat.state, seat.order] for seat in seats]))
"""
PROMISE = """
import json
from portal.gatherings.models import Share
Share.objects.create(seating_id={seating}, organisation_id={missing}, least=1)
print("READY" + json.dumps(None))
"""


def told(server: PortalServer, code: str) -> Any:
    done = server.manage("shell", "-v", "0", "-c", code)
    line = next(each for each in done.stdout.splitlines() if each.startswith("READY"))
    return json.loads(line.removeprefix("READY"))


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[PortalServer]:
    with race_portal(tmp_path_factory.mktemp("seats"), django_db_blocker) as portal:
        yield portal


def answer(base: str, word: str, **sent: str) -> int:
    """Open the link as somebody's browser would, and press; returns the status."""
    opener = urllib.request.build_opener(
        urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
        type("Stay", (urllib.request.HTTPRedirectHandler,), {"redirect_request": lambda *_args, **_more: None})(),
    )
    address = f"{base}/plass/{word}/"
    page = opener.open(address, timeout=60).read().decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]*)"', page)
    assert found, page[:400]
    body = urllib.parse.urlencode({**sent, "csrfmiddlewaretoken": found[1]}).encode()
    try:
        with opener.open(urllib.request.Request(address, data=body, headers={"Referer": address}), timeout=60) as got:  # noqa: S310
            return int(got.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize(("seats", "people"), [(30, 200), (1, 50)])
def test_as_many_as_there_are_seats_the_rest_in_order_and_then_the_missing_one_first(
    server: PortalServer, seats: int, people: int
) -> None:
    made = told(server, SETUP.format(seats=seats, people=people))
    # Some press twice, as people do.
    pressed = made["words"] + made["words"][:10]
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        statuses = list(pool.map(lambda word: answer(server.url, word, answer="yes"), pressed))
    assert set(statuses) == {302}
    rows = told(server, CHECK.format(**made))
    assert Counter(state for _name, state, _order in rows) == {
        "confirmed": seats,
        "waiting": people - seats,
        "invited": 1,
    }
    orders = [order for _name, state, order in rows if state != "invited"]
    assert sorted(orders) == list(range(1, people + 1)), "each has a place of their own in the queue"
    first = [state for _name, state, order in rows if 0 < order <= seats]
    assert set(first) == {"confirmed"}, "whoever came first has a seat"

    # Somebody from an organisation that nobody comes from answers last, and is offered the seat that becomes free.
    assert answer(server.url, made["late"], answer="yes") == 302
    told(server, PROMISE.format(**made))
    leaver = next(
        at for at, word in enumerate(made["words"]) if [f"Gjest {at}", "confirmed"] in [row[:2] for row in rows]
    )
    assert answer(server.url, made["words"][leaver], answer="no", reason="ill") == 302
    after = {name: state for name, state, _order in told(server, CHECK.format(**made))}
    assert after["Sen"] == "offered"
    assert list(after.values()).count("confirmed") == seats - 1
