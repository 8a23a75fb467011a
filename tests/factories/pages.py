"""Pages for tests: the site as `setup_site` makes it, and single pages under its sections."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify
from wagtail.models import Locale, Page

from portal.cms.demo.loader import find_page
from portal.cms.models import ArticlePage, PageTerm, Term


def section(key: str = "verktoy", language: str = "nb") -> Page:
    """One of the sections that every portal has. Needs `setup_site()` first."""
    found = find_page(key, language)
    assert found is not None
    return found.specific


def make_page(
    model: type[Page] = ArticlePage,
    *,
    language: str = "nb",
    terms: tuple[str, ...] = (),
    live: bool = True,
    **fields: Any,
) -> Any:
    """A page under a section (`parent`, by default the tools' section of the language)."""
    parent = fields.pop("parent", None) or section(language=language)
    parent = type(parent).objects.get(pk=parent.pk)
    title = fields.pop("title", "Side")
    count = parent.numchild
    page = model(
        title=title,
        slug=fields.pop("slug", f"{slugify(title)[:40]}-{count}"),
        locale=Locale.objects.get(language_code=language),
        live=live,
        **fields,
    )
    page.page_terms = [PageTerm(term=Term.objects.get(slug=slug)) for slug in terms]
    parent.add_child(instance=page)
    if live:
        page.save_revision().publish()
    return page
