"""Former addresses lead on to where the page is now, except where nobody is to learn what is there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page


class FormerAddressMiddleware(RedirectMiddleware):
    """Wagtail's own, which leaves an answer alone that a view has given for good (`request.no_redirect`)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Redirect a page that is not found, unless its absence is the answer."""
        if getattr(request, "no_redirect", False):
            return response
        answer: HttpResponseBase = super().process_response(request, response)
        return answer


def page_once_at(request: HttpRequest) -> Page | None:
    """Return the live page that the address of the request once was; None when nobody noted one."""
    found: Redirect | None = get_redirect(request, Redirect.normalise_path(request.path, decode_unicode=False))
    page: Page | None = found.redirect_page if found is not None else None
    return page.specific if page is not None and page.live else None
