"""Forms for files."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.forms import DateInput
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from portal.assets.services.checks import extension_of, look_at_pdf, problem_with

# The browser's own calendar. Wagtail's needs a script inside the dialog for pictures, which the policy refuses.
_DAY = DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


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


class PortalImageForm(BaseImageForm):
    """Says of a picture that is not what its name says only what is true.

    Wagtail's own sentence names a format that it has guessed: a page of HTML is an SVG to it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = self.files.get(self.add_prefix("file"))
        if sent is not None:
            self.fields["file"].error_messages["invalid_image_known_format"] = _(
                "The name says .%(extension)s, but the file is something else. Save it as .%(extension)s again."
            ) % {"extension": extension_of(sent.name or "")}

    class Meta(BaseImageForm.Meta):
        widgets: ClassVar = {**BaseImageForm.Meta.widgets, "consent_expires_on": _DAY}
