"""Does a file hold what its name says? Looks at the content; the name and what the browser claims count for nothing."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

from django.utils.translation import gettext as _

from portal.assets.services.pdf import check_pdf

# The folder that must be in an Office file of each kind.
OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
TEXT = {"csv", "txt", "ics"}
HEAD_BYTES = 4096
# How a film or a sound of each kind begins: where, and with what.
FILMS = {
    "mp4": ((4, b"ftyp"),),
    "m4a": ((4, b"ftyp"),),
    "webm": ((0, b"\x1a\x45\xdf\xa3"),),
    "mp3": ((0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3"), (0, b"\xff\xf2")),
    "ogg": ((0, b"OggS"),),
    "wav": ((8, b"WAVE"),),
}
MOST_FILM_BYTES = 500 * 1024 * 1024
# An Office file that unpacks to more than this is a bomb or a mistake.
MOST_UNPACKED = 500 * 1024 * 1024


def problem_with(name: str, file: BinaryIO) -> str:
    """Return in words why the file is refused; empty when it is what its name says."""
    extension = extension_of(name)
    file.seek(0)
    try:
        if extension == "pdf":
            return look_at_pdf(file)[0]
        if extension in OFFICE:
            return _office_problem(extension, file)
        if extension in TEXT:
            return _text_problem(extension, file)
    finally:
        file.seek(0)
    return _("Files of the kind .%(extension)s are not taken.") % {"extension": extension}


def film_problem(name: str, file: BinaryIO) -> str:
    """Return in words why a film or a sound is refused; empty when it is what its name says."""
    extension = extension_of(name)
    if extension not in FILMS:
        return _("Films are taken as MP4 or WebM, and sound as MP3, M4A, OGG or WAV.")
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    if size > MOST_FILM_BYTES:
        return _("The film is larger than 500 MB. Save it in a smaller size, or split it.")
    if not any(head[at : at + len(begin)] == begin for at, begin in FILMS[extension]):
        return _("The name says .%(extension)s, but the file is something else. Save it as .%(extension)s again.") % {
            "extension": extension
        }
    return ""


def extension_of(name: str) -> str:
    """Return what stands behind the last dot, in small letters; empty when there is no dot."""
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def _office_problem(extension: str, file: BinaryIO) -> str:
    wrong = _("The name says .%(extension)s, but the file is something else. Save it as .%(extension)s again.") % {
        "extension": extension
    }
    # At the very beginning: a page of HTML with a package behind it is a package too, to some.
    if file.read(4) != b"PK\x03\x04":
        return wrong
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return wrong
    names = [each.filename for each in entries]
    if "[Content_Types].xml" not in names or not any(each.startswith(OFFICE[extension]) for each in names):
        return wrong
    if any(each.lower().endswith("vbaproject.bin") for each in names):
        return _("The file holds macros, which could do harm. Save it without macros and try again.")
    if sum(each.file_size for each in entries) > MOST_UNPACKED:
        return _("The file unpacks to more than 500 MB and is not taken.")
    return ""


def _text_problem(extension: str, file: BinaryIO) -> str:
    head = file.read(HEAD_BYTES)
    binary = b"\x00" in head or any(b"\x00" in chunk for chunk in iter(lambda: file.read(1 << 20), b""))
    if binary or head.lstrip().lower().startswith((b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml")):
        return _("The name says .%(extension)s, but the file does not hold plain text.") % {"extension": extension}
    if extension == "ics" and not head.lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(b"BEGIN:VCALENDAR"):
        return _("The name says calendar, but the file is not one.")
    return ""


def look_at_pdf(file: BinaryIO) -> tuple[str, bytes]:
    """Return why a PDF is refused (empty when it is not), and its copy without what runs by itself."""
    done = check_pdf(file)
    if not done.problem:
        return "", done.content
    reasons = {
        "not_pdf": _("The name says PDF, but the file is not one. Open it where it was made and save it as PDF again."),
        "locked": _("The PDF is locked with a password. Save it without and try again."),
        "damaged": _("The PDF is damaged and cannot be opened. Save it again where it was made."),
        "too_heavy": _("The PDF is too large inside to be checked. Print it to a new PDF, or split it."),
        "active": _("The PDF holds something that runs by itself and could not be taken out. Print it to a new PDF."),
    }
    return reasons[done.problem], b""


def cleaned_pdf(file: BinaryIO) -> bytes:
    """Return the PDF without what runs by itself: scripts, actions on opening, embedded files."""
    return look_at_pdf(file)[1]
