"""Files that are not what they claim are refused with the reason; pictures show while consent holds."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form

from portal.assets.choices import Consent
from portal.assets.models import PortalDocument, PortalImage
from portal.assets.services.checks import cleaned_pdf, problem_with
from tests.factories.accounts import UserFactory


def pdf(**root: object) -> BytesIO:
    out = BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        for key, value in root.items():
            file.Root[f"/{key}"] = value
        file.save(out)
    out.seek(0)
    return out


def office(folder: str, *extra: str) -> BytesIO:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in ("[Content_Types].xml", f"{folder}/document.xml", *extra):
            packed.writestr(name, "<x/>")
    out.seek(0)
    return out


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("a.pdf", pdf()),
        ("a.docx", office("word")),
        ("a.xlsx", office("xl")),
        ("a.csv", BytesIO(b"dato;verdi\n2026-01-01;3")),
        ("a.ics", BytesIO(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR")),
    ],
)
def test_files_that_are_taken(name: str, file: BytesIO) -> None:
    """What the name says."""
    assert problem_with(name, file) == ""
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("a.pdf", BytesIO(b"<html><script>alert(1)</script>")),
        ("a.pdf", BytesIO(b"%PDF-1.7 and then nothing that is one")),
        ("a.docx", BytesIO(b"PK not a zip")),
        ("a.docx", office("xl")),
        ("a.docx", office("word", "word/vbaProject.bin")),
        ("a.csv", BytesIO(b"\x00\x01\x02")),
        ("a.txt", BytesIO(b"<!DOCTYPE html><p>")),
        ("a.ics", BytesIO(b"hei")),
        ("a.exe", BytesIO(b"MZ")),
        ("noname", BytesIO(b"x")),
    ],
)
def test_files_that_are_refused_with_a_reason(name: str, file: BytesIO) -> None:
    """Each with words that say why."""
    assert len(problem_with(name, file)) > 10


def test_scripts_are_taken_out_of_pdf() -> None:
    """What runs when the file is opened is gone; the pages stay."""
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    cleaned = cleaned_pdf(pdf(OpenAction=action))
    with pikepdf.open(BytesIO(cleaned)) as file:
        assert "/OpenAction" not in file.Root
        assert len(file.pages) == 1


def picture(**fields: object) -> PortalImage:
    out = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(out, "PNG")
    return PortalImage.objects.create(
        title="bilde_001.png", file=SimpleUploadedFile("bilde.png", out.getvalue(), "image/png"), **fields
    )


def shown(image: PortalImage | None) -> str:
    return Template("{% load portal_images %}{% shown_picture image %}").render(Context({"image": image}))


@pytest.mark.django_db
def test_pictures_show_only_while_consent_holds() -> None:
    """To and including the last day; never after it is withdrawn; and a file name is never the text."""
    today = timezone.localdate()
    holds = shown(picture(consent=Consent.GIVEN, consent_expires_on=today))
    assert "<picture>" in holds
    assert "bilde_001" not in holds.split("alt=")[1]
    assert "style=" not in holds
    assert shown(picture(consent=Consent.GIVEN, consent_expires_on=today - timedelta(days=1))) == ""
    assert shown(picture(consent=Consent.WITHDRAWN)) == ""
    assert shown(None) == ""
    assert picture().may_be_shown(date(2100, 1, 1))


@pytest.mark.django_db
def test_wrong_files_are_refused_in_the_admin_with_the_reason() -> None:
    """A document and a picture that are something else."""
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    fake = SimpleUploadedFile("skjema.pdf", b"<html>", "application/pdf")
    response = client.post(reverse("wagtaildocs:add"), {"title": "Skjema", "file": fake, "collection": 1})
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not PortalDocument.objects.exists()
    fake = SimpleUploadedFile("bilde.png", b"<svg onload=alert(1)>", "image/png")
    response = client.post(reverse("wagtailimages:add"), {"title": "Bilde", "file": fake, "collection": 1})
    assert response.status_code == 200
    assert not PortalImage.objects.exists()


@pytest.mark.django_db
def test_documents_are_downloads_that_can_run_nothing(settings: Any, tmp_path: Path) -> None:
    """Attachment, sandbox, no sniffing; from a disk, as the portal runs."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    document = PortalDocument.objects.create(
        title="Mal", file=SimpleUploadedFile("mal.pdf", pdf().getvalue(), "application/pdf")
    )
    response = Client().get(document.url)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    policy = response["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "sandbox"} <= set(policy)
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_one_true_sentence_for_a_refused_file() -> None:
    """A page named as a picture is no SVG, and a kind that was never the trouble is not mentioned."""
    web = SimpleUploadedFile("bilde.jpg", b"<html><body>Hei</body></html>")
    form = get_image_form(PortalImage)({"title": "Bilde"}, {"file": web})
    assert form.errors["file"] == ["Navnet sier .jpg, men fila er noe annet. Lagre den som .jpg på nytt."]
    form = get_document_form(PortalDocument)({"title": "Fil"}, {"file": SimpleUploadedFile("a.pdf", b"MZ\x00\x01")})
    assert len(form.errors["file"]) == 1
    assert "PDF" in form.errors["file"][0]
    form = get_document_form(PortalDocument)({"title": "Fil"}, {})
    assert form.errors["file"] == ["Fyll ut dette feltet."]
