"""The demo of this room: guides and articles with real facts and their sources.

Terms and the pages that every portal has come from `setup_site`, and stay when the demo is removed.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from portal.accounts.democontext import DOMAIN
from portal.cms.demo.kinds import KINDS
from portal.cms.demo.loader import PageLoader
from portal.cms.demo.settle import settle
from portal.cms.services.groups import TRANSLATORS
from portal.cms.services.site import CONTENT, setup_site, structure_keys


def load(context: Any) -> None:
    """Add what is missing; change nothing that exists."""
    setup_site()
    guides = PageLoader(CONTENT / "guides")
    pages = PageLoader(CONTENT / "pages")
    made = guides.load(KINDS) + pages.load(KINDS, articles(pages))
    settle()
    _let_the_translator_in()
    context.say(f"Guides and articles: {made} pages made.")


def _let_the_translator_in() -> None:
    """Translators have no role of their own, so the demo's is put in the group by hand."""
    group = Group.objects.get(name=TRANSLATORS)
    for person in get_user_model().objects.filter(email=f"oversetter@{DOMAIN}"):
        person.groups.add(group)


def remove() -> None:
    """Take guides and articles away again."""
    pages = PageLoader(CONTENT / "pages")
    pages.remove(articles(pages))
    PageLoader(CONTENT / "guides").remove()


def articles(pages: PageLoader) -> list[str]:
    """Return the keys of pages that belong to the demo only."""
    return [key for key in pages.pages if key not in structure_keys(pages)]
