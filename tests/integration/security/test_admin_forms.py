"""An identity number typed into any form of the admin is refused at its field, and stands nowhere afterwards."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import Model
from django.test import Client, TestCase
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection

from portal.assets.models import Film, FilmText, PortalDocument, PortalImage
from portal.cms.demo.loader import find_page
from portal.cms.models import Term
from tests.factories.accounts import UserFactory
from tests.integration.security.test_identity_walk import NUMBER, _stands_in
from tests.support.sites import setup_site

TYPED = f"Ring {NUMBER}"


def picture(name: str = "bilde.png") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 40), "teal").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def table(name: str = "tall.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"dato;verdi\n2026-01-01;3", "text/csv")


class AdminForms(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        setup_site()
        cls.person = UserFactory(is_superuser=True, is_staff=True)
        cls.root = Collection.get_first_root_node().pk

    def setUp(self) -> None:
        self.client = Client()
        self.client.force_login(self.person)

    def tearDown(self) -> None:
        assert _stands_in() == []

    def image(self, **more: Any) -> dict[str, Any]:
        sent = {"title": "Møtet", "description": "", "tags": "", "credit": "K", "licence": "L", "consent": "not_needed"}
        return {**sent, "collection": self.root, **more}

    def refused(self, address: str, sent: dict[str, Any], field: str) -> None:
        answer = self.client.post(address, sent)
        assert answer.status_code == 200, answer.status_code
        errors = answer.context["form"].errors
        assert list(errors) == [field]
        assert errors.as_data()[field][0].code == "identity_number"
        assert len(errors[field]) == 1
        assert NUMBER not in str(errors)

    def test_a_picture(self) -> None:
        there = PortalImage.objects.create(title="Møtet", file=picture(), own_work=True)
        for field in ("title", "description", "tags", "credit", "licence"):
            self.refused(reverse("wagtailimages:add"), self.image(file=picture(), **{field: TYPED}), field)
            self.refused(reverse("wagtailimages:edit", args=[there.pk]), self.image(**{field: TYPED}), field)
        self.refused(reverse("wagtailimages:add"), self.image(file=picture(f"{NUMBER}.png")), "file")

    def test_many_pictures_and_documents_at_once(self) -> None:
        for kind, file in (("wagtailimages", picture), ("wagtaildocs", table)):
            named = file(f"{NUMBER}.{file().name.split('.')[1]}")
            answer = self.client.post(
                reverse(f"{kind}:add_multiple"), {"files[]": named, "title": "Møtet", "collection": self.root}
            )
            assert answer.json()["success"] is False
            assert "filnavn" in answer.json()["error_message"].lower() or "file" in answer.json()["error_message"]
        kept = self.client.post(
            reverse("wagtailimages:add_multiple"), {"files[]": picture(), "title": TYPED, "collection": self.root}
        )
        upload = (
            kept.json()["uploaded_image_id"] if "uploaded_image_id" in kept.json() else kept.json()["uploaded_file_id"]
        )
        prefix = f"uploaded-image-{upload}-"
        sent = {f"{prefix}{name}": value for name, value in self.image(title=TYPED).items()}
        address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[upload])
        assert self.client.post(address, sent).json()["success"] is False

    def test_a_document_and_the_dialogs_that_upload(self) -> None:
        there = PortalDocument.objects.create(title="Tall", file=table())
        sent = {"title": "Tall", "tags": "", "credit": "", "licence": "", "collection": self.root}
        for field in ("title", "tags", "credit", "licence"):
            self.refused(reverse("wagtaildocs:edit", args=[there.pk]), {**sent, field: TYPED}, field)
            self.refused(reverse("wagtaildocs:add"), {**sent, "file": table(), field: TYPED}, field)
        for name, chosen in (("wagtailimages", self.image()), ("wagtaildocs", sent)):
            file = picture() if name == "wagtailimages" else table()
            prefixed = {
                f"{self.prefix(name)}-{key}": value for key, value in {**chosen, "title": TYPED, "file": file}.items()
            }
            answer = self.client.post(reverse(f"{name}_chooser:create"), prefixed)
            assert "chosen" not in answer.json()["step"]

    @staticmethod
    def prefix(name: str) -> str:
        return "image-chooser-upload" if name == "wagtailimages" else "document-chooser-upload"

    def test_words_of_a_taxonomy(self) -> None:
        address = reverse("wagtailsnippets_cms_term:add")
        sent = {"kind": "theme", "slug": "ny", "sort_order": "0", "name_nb": "Ny"}
        for field in ("slug", "name_nb", "name_nn", "name_en", "name_se"):
            self.refused(address, {**sent, field: NUMBER}, field)

    def test_what_stands_around_the_pages(self) -> None:
        self.refused(
            reverse("wagtailredirects:add"),
            {"old_path": f"/{NUMBER}", "redirect_link": "https://varig.example/sok/", "site": ""},
            "old_path",
        )
        self.refused(reverse("wagtailadmin_collections:add"), {"name": TYPED, "parent": self.root}, "name")
        person = UserFactory(first_name="Kari")
        sent = {"email": person.email, "first_name": TYPED, "last_name": "N", "is_active": "on"}
        self.refused(reverse("wagtailusers_users:edit", args=[person.pk]), sent, "first_name")

    def test_many_tags_and_a_copy_of_a_page(self) -> None:
        there = PortalImage.objects.create(title="Møtet", file=picture(), own_work=True)
        bulk = reverse("wagtail_bulk_action", args=("assets", "portalimage", "add_tags"))
        self.client.post(f"{bulk}?id={there.pk}", {"tags": f"møte,{NUMBER}"})
        assert list(there.tags.names()) == []
        page = find_page("verktoy", "nb")
        sent = {"new_title": TYPED, "new_slug": "kopi", "new_parent_page": page.get_parent().pk}
        self.refused(reverse("wagtailadmin_pages:copy", args=[page.pk]), sent, "new_title")


@pytest.mark.parametrize(
    ("model", "names"),
    [
        (PortalImage, "title description credit licence"),
        (PortalDocument, "title credit licence"),
        (Film, "title credit licence"),
        (FilmText, "title captions transcript chapters"),
        (Term, "slug name_nb name_nn name_en name_se"),
    ],
)
def test_code_that_forgets_the_form_is_stopped_at_the_column(model: type[Model], names: str) -> None:
    for name in names.split():
        with pytest.raises(ValidationError):
            model._meta.get_field(name).get_db_prep_save(TYPED, connection)  # type: ignore[union-attr]
