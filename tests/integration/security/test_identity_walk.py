"""An identity number typed into any field of any form of members is refused kindly and stands nowhere afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.db import models
from django.db.models.functions import Cast
from django.test import Client

from tests.integration.security.table import TABLE
from tests.integration.security.test_walk import address
from tests.unit.security.test_identity_guard import synthetic

NUMBER = synthetic()
TYPED = {"text", "search", None}


def _forms(page: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Where each form of a page sends, and what it sends with the number in every field that takes text."""
    for form in BeautifulSoup(page, "html.parser").find_all("form", attrs={"method": "post"}):
        sent: dict[str, Any] = {}
        for field in form.find_all(["input", "textarea", "select"]):
            name = field.get("name")
            if not name or field.has_attr("readonly"):
                continue
            if field.name == "textarea" or (field.name == "input" and field.get("type") in TYPED):
                sent[name] = f"Ring {NUMBER} i morgen"
            elif field.name == "select":
                chosen = field.find("option", selected=True) or field.find_all("option")[-1]
                sent[name] = chosen.get("value", "")
            elif field.get("type") not in {"checkbox", "radio", "file", "submit"} or field.has_attr("checked"):
                sent[name] = field.get("value", "")
        yield form.get("action") or "", sent


def _stands_in() -> list[str]:
    """Every column of text in which the number stands."""
    found = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.CharField | models.TextField | models.JSONField):
                continue
            # As text, since JSON is not searched by `contains` on every database.
            rows = model._base_manager.annotate(as_text=Cast(field.name, models.TextField()))
            if rows.filter(as_text__contains=NUMBER).exists():
                found.append(f"{model._meta.label}.{field.name}")
    return found


@pytest.mark.parametrize("role", ["project_lead", "org_admin", "coordinator"])
def test_no_form_takes_an_identity_number(role: str, world: SimpleNamespace, as_role: Callable[..., Client]) -> None:
    client = as_role(role)
    broken, tried = [], 0
    places = [address(name, world) for name, row in TABLE.items() if "GET" in row.methods and role in row.may]
    for place in [*places, world.ids["lesson"].url]:
        answer = client.get(place)
        if "text/html" not in answer.get("Content-Type", ""):
            continue
        for action, sent in _forms(answer.content.decode()):
            if not any(NUMBER in str(value) for value in sent.values()):
                continue
            tried += 1
            done = client.post(action or place, sent)
            if done.status_code >= 500:
                broken.append(f"{place} -> {action}: {done.status_code}")
    assert tried >= 2
    assert broken == []
    assert _stands_in() == []
