"""What machines read: the map of all public pages in all languages, and what robots may visit."""

from __future__ import annotations

from collections import defaultdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from portal.cms.services.languages import locale_codes
from portal.cms.services.privacy import private_pages
from portal.security.guards import public

MOST = 50_000
NOT_FOR_ROBOTS = ("/admin/", "/accounts/", "/documents/", "/min-side/", "/sok/")


@public("Lists only what everyone may read.")
def sitemap(request: HttpRequest) -> HttpResponse:
    """Return every public page once a language, with its other languages; copies in another language are left out."""
    request.cacheable_page = True  # type: ignore[attr-defined]
    pages = list(
        Page.objects.filter(live=True, alias_of__isnull=True, depth__gt=1)
        .exclude(private_pages())
        .order_by("path")
        .only("pk", "path", "url_path", "locale_id", "translation_key", "last_published_at", "depth", "live")[:MOST]
    )
    codes = locale_codes()
    family: dict[object, list[dict[str, str]]] = defaultdict(list)
    entries = []
    for page in pages:
        address = page.get_full_url(request)
        if not address:
            continue
        family[page.translation_key].append({"code": codes.get(page.locale_id, ""), "address": address})
        entries.append({"address": address, "changed": page.last_published_at, "key": page.translation_key})
    for entry in entries:
        entry["languages"] = family[entry["key"]]
    return render(request, "portal/cms/parts/sitemap.xml", {"entries": entries}, content_type="application/xml")


@public("Tells robots where not to go.")
def robots(request: HttpRequest) -> HttpResponse:
    """Return robots.txt."""
    request.cacheable_page = True  # type: ignore[attr-defined]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS)]
    lines += ["", f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
