"""Lay a goal, a measure or a test aside, and take it up again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from improvement.models import Project
from improvement.permissions import may_write
from improvement.presenters.languages import own_words, told
from improvement.presenters.registers import address_of
from improvement.registers import REGISTERS
from improvement.services.archive import KINDS, set_archived
from improvement.views.common import get_or_404, said_at
from portal.security.guards import guarded


@require_POST
@guarded(may_write)
def archive(request: HttpRequest, project_id: int, kind: str, row_id: int) -> HttpResponse:
    """Archive, or take back; the page that follows says where it went and how it comes back."""
    project: Project = request.project  # type: ignore[attr-defined]
    if kind not in KINDS:
        raise Http404
    row = get_or_404(KINDS[kind]._default_manager.all(), pk=row_id, project=project)
    archived = request.POST.get("archive") == "yes"
    set_archived(row, request.user, archived)  # type: ignore[arg-type]
    name = own_words(str(row), project.language)
    if not archived:
        messages.success(request, told(_("“%(name)s” is open again."), name=name))
        return redirect(said_at(row))
    place = address_of(REGISTERS[kind], project) if kind in REGISTERS else project.get_absolute_url()
    link = format_html('<a href="{}#archived">{}</a>', place, _("Archived"))
    said = _("“%(name)s” is archived. It can still be read, and taken back, under “%(link)s”.")
    messages.success(request, told(said, name=name, link=link))
    return redirect(f"{place}#said")
