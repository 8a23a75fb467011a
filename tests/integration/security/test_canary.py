"""A word that one person wrote stands only where it should: not with others, not in logs, not in error reports."""

from __future__ import annotations

import json
import logging
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.debug import ExceptionReporter

from portal.security.logs import JsonFormatter, RedactFilter, SilentReporterFilter
from tests.integration.security.table import ROLES, TABLE
from tests.integration.security.test_walk import address

REFLECTION = "Kanarifuglsang"
PROJECT = "Papegøyeplan"
PLACES = (
    "/",
    "/min-side/",
    "/sok/?q=",
    "/prosjekter/",
    "/nyheter/feed.xml",
    "/prosjekterfaringer/feed.xml",
    "/sitemap.xml",
)
ADMIN_PLACES = (
    "/admin/",
    "/admin/pages/search/?q=",
    "/admin/reports/site-history/",
    "/admin/reports/workflow/",
    "/admin/images/?q=",
    "/admin/documents/?q=",
)


@pytest.fixture
def log() -> Iterator[StringIO]:
    """All that is written to the log, as production writes it."""
    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(RedactFilter())
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    before, root.level = root.level, logging.DEBUG
    yield out
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.fixture
def written(as_role: Callable[..., Client], world: SimpleNamespace) -> None:
    """A learner's reflection and a project's own words."""
    learner = as_role("coordinator")
    answer = learner.post(address("courses:reflection", world), {"text": f"Jeg tenker på {REFLECTION}."})
    assert answer.status_code in {200, 302}
    assert REFLECTION in learner.get(world.ids["lesson"].url).content.decode()
    from improvement.models import Project

    Project.objects.filter(pk=world.ids["project_id"]).update(background=f"Vi har en {PROJECT}.")
    assert PROJECT in _everything(as_role("project_lead"), world)


def _everything(client: Client, world: SimpleNamespace) -> str:
    """All that this person can open, as one text."""
    places = [address(name, world) for name, row in TABLE.items() if "GET" in row.methods]
    places += [
        f"{place}{word}" if place.endswith("q=") else place for place in (*PLACES, *ADMIN_PLACES) for word in WORDS
    ]
    places += [world.ids["lesson"].url, world.ids["article"].url]
    places += [f"/admin/pages/{world.ids['lesson'].pk}/{part}/" for part in ("edit", "history", "usage")]
    texts = []
    for place in dict.fromkeys(places):
        answer = client.get(place)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        # What was asked for is said again on a page of search: that is the reader's own word.
        texts.append(body.decode("utf-8", "replace") if "q=" not in place else _without_question(body.decode()))
    copied = client.post(reverse("accounts:my_data_copy"))
    if copied.status_code == 200:
        with zipfile.ZipFile(BytesIO(copied.content)) as packed:
            texts += [packed.read(name).decode() for name in packed.namelist()]
    return "\n".join(texts)


WORDS = (REFLECTION, PROJECT)


def _without_question(page: str) -> str:
    """The page of a search without the word that was asked for: only sentences around it would be a leak."""
    return (
        page.replace(f"tenker på {REFLECTION}", "LEAK")
        .replace(REFLECTION, "")
        .replace(f"en {PROJECT}", "LEAK")
        .replace(PROJECT, "")
    )


@pytest.mark.parametrize("role", [role for role in ROLES if role != "coordinator"])
@pytest.mark.usefixtures("written")
def test_what_one_wrote_is_not_with_others(role: str, world: SimpleNamespace, as_role: Callable[..., Client]) -> None:
    seen = _everything(as_role(role), world)
    assert REFLECTION not in seen
    if role not in {"project_lead", "project_member"}:
        assert PROJECT not in seen
    assert "LEAK" not in seen


def test_the_log_repeats_nothing_that_was_written(
    world: SimpleNamespace, as_role: Callable[..., Client], log: StringIO
) -> None:
    client = as_role("project_lead")
    client.post(address("courses:reflection", world), {"text": REFLECTION})
    client.post(address("improvement:project_edit", world), {"title": PROJECT, "summary": PROJECT, "version": "feil"})
    client.post("/accounts/login/", {"login": "koordinator@demo.varig", "password": f"{REFLECTION}-passord"})
    client.get(f"/invitasjon/{REFLECTION}0123456789/")
    as_role("project_lead", enforce_csrf_checks=True).post("/prosjekter/nytt/", {"title": PROJECT})
    assert REFLECTION not in log.getvalue()
    assert PROJECT not in log.getvalue()


@pytest.mark.parametrize(
    "error",
    [ValueError(f"bad value {REFLECTION}"), KeyError(REFLECTION), RuntimeError(f"{REFLECTION} og mer")],
    ids=["value", "key", "runtime"],
)
def test_a_page_that_breaks_tells_the_log_where_and_not_what(
    error: Exception, world: SimpleNamespace, as_role: Callable[..., Client], log: StringIO
) -> None:
    client = as_role("coordinator")
    with patch("courses.views.answers._block", side_effect=error):
        answer = client.post(address("courses:reflection", world), {"text": f"Mitt eget: {REFLECTION}"})
    assert answer.status_code == 500
    assert REFLECTION not in answer.content.decode()
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    broken = next(line for line in lines if line["level"] == "ERROR")
    assert "courses/views/answers.py" in broken["trace"]
    assert type(error).__name__ in broken["trace"]
    assert REFLECTION not in log.getvalue()


def test_djangos_own_report_holds_no_words_either(rf: RequestFactory) -> None:
    request = rf.post("/kurs/", {"text": REFLECTION}, headers={"cookie": f"sessionid={REFLECTION}"})
    request.user = SimpleNamespace(is_authenticated=False)  # type: ignore[assignment]

    def broken(text: str) -> None:
        raise ValueError("something")

    try:
        broken(REFLECTION)
    except ValueError as error:
        reporter = ExceptionReporter(request, type(error), error, error.__traceback__)
    assert isinstance(reporter.filter, SilentReporterFilter)
    data: dict[str, Any] = reporter.get_traceback_data()
    assert all(frame["vars"] == [] for frame in data["frames"] if "vars" in frame)
    text = reporter.get_traceback_text()
    assert REFLECTION not in text.replace("broken(REFLECTION)", "")
