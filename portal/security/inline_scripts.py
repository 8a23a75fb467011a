"""The few inline scripts that Wagtail 8.0 and wagtail-localize 1.14 leave in pages of the admin.

They get the page's nonce only when their whole text is one of the known calls with plain data in it, so that an
injected script of another kind, or one of these with code in the place of data, stays blocked.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable

_SCRIPT = re.compile(rb'<script(?: type="text/javascript")?>(.*?)<(?:-/|\\/|/)script>', re.DOTALL)
# Text as `escapejs` leaves it: what could end it or begin a tag is written \uXXXX.
_TEXT = r'"(?:[^"\\<>\r\n]|\\u[0-9A-Fa-f]{4})*"'
_ADDRESS = r'"/[\w\-/]*"'

# Each may hold one piece of data, which must then be JSON.
_KNOWN = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        rf"init(?:Date|Time|DateTime)Chooser\({_TEXT},\s*(?P<data>\{{.*\}})\);",
        rf"new (?:[A-Z][a-z]+)*Chooser\({_TEXT},\s*(?P<data>\{{.*\}})\);",
        rf"createTaskChooser\({_TEXT}\);",
        r"\(function\(\)\s*\{\s*(?:var|const|let)\s+panel\s*=\s*new\s+(?:InlinePanel|MultipleChooserPanel)"
        rf"\(JSON\.parse\({_TEXT}\)\);\s*\}}\)\(\);",
        r'if \(typeof window\.chooserUrls === "undefined"\) \{\s*window\.chooserUrls = \{\s*'
        rf"(?:\w+Chooser: {_ADDRESS},\s*)+\}};?\s*\}}",
    )
)
# Scripts without any data: the SHA-256 of the text with each run of white space made one space.
_FIXED = frozenset(
    {
        # wagtail_localize/admin/submit_translation.html: «select all languages».
        "42d7c75aa11815173ae3fadc5fb93d55947d9c36846daf1ec14fec3bf8ac83af",
    }
)


def add_nonces(content: bytes, nonce: Callable[[], str]) -> bytes:
    """Return the page with the nonce on its known inline scripts; `nonce` is asked for only when there is one."""

    def mark(found: re.Match[bytes]) -> bytes:
        if not is_known(found[1].decode("utf-8", "replace")):
            return found[0]
        return found[0].replace(b"<script", b'<script nonce="' + nonce().encode() + b'"', 1)

    return _SCRIPT.sub(mark, content)


def is_known(text: str) -> bool:
    """Say whether a script's text is one of the known calls and nothing else."""
    text = text.strip()
    for pattern in _KNOWN:
        found = pattern.fullmatch(text)
        if found:
            return "data" not in found.groupdict() or _is_json(found["data"])
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest() in _FIXED


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
