"""From an address to its page in two queries, however deep it lies. Wagtail asks twice for each level on the way."""

from __future__ import annotations

from wagtail.models import Page


def page_below(top: Page, slugs: list[str]) -> Page | None:
    """Return the page at this way below `top`, as its own type; nothing when there is none.

    The slug's index finds the few candidates; the whole address decides. Whether the page may be shown is asked by its
    own `route`, as always.
    """
    if not slugs:
        return None
    found = Page.objects.filter(
        slug=slugs[-1],
        depth=top.depth + len(slugs),
        path__startswith=top.path,
        url_path=f"{top.url_path}{'/'.join(slugs)}/",
    ).first()
    return found.specific if found is not None else None
