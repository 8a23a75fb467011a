"""Sites from memory are the sites that Wagtail would have found, and lists from memory the lists."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.models.sites import get_site_for_hostname

from portal.cms import querysets
from portal.cms.models import ContentVersion, HomePage
from portal.cms.services.sites import home_of, homes_like, remember_site
from tests.factories.cms import article, section, small_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def homes() -> dict[str, HomePage]:
    return small_site()


@pytest.mark.parametrize(
    "others",
    [[], [("a.example", 80)], [("a.example", 80), ("a.example", 8080)], [("a.example", 80), ("b.example", 81)]],
)
@pytest.mark.parametrize("host", ["testserver", "testserver:8000", "a.example", "a.example:8080", "b.example"])
def test_the_site_is_the_one_wagtail_chooses(
    homes: dict[str, HomePage], others: list[tuple[str, int]], host: str, settings: object
) -> None:
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    for name, port in others:
        Site.objects.create(hostname=name, port=port, root_page=homes["en"])
    name, _colon, port_text = host.partition(":")
    request = RequestFactory().get("/", headers={"host": host}, SERVER_PORT=port_text or "80")
    remember_site(request)
    assert request._wagtail_site == get_site_for_hostname(name, port_text or "80")  # type: ignore[attr-defined]
    Site.clear_site_root_paths_cache()
    wanted = Site.get_site_root_paths()
    assert request._wagtail_cached_site_root_paths == wanted  # type: ignore[attr-defined]


def test_without_a_default_an_unknown_host_has_no_site(homes: dict[str, HomePage]) -> None:
    Site.objects.update(is_default_site=False, hostname="elsewhere.example")
    request = RequestFactory().get("/")
    remember_site(request)
    assert request._wagtail_site is None  # type: ignore[attr-defined]


def test_the_home_page_is_the_readers_own_or_the_sites(homes: dict[str, HomePage]) -> None:
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    with override("en"):
        assert home_of(site).pk == homes["en"].pk
    homes["nn"].unpublish()
    with override("nn"):
        assert home_of(site).pk == homes["nb"].pk
    assert {each.pk for each in homes_like(homes["en"].path)} == {each.pk for each in homes.values()}
    assert homes_like(Page.get_first_root_node().path) == []


def test_deep_addresses_and_wrong_ones(homes: dict[str, HomePage]) -> None:
    page = article(section(homes["en"]))
    assert Client().get(page.url).status_code == 200
    assert Client().get(f"{page.url}finnes-ikke/").status_code == 404
    assert Client().get("/en/finnes-ikke/").status_code == 404


@pytest.mark.parametrize("few", [0, 300])
def test_the_short_filter_lists_what_the_long_one_lists(
    homes: dict[str, HomePage], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(querysets, "FEW", few)
    both = article(section(homes["nb"]), "På bokmål og engelsk")
    english = both.copy_for_translation(homes["en"].locale, copy_parents=True)
    english.save_revision().publish()
    only = article(section(homes["nn"]), "Berre nynorsk")
    closed = article(section(homes["en"]), "Closed")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")

    def titles(language: str) -> tuple[set[int], set[int]]:
        ContentVersion.begin_request()
        try:
            return tuple(  # type: ignore[return-value]
                set(Page.objects.filter(each(language)).values_list("pk", flat=True))
                for each in (querysets.known_public_pages, querysets.public_pages)
            )
        finally:
            ContentVersion.end_request()

    for language in ("nb", "nn", "en", "se"):
        short, long = titles(language)
        assert short == long
        assert only.pk in short
        assert closed.pk not in short
        assert (english.pk in short) == (language == "en")
    only.unpublish()
    assert only.pk not in titles("nb")[0]
