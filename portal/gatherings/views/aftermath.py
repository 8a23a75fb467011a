"""Material before and after, the recording, and how the meeting was rated."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.models import User
from portal.actions.views.common import said_at
from portal.actions.views.conflicts import conflict_page, seen_in, with_choices
from portal.gatherings.choices.room import Whens
from portal.gatherings.forms.aftermath import EvaluationForm, MaterialForm, RecordingForm
from portal.gatherings.models import Gathering, MeetingMaterial, Recording
from portal.gatherings.permissions import may_plan, may_take_part
from portal.gatherings.presenters.aftermath import left_behind
from portal.gatherings.presenters.meetings import when_words
from portal.gatherings.services import aftermath as services
from portal.gatherings.services.materialfiles import KINDS, name_of
from portal.gatherings.services.seatlinks import seat_at
from portal.gatherings.views.common import base_context
from portal.kernel.clock import system_clock
from portal.security.guards import guarded, public

_PAGE, _RECORDING = (f"portal/gatherings/pages/{name}.html" for name in ("materials", "recording"))


@require_safe
@guarded(may_take_part)
def page(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Everything that belongs to the meeting, for those who take part; those who plan add and take away."""
    return _shown(request)


def _shown(
    request: HttpRequest, form: MaterialForm | None = None, evaluation_form: EvaluationForm | None = None
) -> HttpResponse:
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        **base_context(request, (_("Material"), "")),
        **left_behind(request, gathering, results=True),
        "when": when_words(gathering),
        "form": form or MaterialForm(),
    }
    if context["may_plan"] and context["evaluation"] is None:
        templates = _templates(request)
        # A portal may have no form to rate with; then there is nothing to choose.
        context["evaluation_form"] = evaluation_form or (EvaluationForm(templates=templates) if templates else None)
    bound = any(each is not None and each.is_bound for each in (form, evaluation_form))
    return render(request, _PAGE, context, status=422 if bound else 200)


def _templates(request: HttpRequest) -> list[tuple[str, str]]:
    pages = services.forms_for(request.user, request.gathering)  # type: ignore[arg-type, attr-defined]
    return [(str(each.translation_key), each.title) for each in pages]


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(said_at(reverse("gatherings:materials", args=[request.gathering.pk])))  # type: ignore[attr-defined]


@require_POST
@guarded(may_plan)
def add(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """One more material."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    form = MaterialForm(request.POST, request.FILES)
    if form.is_valid():
        key, past = form.cleaned_data["form_key"], form.used_identity_override
        if services.add_material(request.user, gathering, form.values(), key, went_past_guard=past):  # type: ignore[arg-type]
            when = Whens(form.cleaned_data["when"]).label
            messages.success(request, _("The material is added: %(when)s.") % {"when": when})
            return _back(request)
        words = _("A meeting holds at most %(number)s materials, and files of 100 MB in all. Take some away first.")
        form.add_error(None, words % {"number": services.MOST})
        form.ask_again()
    return _shown(request, form)


@require_safe
@guarded(may_take_part)
def download(request: HttpRequest, gathering_id: int, material_id: int) -> HttpResponseBase:
    """Hand out a material's file, to be saved, to those who take part."""
    rows = MeetingMaterial.objects.filter(gathering=request.gathering).exclude(file="")  # type: ignore[attr-defined]
    material = get_object_or_404(rows, pk=material_id)
    try:
        content = material.file.open("rb")
    except OSError as lost:
        raise Http404 from lost
    answer = FileResponse(content, as_attachment=True, filename=name_of(material), content_type=KINDS[material.kind])
    # Nobody else on the same machine finds it in the browser's store.
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@guarded(may_plan)
def remove(request: HttpRequest, gathering_id: int, material_id: int) -> HttpResponse:
    """Take a material away."""
    services.remove_material(request.user, request.gathering, material_id)  # type: ignore[arg-type, attr-defined]
    messages.success(request, _("The material is taken away."))
    return _back(request)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_plan)
def recording(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Where the recording lies, and until when it may be seen."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    row = services.recording_of(gathering) or Recording(gathering=gathering, version=0)
    above = reverse("gatherings:materials", args=[gathering.pk])
    context = {
        **base_context(request, (_("Material"), above), (_("Recording"), "")),
        "when": when_words(gathering),
        "stored": row.version,
    }
    if request.method != "POST":
        form = RecordingForm(row=row)
        return render(request, _RECORDING, {**context, "form": form, "seen": seen_in(form)})
    form = RecordingForm(with_choices(request.POST, RecordingForm, row), row=row)
    context["seen"] = request.POST.get("seen", "")
    if not form.is_valid():
        return render(request, _RECORDING, {**context, "form": form}, status=422)
    person: User = request.user  # type: ignore[assignment]
    current = services.save_recording(person, gathering, form.cleaned_data["version"], form.values())
    if current is not None:
        return conflict_page(request, form, current, _RECORDING, context)
    messages.success(request, _("The recording is shared with those who take part."))
    return _back(request)


@require_POST
@guarded(may_plan)
def recording_remove(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Take the address of the recording away before its time."""
    services.remove_recording(request.user, request.gathering)  # type: ignore[arg-type, attr-defined]
    messages.success(request, _("The address of the recording is deleted."))
    return _back(request)


@require_POST
@guarded(may_plan)
def evaluate(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Begin the sheet that the meeting is rated on."""
    form = EvaluationForm(request.POST, templates=_templates(request))
    if not form.is_valid():
        if services.evaluation_of(request.gathering) is not None:  # type: ignore[attr-defined]
            return _back(request)
        return _shown(request, evaluation_form=form)
    wanted = form.cleaned_data["template"]
    forms = services.forms_for(request.user, request.gathering)  # type: ignore[arg-type, attr-defined]
    template = next(each for each in forms if str(each.translation_key) == wanted)
    services.evaluate(request.user, request.gathering, template)  # type: ignore[arg-type, attr-defined]
    messages.success(request, _("The evaluation is open. Those who take part find it on the meeting's page."))
    return _back(request)


@public("Whoever holds the signed link was sent it; it leads to the one place where that seat rates the meeting.")
@require_POST
def rate(request: HttpRequest, word: str, gathering_id: int) -> HttpResponse:
    """From one's own invitation to the sheet the meeting is rated on."""
    seat = seat_at(word)
    if seat is None:
        raise Http404
    gathering = get_object_or_404(Gathering.objects.select_related("space"), pk=gathering_id, seating=seat.seating)
    if not services.may_rate(seat, gathering, system_clock()):
        messages.error(request, _("The evaluation of this meeting is not open."))
        return redirect(said_at(reverse("gatherings:seat", args=[word])))
    return redirect("worksheets:rate_by_link", services.word_to_rate(seat, gathering))
