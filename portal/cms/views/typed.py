"""The identity-number guard for texts that the translation tool stores one by one, or takes from a file.

Each view stands at the tool's own address and hands on what holds no number.
"""

from __future__ import annotations

from io import BytesIO

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail_localize.models import StringSegment
from wagtail_localize.views import edit_translation as tool

from portal.cms.permissions import may_edit_translation
from portal.cms.services.fnr import FNR_MESSAGE, holds_fnr
from portal.security.guards import guarded


@guarded(may_edit_translation)
def one_text(request: HttpRequest, translation_id: int, string_segment_id: int) -> HttpResponse:
    """Take one translated text; one with a number is answered like what the tool cannot use, and not stored."""
    typed = _value(request) if request.method == "PUT" else ""
    segment = StringSegment.objects.filter(pk=string_segment_id).first()
    if segment is None or not holds_fnr(typed):
        return tool.edit_string_translation(request, translation_id, string_segment_id)  # type: ignore[no-any-return]
    return JsonResponse(
        {
            "string_id": segment.string_id,
            "segment_id": segment.pk,
            "data": typed,
            "error": str(FNR_MESSAGE),
            "comment": "",
            "last_translated_by": None,
        }
    )


@require_POST
@guarded(may_edit_translation)
def many_texts(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take a file of translated texts, unless a number stands in it."""
    file = request.FILES.get("file")
    if file is not None and holds_fnr(file.read().decode("utf-8", "replace")):
        messages.error(request, FNR_MESSAGE)
        return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")
    if file is not None:
        file.seek(0)
    return tool.upload_pofile(request, translation_id)  # type: ignore[no-any-return]


def comment_beside_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Stop a review's comment that comes along with the page's own form; its dialog has refused the number before."""
    if request.method == "POST" and holds_fnr(request.POST.get("workflow-action-extra-data", "")):
        messages.error(request, FNR_MESSAGE)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def _value(request: HttpRequest) -> str:
    """Return the text that is sent; Django itself reads forms of POST alone."""
    body = request.body  # read here, so that the tool can read it again
    if (request.content_type or "") != "multipart/form-data":
        return QueryDict(body).get("value") or ""
    try:
        sent, _files = MultiPartParser(request.META, BytesIO(body), request.upload_handlers).parse()
    except MultiPartParserError:
        return body.decode("utf-8", "replace")
    return sent.get("value") or ""
