"""Sheets as files: blank for everyone, filled in for those who see the sheet."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from portal.exports import docx, pdf, xlsx
from portal.exports.document import Document
from portal.exports.names import file_name
from portal.security.guards import guarded, public
from portal.worksheets.documents import blank_document, filled_document, filled_tabs
from portal.worksheets.models import Worksheet
from portal.worksheets.permissions import may_see
from portal.worksheets.presenters.results import results
from portal.worksheets.services.answers import answers_of
from portal.worksheets.services.snapshots import live_pages, snapshot

Maker = Callable[[Document], bytes]
DOCUMENTS: dict[str, tuple[Maker, str]] = {
    "pdf": (pdf.document_pdf, pdf.CONTENT_TYPE),
    "docx": (docx.document_docx, docx.CONTENT_TYPE),
}


@require_http_methods(["GET"])
@public("A published form is as public printed as it is on its page.")
def blank(request: HttpRequest, template_key: UUID, ending: str) -> HttpResponse:
    """The form to fill in by hand, in the reader's language."""
    page = next(iter(live_pages(template_key)), None)
    if page is None or ending not in DOCUMENTS:
        raise Http404
    form = snapshot(page)
    make, kind = DOCUMENTS[ending]
    document = blank_document(form, get_language() or "nb", timezone.localdate())
    return _file(make(document), kind, f"{file_name(page.title, 'skjema')}-v{form.version}.{ending}")


@require_http_methods(["GET"])
@guarded(may_see)
def filled(request: HttpRequest, worksheet_id: int, ending: str) -> HttpResponse:
    """The sheet with what stands in it."""
    sheet: Worksheet = request.worksheet  # type: ignore[attr-defined]
    language = get_language() or "nb"
    group = results(sheet) if sheet.rated_alone else None
    answers = {} if sheet.rated_alone else answers_of(sheet)
    document = filled_document(sheet, answers, group, language, timezone.localdate())
    name = f"{file_name(document.title, 'ark')}.{ending}"
    if ending == "xlsx":
        tabs = filled_tabs(sheet, answers, group, language)
        return _file(xlsx.workbook(document.title, tabs), xlsx.CONTENT_TYPE, name)
    if ending not in DOCUMENTS:
        raise Http404
    make, kind = DOCUMENTS[ending]
    return _file(make(document), kind, name)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
