"""From an address to its page in two queries, however deep it lies. Wagtail asks twice for each level on the way.

Once found, a live page is kept under the content version, and the next reader's request asks for nothing.
"""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from portal.cms.services.kept import keep
from portal.cms.services.links import remember_site_paths


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


def find_kept(request: HttpRequest, path: str) -> None:
    """Tell Wagtail's view which site and page were meant, from memory where it can be.

    Only for reading: who changes something works on rows read for that. Addresses without a page, and pages that keep
    a part of the address for themselves, are left to Wagtail.
    """
    if request.method not in {"GET", "HEAD"}:
        return
    host = f"{request.get_host()}|{request.get_port()}"
    request._wagtail_site = keep(lambda: Site.find_for_request(request), "site", host)  # type: ignore[attr-defined]
    remember_site_paths(request)
    found = keep(lambda: _plain_page(request, path), "page", host, path)
    if found is not None:
        request._wagtail_route_for_request = RouteResult(found, [], {})  # type: ignore[attr-defined]


def _plain_page(request: HttpRequest, path: str) -> Page | None:
    route = Page.route_for_request(request, path)
    if route is None or route.args or route.kwargs or not route.page.live:
        return None
    return route.page
