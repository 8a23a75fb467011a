"""The demo of this room: guides and articles with real facts and their sources.

Terms and the pages that every portal has come from `setup_site`, and stay when the demo is removed.
"""

from __future__ import annotations

from typing import Any

from portal.cms.demo.kinds import KINDS
from portal.cms.demo.loader import PageLoader
from portal.cms.demo.settle import settle
from portal.cms.services.site import CONTENT, setup_site, structure_keys


def load(context: Any) -> None:
    """Add what is missing; change nothing that exists."""
    setup_site()
    guides = PageLoader(CONTENT / "guides")
    pages = PageLoader(CONTENT / "pages")
    made = guides.load(KINDS) + pages.load(KINDS, articles(pages))
    settle()
    context.say(f"Guides and articles: {made} pages made.")


def remove() -> None:
    """Take guides and articles away again."""
    pages = PageLoader(CONTENT / "pages")
    pages.remove(articles(pages))
    PageLoader(CONTENT / "guides").remove()


def articles(pages: PageLoader) -> list[str]:
    """Return the keys of pages that belong to the demo only."""
    return [key for key in pages.pages if key not in structure_keys(pages)]
