"""Pages for tests."""

from __future__ import annotations

import json
import uuid
from typing import Any

from wagtail.models import Locale, Page, Site

from portal.cms.models import ArticlePage, GuidePage, HomePage, SectionPage


def small_site(*languages: str) -> dict[str, HomePage]:
    """A home page in each language (bokmål, nynorsk and English unless told), with the site pointing at bokmål's."""
    root = Page.get_first_root_node()
    key = uuid.uuid4()
    homes: dict[str, HomePage] = {}
    for code in languages or ("nb", "nn", "en"):
        locale, _made = Locale.objects.get_or_create(language_code=code)
        home = HomePage(title=f"Varig {code}", slug=f"varig-{code}", locale=locale, translation_key=key)
        homes[code] = root.add_child(instance=home)
        root.refresh_from_db()
    site = Site.objects.get(is_default_site=True)
    site.root_page = homes["nb"]
    site.hostname, site.port = "testserver", 80
    site.save()
    return homes


def section(parent: Page, title: str = "Verktøy", **fields: Any) -> SectionPage:
    """A live section under `parent`."""
    page = SectionPage(title=title, locale=parent.locale, **fields)
    parent.refresh_from_db()
    return parent.add_child(instance=page)


def article(parent: Page, title: str = "En artikkel", *, text: str = "<p>Tekst.</p>", **fields: Any) -> ArticlePage:
    """A live article under `parent`, with one paragraph."""
    body = json.dumps([{"type": "paragraph", "value": text, "id": str(uuid.uuid4())}])
    page = ArticlePage(title=title, locale=parent.locale, body=body, **fields)
    parent.refresh_from_db()
    return parent.add_child(instance=page)


def guide(parent: Page, title: str = "En guide", steps: int = 2, **fields: Any) -> GuidePage:
    """A live guide with steps."""
    blocks = [
        {
            "type": "step",
            "id": str(uuid.uuid4()),
            "value": {"title": f"Steg {number}", "html": "<p>Gjør det.</p>", "gate_outcomes": []},
        }
        for number in range(1, steps + 1)
    ]
    page = GuidePage(title=title, locale=parent.locale, steps=json.dumps(blocks), **fields)
    parent.refresh_from_db()
    return parent.add_child(instance=page)


def translated(page: Page, parent: Page, title: str, **fields: Any) -> Any:
    """The same page in the language of `parent`, live."""
    copy = type(page)(title=title, locale=parent.locale, translation_key=page.translation_key, **fields)
    parent.refresh_from_db()
    return parent.add_child(instance=copy)
