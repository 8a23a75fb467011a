"""From an address to its page in two queries, however deep it lies. Wagtail asks twice for each level on the way.

Once found, a live page is kept under the content version, and the next reader's request asks for nothing.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from portal.cms.services.kept import keep
from portal.cms.services.sites import home_of, remember_site


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
    remember_site(request)
    found = keep(lambda: _plain_page(request, path), "page", request.get_host(), request.get_port(), path)
    if found is not None:
        request._wagtail_route_for_request = RouteResult(found, [], {})  # type: ignore[attr-defined]


def _plain_page(request: HttpRequest, path: str) -> Page | None:
    route = _below_home(request, path) or Page.route_for_request(request, path)
    if route is None or route.args or route.kwargs or not route.page.live:
        return None
    return route.page


def _below_home(request: HttpRequest, path: str) -> RouteResult | None:
    """Return the route that Wagtail would find through the home page, with fewer questions; None when there is none."""
    site = request._wagtail_site  # type: ignore[attr-defined]
    home = home_of(site) if site is not None else None
    if home is None or not getattr(home.specific_class, "finds_below", False):
        return None
    slugs = [each for each in path.split("/") if each]
    try:
        found = page_below(home, slugs) if slugs else home.specific
        return found.route(request, []) if found is not None else None
    except Http404:
        return None
