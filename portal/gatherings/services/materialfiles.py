"""Files that belong to a meeting: looked at before they are kept, handed out to those who take part, and swept away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal.assets.services.checks import extension_of, look_at_pdf, problem_with
from portal.gatherings.models import MeetingMaterial
from portal.gatherings.models.aftermath import FOLDER
from portal.kernel.clock import Clock, system_clock

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "csv": "text/csv",
    "txt": "text/plain",
}
"""Kinds of files that are taken, and as what they are handed out. Pictures are not: they need a consent with an end."""

MOST_BYTES = 20 * 1024 * 1024
MOST_OF_A_MEETING = 100 * 1024 * 1024
# A file lies there a moment before the row that names it is written.
GRACE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that is what its name says; a PDF without what runs by itself."""

    content: File[Any]
    kind: str


def checked_file(sent: UploadedFile) -> Checked:
    """Return the file as it may be kept. Raises ValidationError in words for whoever sent it."""
    kind = extension_of(sent.name or "")
    if kind not in KINDS:
        raise ValidationError(_("Choose a PDF, a Word, Excel or PowerPoint file, or a CSV or text file."))
    if (sent.size or 0) > MOST_BYTES:
        raise ValidationError(
            _("The file is larger than 20 MB. Save it smaller, or put it where you keep files and add a link.")
        )
    if kind == "pdf":
        problem, clean = look_at_pdf(sent)  # type: ignore[arg-type]
        content: File[Any] = ContentFile(clean, name="file") if clean else sent
    else:
        problem, content = problem_with(sent.name or "", sent), sent  # type: ignore[arg-type]
    if problem:
        raise ValidationError(problem)
    return Checked(content, kind)


def name_of(material: MeetingMaterial) -> str:
    """Return the name that the file has when somebody saves it: its title here."""
    return f"{slugify(material.title, allow_unicode=True)[:80] or 'material'}.{material.kind}"


def forget_files(clock: Clock = system_clock) -> int:
    """Delete files that no material names any more, whichever way it went; return how many.

    A file stays a day: it is there before its row is.
    """
    try:
        _folders, files = default_storage.listdir(FOLDER)
    except (FileNotFoundError, NotADirectoryError):
        return 0
    kept = set(MeetingMaterial.objects.exclude(file="").values_list("file", flat=True))
    gone = [name for name in (f"{FOLDER}{each}" for each in files) if name not in kept and _is_old(name, clock())]
    for name in gone:
        default_storage.delete(name)
    return len(gone)


def _is_old(name: str, now: datetime) -> bool:
    return default_storage.get_modified_time(name) < now - GRACE
