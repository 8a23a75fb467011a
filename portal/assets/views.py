"""Files to download, and films to look at."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve

from portal.assets.models import Film, FilmText
from portal.assets.services.ranges import Unsatisfiable, part_of, read_part
from portal.security.guards import public

# A film does not change; another one gets another address. Not longer, so that what is taken away is gone the same day.
FILM_SECONDS = 3600


@public("Wagtail asks the collection's restrictions; a restricted file leads to sign-in.")
def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """Serve a file as something to download, never as a page of ours, and with no right to run anything."""
    response = serve(request, document_id, document_filename)
    if "Content-Disposition" in response:
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_safe
@public("Films are public by their address, as pictures are.")
def film(request: HttpRequest, film_id: int) -> HttpResponseBase:
    """Serve a film or a sound, whole or the part that the browser asks for: without parts, Safari plays nothing.

    Only while the consent of those in it holds.
    """
    found = get_object_or_404(Film, pk=film_id)
    if not found.may_be_shown():
        raise Http404
    try:
        name, size = str(found.file.name), found.file.size
        modified = found.file.storage.get_modified_time(name)
    except OSError:
        return HttpResponse(status=404)
    tag = f'"{size:x}-{int(modified.timestamp()):x}"'
    fresh = request.headers.get("If-Range", tag) == tag
    try:
        part = part_of(request.headers.get("Range", ""), size) if fresh else None
    except Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = part or (0, size - 1)
    body = () if request.method == "HEAD" else read_part(found.file.storage.open(name), first, last)
    response = StreamingHttpResponse(body, status=206 if part else 200, content_type=found.content_type)
    if part:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Accept-Ranges"] = "bytes"
    response["Content-Length"] = str(last - first + 1)
    response["ETag"] = tag
    response["Last-Modified"] = http_date(modified.timestamp())
    response["Cache-Control"] = f"public, max-age={FILM_SECONDS}"
    response["Content-Security-Policy"] = "default-src 'none'; media-src 'self'; sandbox"
    return response


@require_safe
@public("Captions belong to films, which are public by their address.")
def captions(request: HttpRequest, film_id: int, language: str) -> HttpResponse:
    """Serve the captions of a film in a language."""
    text = get_object_or_404(FilmText.objects.select_related("film"), film_id=film_id, language=language)
    if not text.film.may_be_shown():
        raise Http404
    response = HttpResponse(text.captions, content_type="text/vtt; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={FILM_SECONDS}"
    return response
