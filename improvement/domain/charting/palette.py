"""Fixed colours for a chart that leaves the page: a downloaded file has no stylesheet and no dark mode."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as SVG writes them. On ``paper`` every text colour has at least 4.5:1, every mark at least 3:1."""

    paper: str
    text: str
    quiet: str
    grid: str
    line: str
    centre: str
    target: str
    signal: str
    marker: str
    practice: str


DOWNLOAD = Palette(
    paper="#ffffff",
    text="#23302d",
    quiet="#55625f",
    grid="#d5dbd9",
    line="#55625f",
    centre="#3b5b92",
    target="#a8720c",
    signal="#b4461f",
    marker="#12665a",
    practice="#8a4b00",
)
