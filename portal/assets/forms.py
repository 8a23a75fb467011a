"""Forms for files."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from wagtail.documents.forms import BaseDocumentForm

from portal.assets.services.checks import cleaned_pdf, problem_with


class PortalDocumentForm(BaseDocumentForm):
    """Refuses a file that is not what its name says, and says why; takes out of a PDF what would run by itself."""

    def clean_file(self) -> Any:
        """Look at the content of what was sent; a file that is there already has been looked at."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        problem = problem_with(file.name or "", file)  # type: ignore[arg-type]
        if problem:
            raise ValidationError(problem)
        if (file.name or "").lower().endswith(".pdf"):
            return SimpleUploadedFile(file.name or "", cleaned_pdf(file), "application/pdf")  # type: ignore[arg-type]
        return file
