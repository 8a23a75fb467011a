"""Compile one of our templates with data to a tagged PDF (PDF/UA-1).

Everything from people reaches the template as one JSON string and is inserted there as text; it is never part of
the template's source. Templates can read only their own directory and load no packages.
"""

from __future__ import annotations

import json
import logging
import unicodedata
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

if TYPE_CHECKING:
    from typst import PDFStandard

_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "templates_typst"
_FONTS = _HERE / "fonts"
# Control characters, lone surrogates, and places in Unicode that hold no character.
_UNPRINTABLE = frozenset(("Cc", "Cs", "Cn"))
# They turn the reading direction of everything that follows, in a name as in the text after it.
_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_logger = logging.getLogger(__name__)


class ExportFailed(RuntimeError):
    """The document could not be set. The message names the template, never the content."""


@lru_cache(maxsize=2)
def _fonts(with_system: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=with_system, include_embedded_fonts=True, font_paths=[_FONTS])


def typeset(template: str, data: dict[str, Any], *, created: datetime | None = None) -> bytes:
    """Return the PDF of `templates_typst/<template>.typ` filled with `data`. Raises `ExportFailed`.

    `created` goes into the file's metadata (default: now). Same data and moment give the same bytes.

    A letter that our font lacks is looked for in the fonts of the machine. If it is nowhere, the document is
    still delivered, tagged, with the letter in its text layer, but without the claim of PDF/UA, which forbids a
    missing letter shape.
    """
    inputs = {"data": json.dumps(_printable(data), ensure_ascii=False)}
    moment = (created or datetime.now(UTC)).replace(microsecond=0)
    attempts: tuple[tuple[bool, list[PDFStandard]], ...] = ((False, ["ua-1"]), (True, ["ua-1"]), (True, []))
    for with_system, standards in attempts:
        compiler = typst.Compiler(
            _TEMPLATES / f"{template}.typ",
            root=_TEMPLATES,
            font_paths=_fonts(with_system),
            ignore_system_fonts=True,
            sys_inputs=inputs,
        )
        try:
            result = compiler.compile(format="pdf", pdf_standards=standards, timestamp=moment)
        except typst.TypstError as error:
            if "could not be displayed" in error.message:
                continue
            # The message may quote the content, so only its length leaves this function.
            _logger.error("template %s failed (%d characters of message)", template, len(error.message))
            raise ExportFailed(template) from None
        if isinstance(result, bytes):
            return result
    raise ExportFailed(template)


def printable(text: str) -> str:
    """Return text without characters that no font can have a shape for, or that turn the text around them."""
    return "".join(char for char in text if char in "\n\t" or not _is_unprintable(char))


def _is_unprintable(char: str) -> bool:
    return char in _DIRECTION_MARKS or unicodedata.category(char) in _UNPRINTABLE


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(each) for each in value]
    return value
