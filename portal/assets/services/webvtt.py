"""Captions (WebVTT) and chapters of films, as text. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TIME = r"(?:(\d{1,2}):)?([0-5]?\d):([0-5]\d)(?:[.,](\d{1,3}))?"
_CUE = re.compile(rf"^{_TIME}\s+-->\s+{_TIME}(?:\s.*)?$")
_CHAPTER = re.compile(rf"^{_TIME}\s+(\S.*)$")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A place in a film, in seconds from its beginning, and what begins there."""

    at: float
    title: str

    @property
    def clock(self) -> str:
        """The time as people read it: 1:05, or 1:02:05 in a long film."""
        return clock(self.at)


def clock(seconds: float) -> str:
    """Return a length or a time as 1:05 or 1:02:05."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def captions_problem(text: str) -> str:
    """Return what is wrong with captions: `header`, `cues`, `order` or nothing ("")."""
    lines = text.replace("\r\n", "\n").lstrip("\ufeff").split("\n")
    if not lines or lines[0].strip().split(" ")[0] != "WEBVTT":
        return "header"
    cues = [found for line in lines if (found := _CUE.match(line.strip()))]
    if not cues or any("-->" in line and not _CUE.match(line.strip()) for line in lines):
        return "cues"
    starts = [_seconds(*cue.groups()[:4]) for cue in cues]
    if any(_seconds(*cue.groups()[4:8]) <= start for cue, start in zip(cues, starts, strict=True)):
        return "order"
    return "" if starts == sorted(starts) else "order"


def chapters_of(text: str) -> list[Chapter]:
    """Return the chapters, one a line: a time and a title. Raises ValueError with the line that cannot be read."""
    found = []
    for line in text.splitlines():
        if not line.strip():
            continue
        match = _CHAPTER.match(line.strip())
        if match is None:
            raise ValueError(line.strip())
        found.append(Chapter(_seconds(*match.groups()[:4]), match.group(5)))
    return sorted(found, key=lambda chapter: chapter.at)


def _seconds(hours: str | None, minutes: str, seconds: str, parts: str | None) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{parts or 0}")
