"""The house stays as docs/architecture.md says: small files, templates that mirror packages, static sources apart."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.ROOT)
PACKAGES = ("portal", "courses", "improvement", "network")
MAX_LINES = 400
# Templates that replace those of libraries stand under the libraries' own names.
FOREIGN = {
    "components",
    "account",
    "mfa",
    "allauth",
    "socialaccount",
    "wagtailadmin",
    "wagtailcore",
    "wagtail_localize",
}
# Pages of the admin may hold inline styles, as Wagtail's own do (docs/decisions/0005).
OF_THE_ADMIN = {"wagtailadmin", "wagtail_localize"}
HAND_WRITTEN = {".py", ".js", ".css", ".html"}


def tracked() -> list[Path]:
    """Files that git knows, or will know."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [Path(line) for line in listed if (ROOT / line).is_file()]


@pytest.mark.parametrize("suffix", sorted(HAND_WRITTEN))
def test_hand_written_modules_stay_short(suffix: str) -> None:
    long = {
        str(path): count
        for path in tracked()
        if path.suffix == suffix
        and "migrations" not in path.parts
        and "generated" not in path.name
        and (count := len((ROOT / path).read_text(encoding="utf-8").splitlines())) >= MAX_LINES
    }
    assert long == {}


def test_templates_mirror_the_packages() -> None:
    wrong = []
    for path in tracked():
        parts = path.parts
        if parts[0] != "templates" or path.suffix not in {".html", ".svg", ".txt", ".xml"}:
            continue
        if len(parts) == 2 or parts[1] in FOREIGN | OF_THE_ADMIN:
            continue
        room = parts[2:] if parts[1] == "portal" else parts[1:]
        package = ROOT.joinpath(*parts[1:3]) if parts[1] == "portal" else ROOT / parts[1]
        if not package.is_dir() or room[1] not in {"pages", "blocks", "parts", "letters", "admin"}:
            wrong.append(str(path))
    assert wrong == []


def test_no_app_keeps_templates_of_its_own() -> None:
    assert [str(path) for path in tracked() if "templates" in path.parts[1:] and path.parts[0] in PACKAGES] == []


def test_nothing_inline_in_public_templates() -> None:
    bad = re.compile(r"\sstyle=|<style\b|<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|\son[a-z]+=\"", re.I)
    wrong = {}
    for path in tracked():
        if path.parts[0] == "templates" and path.suffix in {".html", ".svg"} and not OF_THE_ADMIN & {*path.parts}:
            text = re.sub(
                r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", (ROOT / path).read_text(encoding="utf-8"), flags=re.S
            )
            if found := bad.findall(text):
                wrong[str(path)] = found
    assert wrong == {}


def test_static_sources_are_not_the_collected_files() -> None:
    assert Path(settings.STATIC_ROOT).resolve() != (ROOT / "static").resolve()


def test_no_machine_path_or_registry_address_is_kept() -> None:
    secret = re.compile(r"(?<!no-emit-)index-url|\"resolved\": *\"http|" + "/" + "work/")
    wrong = [
        str(path)
        for path in tracked()
        if path.suffix in {".txt", ".in", ".json", ".toml", ".py", ".md", ".js", ".css", ".html", ".yml", ""}
        and secret.search((ROOT / path).read_text(encoding="utf-8", errors="ignore"))
        and path.name != "test_layout.py"
    ]
    assert wrong == []
