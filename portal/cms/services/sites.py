"""The sites and their home pages in all languages: two queries a content version, none after that.

Wagtail asks for the site, for the root paths, for the language and for the home page in it one by one; they are the
same few rows.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath

from portal.cms.models.contentversion import ContentVersion
from portal.cms.services.kept import keep
from portal.cms.services.languages import locale_codes


def remember_site(request: HttpRequest) -> None:
    """Give the request its site and the sites' root paths, where Wagtail looks before it asks the database."""
    if hasattr(request, "_wagtail_cached_site_root_paths"):
        return
    if not hasattr(request, "_wagtail_site"):
        host, port = split_domain_port(request._get_raw_host())[0], request.get_port()  # type: ignore[attr-defined]
        request._wagtail_site = keep(lambda: _site_for(host, port), "site", host, port)  # type: ignore[attr-defined]
    request._wagtail_cached_site_root_paths = keep(_root_paths, "site-paths")  # type: ignore[attr-defined]


def home_of(site: Site) -> Page:
    """Return the site's home page in the reader's language, else the one it points at; not yet as its own type."""
    codes = locale_codes()
    root = site.root_page
    family = (each for each in _homes() if each.translation_key == root.translation_key and each.live)
    return next((each for each in family if codes.get(each.locale_id) == get_language()), root)


def homes_like(path: str) -> list[Page]:
    """Return the home page at this tree path with its translations, in tree order; none when no site begins there."""
    homes = _homes()
    key = next((each.translation_key for each in homes if each.path == path), None)
    return [each for each in homes if each.translation_key == key]


def _sites() -> list[Site]:
    found: list[Site] = ContentVersion.remember("sites", lambda: list(Site.objects.select_related("root_page")))
    return found


def _homes() -> list[Page]:
    def read() -> list[Page]:
        keys = {site.root_page.translation_key for site in _sites()}
        return list(Page.objects.filter(translation_key__in=keys).order_by("path"))

    found: list[Page] = ContentVersion.remember("homes", lambda: keep(read, "homes"))
    return found


def _root_paths() -> list[SiteRootPath]:
    """Return what `Site.get_site_root_paths()` returns, the most specific path first."""
    codes = locale_codes()
    sites = sorted(_sites(), key=lambda site: site.hostname)
    sites.sort(key=lambda site: (site.root_page.url_path, site.is_default_site), reverse=True)
    return [
        SiteRootPath(site.pk, home.url_path, site.root_url, codes[home.locale_id])
        for site in sites
        for home in _homes()
        if home.translation_key == site.root_page.translation_key
    ]


def _site_for(host: str, port: str) -> Site | None:
    """Choose as Wagtail does: host and port, host of the default site, the only site of that host, the default site."""
    named = [site for site in _sites() if site.hostname == host]
    exact = [site for site in named if str(site.port) == str(port)] or [site for site in named if site.is_default_site]
    default = [site for site in _sites() if site.is_default_site]
    choice = exact or (named if len(named) == 1 else default)
    return choice[0] if choice else None
