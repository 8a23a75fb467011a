"""Names of files that people take with them, and of pages made from titles."""

from __future__ import annotations

from django.utils.text import slugify

MOST = 80
# As the addresses of pages write them; decomposing would drop ø and æ.
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A", "đ": "d", "ŋ": "n", "ŧ": "t"})


def plain_name(title: str) -> str:
    """Return a title in plain letters and hyphens, for addresses and files; empty when nothing is left."""
    return slugify(title.translate(_LETTERS))


def file_name(title: str, otherwise: str) -> str:
    """Return a name of plain letters for a title, without ending; `otherwise` when nothing is left."""
    return plain_name(title)[:MOST].strip("-") or otherwise
