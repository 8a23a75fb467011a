"""A picture is taken with whose it is and how long those in it have agreed; what is missing is said at the field."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Collection

from portal.assets.models import PortalImage
from portal.cms.services import groups
from tests.support.editors import EditorCase

ADD = "/admin/images/add/"


def picture() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 40), "teal").save(out, "PNG")
    return SimpleUploadedFile("bilde.png", out.getvalue(), "image/png")


class Pictures(EditorCase):
    def send(self, **fields: Any) -> Any:
        sent = {"title": "Møtet", "file": picture(), "tags": "", "consent": "not_needed", **fields}
        sent["collection"] = Collection.get_first_root_node().pk
        return self.as_(groups.EDITORS).post(ADD, sent)

    def errors(self, **fields: Any) -> set[str]:
        return set(self.send(**fields).context["form"].errors)

    def test_credit_and_licence_unless_it_is_ones_own(self) -> None:
        assert self.errors() == {"credit", "licence"}
        assert self.errors(credit="Kari Fotograf") == {"licence"}
        self.send(own_work="on")
        self.send(credit="Kari Fotograf", licence="CC BY 4.0")
        assert PortalImage.objects.filter(title="Møtet").count() == 2

    def test_a_consent_ends_on_a_day_or_expressly_never(self) -> None:
        assert self.errors(own_work="on", consent="given") == {"consent_expires_on"}
        assert self.errors(own_work="on", consent="given_for_good", consent_expires_on="2027-01-01") == {
            "consent_expires_on"
        }
        assert not PortalImage.objects.exists()
        self.send(own_work="on", consent="given", consent_expires_on="2027-01-01")
        self.send(own_work="on", consent="given_for_good")
        assert PortalImage.objects.count() == 2

    def test_the_day_is_picked_in_a_calendar(self) -> None:
        text = self.as_(groups.EDITORS).get(ADD).content.decode()
        assert re.search(r'<input type="date" name="consent_expires_on"', text)
