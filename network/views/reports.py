"""A report as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from network.models import ExperienceReportPage
from network.services.document import report_document
from portal.cms.services.privacy import private_pages
from portal.exports.names import file_name
from portal.exports.pdf import CONTENT_TYPE, document_pdf
from portal.security.guards import public


@public("Only reports that everybody may read are found here.")
def report_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a published report as a tagged PDF in the language it is written in; anything else is not found."""
    page = ExperienceReportPage.objects.filter(pk=pk, live=True, alias_of__isnull=True).exclude(private_pages()).first()
    if page is None:
        raise Http404
    response = HttpResponse(
        document_pdf(report_document(page), created=page.last_published_at), content_type=CONTENT_TYPE
    )
    response["Content-Disposition"] = f'attachment; filename="{file_name(page.title, "report")}.pdf"'
    response["X-Robots-Tag"] = "noindex"
    return response
