"""Files to download."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from wagtail.documents.views.serve import serve

from portal.security.guards import public


@public("Wagtail asks the collection's restrictions; a restricted file leads to sign-in.")
def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """Serve a file as something to download, never as a page of ours, and with no right to run anything."""
    response = serve(request, document_id, document_filename)
    if "Content-Disposition" in response:
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
