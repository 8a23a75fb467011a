"""The audit is read in words, in every language; nothing that members wrote is among them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import translation

from portal.security import audit
from portal.security.auditwords import action_words, object_words
from portal.security.models import AuditEntry
from tests.factories.accounts import MembershipFactory
from tests.factories.improvement import make_goal, make_project

ROOT = Path(__file__).parents[3]
RECORDED = re.compile(r'audit\.record\(\s*[\w.]+,\s*"([a-z_]+\.[a-z_]+)"')
# Made of a kind of thing and one of these (improvement, actions, organisations, meetings).
ACTS = ("created", "saved", "changed", "deleted", "archived", "reopened", "finished", "dropped", "planned", "cancelled")


def codes() -> list[str]:
    found = set()
    for package in ("portal", "courses", "improvement", "network"):
        for path in (ROOT / package).rglob("*.py"):
            found |= set(RECORDED.findall(path.read_text()))
    return sorted(found | {f"goal.{act}" for act in ACTS})


def test_every_code_has_words_in_every_language() -> None:
    assert len(codes()) > 30
    for language in ("nb", "nn", "en"):
        with translation.override(language):
            assert [code for code in codes() if action_words(code) == code] == []
    with translation.override("nb"):
        assert action_words("point.deleted") != "Deleted a figure"


def test_a_code_without_words_stands_as_it_is() -> None:
    assert action_words("thing.twisted") == "thing.twisted"


@pytest.mark.django_db
def test_people_are_named_and_what_members_write_is_not(django_assert_max_num_queries: object) -> None:
    hat = MembershipFactory()
    project = make_project()
    goals = [make_goal(project, what="Hemmelige ord") for _number in range(3)]
    AuditEntry.objects.all().delete()
    for target in (hat, hat.person, hat.organisation, *goals):
        audit.record(hat.person, "goal.saved", target)
    AuditEntry.objects.create(action="goal.saved", target_type="improvement.goal", target_id="987654")
    AuditEntry.objects.create(action="x.y", target_type="old.thing", target_id="7")
    entries = list(AuditEntry.objects.all())
    with translation.override("nb"), django_assert_max_num_queries(4):  # type: ignore[operator]
        words = object_words(entries)
    assert words["accounts.membership", str(hat.pk)] == f"{hat.person}, {hat.organisation}"
    assert words["accounts.user", str(hat.person.pk)] == str(hat.person)
    assert words["improvement.goal", str(goals[0].pk)] == f"Mål nr. {goals[0].pk}"
    assert words["improvement.goal", "987654"] == "Mål nr. 987654, som ikke finnes lenger"
    assert words["old.thing", "7"] == "old.thing 7"
    assert "Hemmelige" not in str(words)
