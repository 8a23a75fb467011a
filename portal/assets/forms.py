"""Forms for files."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from wagtail.documents.forms import BaseDocumentForm

from portal.assets.services.checks import look_at_pdf, problem_with


class PortalDocumentForm(BaseDocumentForm):
    """Refuses a file that is not what its name says, and says why; takes out of a PDF what would run by itself."""

    def clean_file(self) -> Any:
        """Look at the content of what was sent; a file that is there already has been looked at."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        name, content = file.name or "", b""
        if name.lower().endswith(".pdf"):
            problem, content = look_at_pdf(file)  # type: ignore[arg-type]
        else:
            problem = problem_with(name, file)  # type: ignore[arg-type]
        if problem:
            raise ValidationError(problem)
        return SimpleUploadedFile(name, content, "application/pdf") if content else file
