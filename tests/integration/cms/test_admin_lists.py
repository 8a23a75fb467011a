"""Every list of ours in the admin can be searched."""

from __future__ import annotations

from django.test import Client, TestCase
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from portal.cms.models import Term
from tests.factories.accounts import UserFactory
from tests.support.sites import setup_site


class AdminLists(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        setup_site()
        cls.person = UserFactory(is_superuser=True, is_staff=True)

    def setUp(self) -> None:
        self.client = Client()
        self.client.force_login(self.person)

    def test_terms_are_found_by_their_names_and_slug(self) -> None:
        Term.objects.create(kind="theme", slug="ruset", name_nb="Ruset ungdom", name_nn="Rusa ungdom")
        Term.objects.create(kind="theme", slug="pleie", name_nb="Hjemmehjelp", name_nn="Heimehjelp")
        for asked, there, gone in (("ruse", "Ruset ungdom", "Hjemmehjelp"), ("heimeh", "Hjemmehjelp", "Ruset ungdom")):
            for name in ("list", "list_results"):
                text = self.client.get(reverse(f"wagtailsnippets_cms_term:{name}"), {"q": asked}).content.decode()
                assert there in text
                assert gone not in text

    def test_no_list_breaks_when_it_is_searched(self) -> None:
        places = [each.snippet_viewset.get_url_name("list_results") for each in get_snippet_models()]
        places += ["organisations:index_results", "wagtailimages:index_results", "wagtaildocs:index_results"]
        places += [
            "wagtailredirects:index_results",
            "wagtailusers_users:index_results",
            "wagtailadmin_collections:index",
        ]
        for place in places:
            assert self.client.get(reverse(place), {"q": "rus"}).status_code == 200, place
