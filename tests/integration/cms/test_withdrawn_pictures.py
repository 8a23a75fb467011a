"""A picture whose consent is withdrawn or over is gone: from pages, and at the address of each of its sizes."""

from __future__ import annotations

import json
import re
import tempfile
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection

from portal.assets.models import PortalImage
from portal.cms.models import ArticlePage
from portal.cms.services import groups
from tests.factories.pages import make_page
from tests.integration.cms.test_pictures import picture
from tests.support.editors import EditorCase

ON_DISK = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
CAPTION = "Fra møtet i mai"


class WithdrawnPictures(EditorCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        files = override_settings(STORAGES=ON_DISK, MEDIA_ROOT=folder.name)
        files.enable()
        self.addCleanup(files.disable)
        self.send(reverse("wagtailimages:add"), file=picture(), consent="given_for_good")
        self.image = PortalImage.objects.get()
        body = [
            {
                "type": "picture",
                "value": {
                    "image": {"image": self.image.pk, "decorative": False, "alt_text": "To i samtale"},
                    "caption": CAPTION,
                },
            }
        ]
        self.page = make_page(ArticlePage, title="Møtet", image=self.image, body=json.dumps(body))

    def send(self, address: str, **fields: Any) -> Any:
        sent = {"title": "Møtet", "tags": "", "own_work": "on", **fields}
        sent["collection"] = Collection.get_first_root_node().pk
        answer = self.as_(groups.EDITORS).post(address, sent)
        assert answer.status_code == 302, answer.context["form"].errors
        return answer

    def change(self, **fields: Any) -> None:
        self.send(reverse("wagtailimages:edit", args=[self.image.pk]), **fields)

    def shown(self) -> str:
        answer = Client().get(self.page.url)
        assert answer.status_code == 200
        return answer.content.decode()

    def files(self) -> list[str]:
        """The addresses of the original and of every size that stands on the page."""
        sizes = set(re.findall(r"/media/images/[^\s\",]+", self.shown()))
        assert len(sizes) >= 2
        return [PortalImage.objects.get().file.url, *sorted(sizes)]

    def answers(self, addresses: list[str], client: Client | None = None) -> set[int]:
        return {(client or Client()).get(address).status_code for address in addresses}

    def test_withdrawn_it_is_gone_everywhere_and_the_page_is_whole(self) -> None:
        addresses = self.files()
        assert self.answers(addresses) == {200}
        assert CAPTION in self.shown()
        self.change(consent="withdrawn")
        assert self.answers(addresses) == {404}
        assert self.answers(addresses, self.as_(groups.MODERATORS)) == {404}
        assert self.answers([each.replace("/media/", "/media/./") for each in addresses]) == {404}
        page = self.shown()
        assert "<img" not in page.split("<main")[1].split("</main>")[0]
        assert "/media/" not in page
        assert CAPTION not in page
        assert "<figure" not in page

    def test_sizes_that_the_admin_makes_later_are_not_served_either(self) -> None:
        self.files()
        self.change(consent="withdrawn")
        self.as_(groups.EDITORS).get(reverse("wagtailimages:index"))
        self.as_(groups.EDITORS).get(reverse("wagtailimages:edit", args=[self.image.pk]))
        made = [each.url for each in PortalImage.objects.get().renditions.all()]
        assert any("max-" in each for each in made)
        assert self.answers(made) == {404}

    def test_a_consent_that_is_given_again_brings_it_back(self) -> None:
        addresses = self.files()
        self.change(consent="withdrawn")
        self.change(consent="given_for_good")
        assert self.answers(addresses) == {200}
        assert CAPTION in self.shown()

    def test_a_consent_that_is_over_ends_it_and_others_are_not_touched(self) -> None:
        addresses = self.files()
        today = timezone.localdate()
        self.change(consent="given", consent_expires_on=today.isoformat())
        assert self.answers(addresses) == {200}
        self.change(consent="given", consent_expires_on=(today - timedelta(days=1)).isoformat())
        assert self.answers(addresses) == {404}
        self.send(reverse("wagtailimages:add"), file=picture(), consent="not_needed")
        assert self.answers([PortalImage.objects.latest("pk").file.url]) == {200}

    def test_copies_outside_are_short_lived(self) -> None:
        assert Client().get(self.files()[0])["Cache-Control"] == "public, max-age=300"
