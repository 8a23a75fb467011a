"""The way to a page as it shows: titles with the addresses they lead to."""

from __future__ import annotations

import html
import re


def crumbs(page: str) -> list[tuple[str, str]]:
    """Return (title, address) of each step; the page itself has no address. Empty when there is no way at all."""
    nav = re.search(r'<nav class="v-crumbs".*?</nav>', page, re.S)
    steps = re.findall(r"<li>(.*?)</li>", nav[0], re.S) if nav else []
    return [(html.unescape(re.sub(r"<[^>]+>", "", step)).strip(), _address(step)) for step in steps]


def _address(step: str) -> str:
    found = re.search(r'href="([^"]*)"', step)
    return found[1] if found else ""
