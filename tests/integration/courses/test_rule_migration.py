"""Rules of the first version become lists of conditions, also in drafts, and can be taken back."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Revision

from courses.models import LessonPage
from tests.factories.courses import lesson, make_course, rule_data

pytestmark = pytest.mark.django_db

migration = import_module("courses.migrations.0004_course_flow")


class Apps:
    """Stands for the historical models; the lessons' column is gone by now, so only drafts are walked."""

    def get_model(self, app: str, name: str) -> Any:
        found: dict[str, type[models.Model]] = {
            "ContentType": ContentType,
            "Revision": Revision,
            "LessonPage": LessonPage,
        }
        return found[name]


@pytest.mark.parametrize(("choice", "condition"), [("marked", "marked"), ("quiz", "tasks"), ("opened", "opened")])
def test_each_rule_is_told_as_data_and_back(choice: str, condition: str) -> None:
    assert migration.as_data(choice) == rule_data(condition)
    assert migration.as_choice(migration.as_data(choice)) == choice


def test_a_draft_keeps_its_rule() -> None:
    make_course(("nb",))
    revision = lesson().save_revision()
    revision.content = {key: value for key, value in revision.content.items() if key != "completion"}
    revision.content["completion_rule"] = "quiz"
    revision.save(update_fields=["content"])
    for each in migration.revisions_of_lessons(Apps()):
        assert each.pk == revision.pk
    lessons = SimpleNamespace(
        objects=SimpleNamespace(filter=lambda **_kwargs: SimpleNamespace(update=lambda **_more: 0))
    )
    apps = SimpleNamespace(get_model=lambda app, name: lessons if name == "LessonPage" else Apps().get_model(app, name))
    migration.rules_as_data(apps, None)
    revision.refresh_from_db()
    assert revision.content["completion"] == rule_data("tasks")
    assert "completion_rule" not in revision.content
    assert revision.as_object().rule.conditions == ("tasks",)
