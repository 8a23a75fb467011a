"""Every kind of answer carries the headers: pages, errors, redirects, files, feeds, the admin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from portal.assets.models import PortalDocument

PLACES = {
    "home": "/",
    "home in English": "/en/",
    "sign-in": "/accounts/login/",
    "sign-up": "/accounts/signup/",
    "nothing there": "/finnes-ikke/",
    "redirect to sign-in": "/min-side/",
    "redirect by slash": "/min-side",
    "admin's door": "/admin/",
    "admin's sign-in": "/admin/login/",
    "second door": "/_util/login/",
    "health": "/healthz",
    "readiness": "/readyz",
    "sitemap": "/sitemap.xml",
    "robots": "/robots.txt",
    "news": "/nyheter/feed.xml",
    "reports": "/prosjekterfaringer/feed.xml",
    "search": "/sok/?q=koordinator",
    "contact": "/.well-known/security.txt",
    "no such picture": "/media/images/nei.png",
    "no such document": "/documents/987654/nei.pdf",
    "no such static file": "/static/nei.css",
    "outbox": "/postkasse/",
}


def headers_missing(answer: HttpResponse) -> list[str]:
    """Names of the headers that this answer should carry and does not."""
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Frame-Options": "DENY",
    }
    wrong = [name for name, value in wanted.items() if answer.get(name) != value]
    if "camera=()" not in answer.get("Permissions-Policy", ""):
        wrong.append("Permissions-Policy")
    policy = answer.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "frame-ancestors 'none'" not in policy or "unsafe-eval" in policy:
        wrong.append("Content-Security-Policy")
    if answer.get("Access-Control-Allow-Origin"):
        wrong.append("Access-Control-Allow-Origin")
    return wrong


@pytest.mark.parametrize("role", ["anonymous", "project_lead", "admin"])
def test_every_kind_of_answer_carries_the_headers(
    role: str, world: SimpleNamespace, as_role: Callable[..., Client]
) -> None:
    client = as_role(role)
    project = reverse("improvement:project", args=[world.ids["project_id"]])
    measure = f"{project}malinger/{world.ids['measure_id']}/"
    places = {
        **PLACES,
        "article": world.ids["article"].url,
        "lesson": world.ids["lesson"].url,
        "project": project,
        "chart": f"{measure}diagram.svg",
        "figures": f"{measure}tall.csv",
        "report as PDF": reverse("network:report_pdf", args=[world.ids["report_pk"]]),
    }
    wrong = {}
    for name, place in places.items():
        answer = client.get(place)
        assert answer.status_code < 500 or name == "readiness", f"{name} answered {answer.status_code}"
        if missing := headers_missing(answer):
            wrong[name] = missing
    for method in ("put", "trace"):
        if missing := headers_missing(getattr(client, method)("/")):
            wrong[method] = missing
    assert wrong == {}


def test_public_pages_have_the_strict_policy_and_the_admin_its_own(as_role: Callable[..., Client]) -> None:
    public = as_role("anonymous").get("/")["Content-Security-Policy"]
    assert "script-src 'self';" in f"{public};"
    assert "style-src 'self';" in f"{public};"
    client = as_role("admin")
    listing = client.get("/admin/reports/site-history/")["Content-Security-Policy"]
    assert "script-src 'self'" in listing
    assert "'unsafe-inline'" not in next(part for part in listing.split("; ") if part.startswith("script-src"))


def test_a_nonce_is_named_only_where_it_is_used(world: SimpleNamespace, as_role: Callable[..., Client]) -> None:
    client = as_role("admin")
    plain = client.get("/admin/reports/locked/")
    if b"<script nonce=" not in plain.content:
        assert "nonce-" not in plain["Content-Security-Policy"]
    first = client.get(f"/admin/pages/{world.ids['article'].pk}/edit/")
    second = client.get(f"/admin/pages/{world.ids['article'].pk}/edit/")
    nonces = []
    for answer in (first, second):
        policy = answer["Content-Security-Policy"]
        nonce = policy.split("'nonce-")[1].split("'")[0]
        assert f'<script nonce="{nonce}">'.encode() in answer.content
        nonces.append(nonce)
    assert nonces[0] != nonces[1]


def test_what_a_signed_in_person_sees_is_stored_nowhere(world: SimpleNamespace, as_role: Callable[..., Client]) -> None:
    client = as_role("project_lead")
    project = reverse("improvement:project", args=[world.ids["project_id"]])
    for place in (
        "/",
        "/min-side/",
        project,
        world.ids["lesson"].url,
        "/sok/?q=mål",
        "/accounts/2fa/",
        "/finnes-ikke/",
    ):
        assert "no-store" in client.get(place)["Cache-Control"], place
    admin = as_role("admin")
    for place in ("/admin/", f"/admin/pages/{world.ids['article'].pk}/edit/", "/admin/reports/site-history/"):
        assert "no-store" in admin.get(place)["Cache-Control"], place
    assert "no-store" not in as_role("anonymous").get("/").get("Cache-Control", "")


def test_signing_out_clears_the_browser_and_an_expired_session_does_not(as_role: Callable[..., Client]) -> None:
    client = as_role("coordinator")
    assert client.post("/accounts/logout/")["Clear-Site-Data"] == '"cache", "storage"'
    expired = as_role("coordinator")
    session = expired.session
    session["seen"] = 1
    session["signed_in_at"] = 1
    session.save()
    answer = expired.get("/min-side/")
    assert answer.status_code == 302
    assert "Clear-Site-Data" not in answer


def test_errors_carry_the_headers_and_say_nothing(as_role: Callable[..., Client]) -> None:
    client = as_role("coordinator")
    with patch("portal.accounts.views.mine.render", side_effect=ValueError("kanarifugl")):
        broken = client.get("/min-side/innstillinger/")
    assert broken.status_code == 500
    assert headers_missing(broken) == []
    assert b"kanarifugl" not in broken.content
    without_token = as_role("coordinator", enforce_csrf_checks=True).post(
        "/min-side/innstillinger/", {"language": "nb"}
    )
    assert without_token.status_code == 403
    assert headers_missing(without_token) == []
    with override_settings(ALLOWED_HOSTS=["varig.example.no"]):
        stranger = client.get("/", headers={"host": "evil.example"})
    assert stranger.status_code == 400
    assert headers_missing(stranger) == []
    assert b"evil.example" not in stranger.content


@pytest.mark.parametrize("name", ["veileder.pdf", "notat.txt", "side.html", "tegning.svg"])
def test_documents_are_saved_and_never_shown(
    name: str, as_role: Callable[..., Client], settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
    document = PortalDocument.objects.create(
        title="Veileder", file=ContentFile(b"<html><script>alert(1)</script>", name=name)
    )
    answer = as_role("anonymous").get(document.url)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    policy = answer["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["documents/veileder.pdf", "images/../documents/veileder.pdf", "../varig.sqlite3", ""])
def test_only_pictures_are_served_by_their_address(path: str, as_role: Callable[..., Client]) -> None:
    assert as_role("anonymous").get(f"/media/{path}").status_code == 404
