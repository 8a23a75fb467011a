"""What those who lead write on a meeting's page, and the meeting for a calendar."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.forms.meetings import MaterialForm, RecordForm
from network.models import Material, MeetingRecord
from network.permissions import may_know_meeting, may_write_meeting
from network.presenters.meetings import form_choices
from network.services import meetings as services
from network.views.common import archived_words, meeting_context, rests
from portal.accounts.models import User
from portal.actions.views.common import said_at
from portal.actions.views.conflicts import conflict_page, seen_in, with_choices
from portal.exports.ics import CONTENT_TYPE
from portal.gatherings.models import Gathering
from portal.gatherings.presenters.calendars import file_of
from portal.security.guards import guarded

_RECORD, _MATERIAL = "network/pages/meeting_record.html", "network/pages/meeting_material.html"


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_write_meeting)
def record(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Write what came of the meeting, and where the recording is."""
    row: MeetingRecord = request.gathering.network_record  # type: ignore[attr-defined]
    context = meeting_context(request, (_("What came of it"), ""))
    if request.method != "POST":
        form = RecordForm(row=row)
        return render(request, _RECORD, {**context, "form": form, "seen": seen_in(form)})
    form = RecordForm(with_choices(request.POST, RecordForm, row), row=row)
    context["seen"] = request.POST.get("seen", "")
    if not form.is_valid() or rests(request.network, form):  # type: ignore[attr-defined]
        return render(request, _RECORD, {**context, "form": form}, status=422)
    user: User = request.user  # type: ignore[assignment]
    current = services.write(
        user, row, form.cleaned_data["version"], form.values(), went_past_guard=form.used_identity_override
    )
    if current is not None:
        return conflict_page(request, form, current, _RECORD, context)
    messages.success(request, _("It is saved, and stands on the meeting's page."))
    return redirect(said_at(context["meeting_url"]))


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_write_meeting)
def material_new(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Add a material: a form of the library, or something with an address."""
    row: MeetingRecord = request.gathering.network_record  # type: ignore[attr-defined]
    context, templates = meeting_context(request, (_("New material"), "")), form_choices()
    if request.method != "POST":
        return render(request, _MATERIAL, {**context, "form": MaterialForm(templates=templates)})
    form = MaterialForm(request.POST, templates=templates)
    if not form.is_valid() or rests(request.network, form):  # type: ignore[attr-defined]
        return render(request, _MATERIAL, {**context, "form": form}, status=422)
    services.add_material(
        request.user,  # type: ignore[arg-type]
        row,
        {**form.values(), "language": get_language() or "nb"},
        form.cleaned_data.get("form_key") or uuid.uuid4(),
        went_past_guard=form.used_identity_override,
    )
    messages.success(request, _("The material stands on the meeting's page."))
    return redirect(said_at(context["meeting_url"]))


@require_POST
@guarded(may_write_meeting)
def material_remove(request: HttpRequest, gathering_id: int, material_id: int) -> HttpResponse:
    """Take a material away."""
    row: MeetingRecord = request.gathering.network_record  # type: ignore[attr-defined]
    context = meeting_context(request)
    material = Material.objects.select_related("record__gathering").filter(pk=material_id, record=row).first()
    if material is None:
        raise Http404
    if context["archived"]:
        messages.warning(request, archived_words())
    else:
        services.remove_material(request.user, material)  # type: ignore[arg-type]
        messages.success(request, _("The material is taken away."))
    return redirect(said_at(context["meeting_url"]))


@require_safe
@guarded(may_know_meeting)
def calendar(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """The meeting as a file that a calendar opens, for everybody who sees its page. The link is left out."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    answer = HttpResponse(file_of([gathering], gathering.title), content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="mote-{gathering.pk}.ics"'
    return answer
