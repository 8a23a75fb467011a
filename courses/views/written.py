"""What one has written, to take along."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET

from courses.services.exporting import written_document
from portal.exports import docx, markdown, pdf
from portal.exports.document import Document
from portal.exports.names import file_name
from portal.security.guards import signed_in

DOCUMENTS: dict[str, tuple[Callable[[Document], bytes], str]] = {
    "pdf": (pdf.document_pdf, pdf.CONTENT_TYPE),
    "docx": (docx.document_docx, docx.CONTENT_TYPE),
    "md": (markdown.document_markdown, markdown.CONTENT_TYPE),
}


@require_GET
@sensitive_variables("document", "content")
@signed_in
def written(request: HttpRequest, ending: str) -> HttpResponse:
    """Everything one has written for oneself, as PDF, Word or Markdown."""
    if ending not in DOCUMENTS:
        raise Http404
    document = written_document(request.user, get_language() or "nb", timezone.localdate())
    if document is None:
        messages.info(request, _("You have not written anything yet. Reflections in lessons turn up here."))
        return redirect("courses:mine")
    make, kind = DOCUMENTS[ending]
    content = make(document)
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{file_name(document.title, "varig")}.{ending}"'
    return response
