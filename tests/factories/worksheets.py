"""Forms for tests: blocks written as an editor's page holds them."""

from __future__ import annotations

import uuid
from typing import Any

from wagtail.models import Locale

from portal.cms.models import SectionPage
from portal.worksheets.models import WorksheetTemplatePage
from tests.factories.cms import small_site


def key() -> str:
    """Return a block id."""
    return str(uuid.uuid4())


def block(kind: str, **value: Any) -> dict[str, Any]:
    """Return a block of a form with an id of its own; lists of texts and answers get ids too."""
    if kind != "branch":  # Its answers are bare numbers, and its questions are blocks already.
        value = {name: _listed(given) for name, given in value.items()}
    return {"type": kind, "id": key(), "value": value}


def _listed(given: Any) -> Any:
    if isinstance(given, list) and given and not isinstance(given[0], dict | str):
        return given
    if isinstance(given, list):
        return [
            one if isinstance(one, dict) and "type" in one else {"type": "item", "id": key(), "value": _inner(one)}
            for one in given
        ]
    return given


def _inner(one: Any) -> Any:
    return {name: _listed(value) for name, value in one.items()} if isinstance(one, dict) else one


def section() -> SectionPage:
    """Return the section where forms stand, on a site in three languages; made the first time."""
    found = SectionPage.objects.filter(slug="skjemaer").first()
    if found is not None:
        return found
    page = SectionPage(title="Skjemaer", slug="skjemaer", locale=Locale.objects.get(language_code="nb"))
    small_site()["nb"].add_child(instance=page)
    return page


def template(*blocks: dict[str, Any], title: str = "Passer det hos oss?", **fields: Any) -> WorksheetTemplatePage:
    """Return a published form made of these blocks."""
    parent = fields.pop("parent", None) or section()
    fields.setdefault("locale", parent.locale)
    page = WorksheetTemplatePage(title=title, slug=f"skjema-{uuid.uuid4().hex[:8]}", **fields)
    page.form = [*blocks]
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


LOCAL_FIT = (
    "Svarer tiltaket godt på utfordringene våre?",
    "Lar det seg gjøre, og tror vi på bedre resultater?",
    "Bygger det på verdiene og normene våre?",
)


def local_fit() -> dict[str, Any]:
    """Return three questions of S48 on a scale from 1 to 5."""
    return block(
        "scale_series",
        label="",
        help="",
        statements=list(LOCAL_FIT),
        low=1,
        high=5,
        low_text="nei, slett ikke",
        high_text="ja, helt",
        comment=True,
        counted=True,
    )
