"""Parts of files, as browsers ask for them when somebody jumps in a film (RFC 9110 §14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

CHUNK = 64 * 1024


class Unsatisfiable(ValueError):
    """What is asked for lies outside the file."""


def part_of(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte that are asked for; nothing when the whole file is to be sent.

    Several parts at once, other units and what cannot be read give the whole file, as the standard allows. Raises
    Unsatisfiable when nothing of the file is asked for.
    """
    match = re.fullmatch(r"bytes=(\d{0,18})-(\d{0,18})", header.replace(" ", ""))
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        length = min(int(last), size)
        if not length:
            raise Unsatisfiable
        return size - length, size - 1
    begin, end = int(first), min(int(last), size - 1) if last else size - 1
    if last and int(last) < begin:
        return None
    if begin >= size:
        raise Unsatisfiable
    return begin, end


def read_part(file: Any, first: int, last: int) -> Iterator[bytes]:
    """Yield the bytes from first to last, both included, and close the file."""
    with file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
