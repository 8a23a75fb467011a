"""Production as it is started: by environment variables, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": "et-langt-og-tilfeldig-stykke-tekst-Kj3vQm8xZr2Lw9Tn",
    "ALLOWED_HOSTS": "varig.example.no",
    "VARIG_FROM_EMAIL": "Varig <varig@example.no>",
    "VARIG_SECURITY_CONTACT": "mailto:sikkerhet@example.no",
}
PROBE = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
from django.http import HttpResponse
names = ["SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
         "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY", "CSRF_COOKIE_SAMESITE", "DEBUG", "DEMO",
         "VARIG_MFA_ENFORCED", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", "WHITENOISE_ALLOW_ALL_ORIGINS"]
found = {name: getattr(settings, name, None) for name in names}
client = Client(raise_request_exception=False)
plain = client.get("/healthz", headers={"host": "varig.example.no"})
safe = client.get("/healthz", headers={"host": "varig.example.no", "x-forwarded-proto": "https"})
to_https = client.get("/min-side/", headers={"host": "varig.example.no"})
found["health over http"] = plain.status_code
found["hsts"] = safe.get("Strict-Transport-Security")
found["redirect"] = [to_https.status_code, to_https.get("Location"), to_https.get("Content-Security-Policy", "")[:10]]
print(json.dumps(found))
"""


def run(place: Path, *args: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run Python with production's environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, *args],
        cwd=settings.ROOT,
        env={**kept, **ENVIRONMENT, "VARIG_VAR": str(place), **changes},
        capture_output=True,
        text=True,
        check=False,
    )


def test_cookies_and_transport_are_bound(tmp_path: Path) -> None:
    done = run(tmp_path, "-c", PROBE)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.strip().splitlines()[-1])
    assert found["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert found["CSRF_COOKIE_NAME"].startswith("__Host-")
    for name in ("SESSION", "CSRF"):
        assert found[f"{name}_COOKIE_SECURE"]
        assert found[f"{name}_COOKIE_HTTPONLY"]
        assert found[f"{name}_COOKIE_SAMESITE"] == "Lax"
    assert not found["DEBUG"]
    assert not found["DEMO"]
    assert found["VARIG_MFA_ENFORCED"]
    assert not found["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"]
    assert not found["WHITENOISE_ALLOW_ALL_ORIGINS"]
    assert found["health over http"] == 200
    assert found["hsts"] == "max-age=63072000; includeSubDomains; preload"
    assert found["redirect"] == [301, "https://varig.example.no/min-side/", found["redirect"][2]]
    assert found["redirect"][2] != ""


def test_the_deployment_check_passes_without_a_warning(tmp_path: Path) -> None:
    done = run(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({"SECRET_KEY": "kort"}, "security."),
        ({"SECRET_KEY_FALLBACKS": "gammel"}, "security.E104"),
        ({"VARIG_MFA_ENFORCED": "false"}, "accounts.E001"),
        ({"VARIG_SECURITY_CONTACT": "mailto:security@localhost"}, "security.W107"),
        ({"VARIG_BASE_URL": "http://varig.example.no"}, "security.W106"),
        ({"DJANGO_SETTINGS_MODULE": "portal.settings.demo"}, "security.E103"),
    ],
)
def test_a_slip_stops_the_deployment(changes: dict[str, str], mark: str, tmp_path: Path) -> None:
    done = run(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **changes)
    assert done.returncode != 0
    assert mark in done.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_what_must_be_chosen_stops_the_start_with_a_hint(missing: str, tmp_path: Path) -> None:
    done = run(tmp_path, "manage.py", "check", **{missing: ""})
    assert done.returncode != 0
    assert f"Set the environment variable {missing}" in done.stderr
