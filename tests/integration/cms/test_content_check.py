"""The check of stored pages finds what no form notices."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from portal.cms.models import ArticlePage
from portal.cms.services.contentcheck import problems
from tests.factories.cms import article, small_site


@pytest.mark.django_db
def test_plain_lists_identity_numbers_and_dead_links_are_found() -> None:
    """Each as one line; the command ends with an error."""
    home = small_site()["nb"]
    page = article(home, "Side")
    assert list(problems()) == []
    call_command("check_content", verbosity=0)
    body = [
        {"type": "checklist", "id": "a", "value": {"title": "Liste", "items": ["én", "to"]}},
        {"type": "button", "id": "b", "value": {"label": "Gå", "page": 999_999, "url": "", "weight": "primary"}},
        {"type": "paragraph", "id": "c", "value": "<p>13897297919</p>"},
    ]
    page.body = json.dumps(body)
    ArticlePage.objects.filter(pk=page.pk).update(body=page.body)
    found = "\n".join(problems())
    assert "checklist.items is a plain list" in found
    assert "leads to a page that is gone" in found
    assert "identity number" in found
    with pytest.raises(CommandError):
        call_command("check_content", verbosity=0)
