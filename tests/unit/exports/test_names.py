"""Names of files keep the letters that Norwegian has more of."""

from __future__ import annotations

import pytest

from portal.exports.names import file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Prøverapport: å være på ærend", "proverapport-a-vaere-pa-aerend"),
        ("Østmarka", "ostmarka"),
        ("«…»", "report"),
        ("x" * 200, "x" * 80),
    ],
)
def test_file_name(title: str, name: str) -> None:
    assert file_name(title, "report") == name
