"""Writing the agenda: slots and parts, moved with the keys or by dragging.

Every change is a small form of its own, so that it works without JavaScript; with it the list is swapped in place.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.actions.views.common import said_at
from portal.gatherings.domain import agenda as domain
from portal.gatherings.domain.agenda import Agenda, Slot
from portal.gatherings.forms.agenda import ExerciseForm, PartForm, SlotForm
from portal.gatherings.models import Gathering
from portal.gatherings.permissions import may_plan
from portal.gatherings.presenters.meetings import length_words, parts_of, when_words
from portal.gatherings.services import agendas
from portal.gatherings.services.copies import key as new_key
from portal.gatherings.services.templates import exercise_choices, slot_from
from portal.gatherings.views.common import base_context
from portal.security.guards import guarded

_PAGE, _LIST = "portal/gatherings/pages/agenda_edit.html", "portal/gatherings/parts/agenda_list.html"
_SLOT, _PART = "portal/gatherings/pages/slot.html", "portal/gatherings/pages/part.html"
MOST_SLOTS = 80


@require_safe
@guarded(may_plan)
def page(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """The whole agenda, to be changed."""
    return render(request, _PAGE, _context(request))


def _context(request: HttpRequest, *crumbs: tuple[str, str]) -> dict[str, Any]:
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    own = reverse("gatherings:agenda", args=[gathering.pk])
    return {
        **base_context(request, (_("Agenda"), own), *crumbs),
        "parts": parts_of(gathering),
        "when": when_words(gathering),
        "length": length_words(gathering.agenda.minutes) if gathering.agenda.minutes else "",
        "agenda_url": own,
    }


def _slot(request: HttpRequest, key: str) -> Slot:
    slot: Slot | None = request.gathering.agenda.slot(key)  # type: ignore[attr-defined]
    if slot is None:
        raise Http404
    return slot


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_plan)
def slot_new(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """One more thing that happens, last in the part that was asked for."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    part = request.GET.get("del", "") or request.POST.get("del", "")
    context = {**_context(request, (_("New item"), "")), "part": part, "is_new": True}
    context["library"] = ExerciseForm(
        exercises=exercise_choices(), initial={"ovelse": request.GET.get("ovelse", "")}, auto_id="from_%s"
    )
    if request.method != "POST":
        start = slot_from(request.GET.get("ovelse", ""))
        return render(request, _SLOT, {**context, "form": SlotForm(initial=start)})
    form = SlotForm(request.POST)
    if form.is_valid() and len(gathering.agenda.slots) >= MOST_SLOTS:
        form.add_error(None, _("An agenda holds at most %(number)s items.") % {"number": MOST_SLOTS})
    if not form.is_valid():
        return render(request, _SLOT, {**context, "form": form}, status=422)
    slot = Slot(key=new_key(), **form.values())
    _write(request, lambda agenda: domain.added(agenda, slot, part), form.used_identity_override)
    messages.success(request, _("“%(title)s” stands in the agenda.") % {"title": slot.title})
    if "again" in request.POST:
        return redirect(said_at(f"{request.path}?del={part}"))
    return redirect(f"{context['agenda_url']}#s-{slot.key}")


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_plan)
def slot_edit(request: HttpRequest, gathering_id: int, key: str) -> HttpResponse:
    """Write in one slot. When somebody else has written there meanwhile, both texts are shown."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    if request.method != "POST":
        slot = _slot(request, key)
        form = SlotForm(slot=slot, initial={"seen": agendas.seen(slot)})
        return render(request, _SLOT, {**_context(request, (slot.title, "")), "form": form, "slot": slot})
    form = SlotForm(request.POST)
    context = {**_context(request, (_("Change"), "")), "form": form, "key": key}
    if not form.is_valid():
        return render(request, _SLOT, context, status=422)
    try:
        agendas.write_slot(
            request.user,  # type: ignore[arg-type]
            gathering,
            key,
            form.cleaned_data["seen"],
            form.values(),
            went_past_guard=form.used_identity_override,
        )
    except agendas.SlotTaken as taken:
        return _taken(request, form, taken.slot, context)
    messages.success(request, _("“%(title)s” is saved.") % {"title": form.cleaned_data["title"]})
    return redirect(f"{context['agenda_url']}#s-{key}")


def _taken(request: HttpRequest, form: SlotForm, theirs: Slot | None, context: dict[str, Any]) -> HttpResponse:
    """409: what the other wrote stands beside what was typed, which is still in the form."""
    data = form.data.copy()  # type: ignore[attr-defined]
    data["seen"] = agendas.seen(theirs) if theirs else ""
    form.data = data
    rows = []
    for name in SlotForm.written if theirs else ():
        written, stored = form.cleaned_data[name], getattr(theirs, name)
        if str(written) != str(stored):
            field = form.fields[name]
            shown = dict(getattr(field, "choices", ())).get(stored, stored)
            rows.append((field.label, shown))
    return render(request, _SLOT, {**context, "theirs": rows, "gone": theirs is None}, status=409)


@require_POST
@guarded(may_plan)
def slot_move(request: HttpRequest, gathering_id: int, key: str) -> HttpResponse:
    """One place up or down, or to where it was dropped."""
    where = request.POST.get("til", "")
    part, at = request.POST.get("del", ""), request.POST.get("plass", "")
    if where in {"opp", "ned"}:
        return _changed(request, lambda agenda: domain.shifted(agenda, key, -1 if where == "opp" else 1), key)
    if not at.isdecimal() or len(at) > 4:
        raise Http404
    return _changed(request, lambda agenda: domain.placed(agenda, key, part, int(at)), key)


@require_POST
@guarded(may_plan)
def slot_remove(request: HttpRequest, gathering_id: int, key: str) -> HttpResponse:
    """Take one slot away."""
    gone = request.gathering.agenda.slot(key)  # type: ignore[attr-defined]
    return _changed(request, lambda agenda: domain.removed(agenda, key), gone=gone.title if gone else "")


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_plan)
def part_new(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """One more part, last."""
    return _part(request, lambda agenda, title: domain.with_part(agenda, new_key(), title), _("New part"))


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_plan)
def part_edit(request: HttpRequest, gathering_id: int, key: str) -> HttpResponse:
    """Another name for a part."""
    agenda: Agenda = request.gathering.agenda  # type: ignore[attr-defined]
    part = next((each for each in agenda.parts if each.key == key), None)
    if part is None:
        raise Http404
    return _part(request, lambda now, title: domain.renamed(now, key, title), part.title or _("Part"), part.title)


def _part(request: HttpRequest, change: Any, crumb: str, title: str = "") -> HttpResponse:
    context = _context(request, (crumb, ""))
    if request.method != "POST":
        return render(request, _PART, {**context, "form": PartForm(initial={"title": title}), "heading": crumb})
    form = PartForm(request.POST)
    if not form.is_valid():
        return render(request, _PART, {**context, "form": form, "heading": crumb}, status=422)
    _write(request, lambda agenda: change(agenda, form.cleaned_data["title"]))
    return redirect(said_at(context["agenda_url"]))


@require_POST
@guarded(may_plan)
def part_move(request: HttpRequest, gathering_id: int, key: str) -> HttpResponse:
    """A part one place up or down, with all that stands in it."""
    where = request.POST.get("til", "")
    if where not in {"opp", "ned"}:
        raise Http404
    return _changed(request, lambda agenda: domain.part_shifted(agenda, key, -1 if where == "opp" else 1), key)


@require_POST
@guarded(may_plan)
def part_remove(request: HttpRequest, gathering_id: int, key: str) -> HttpResponse:
    """Take a part away; what stood in it goes to the part beside it."""
    return _changed(request, lambda agenda: domain.without_part(agenda, key))


def _write(request: HttpRequest, change: agendas.Change, went_past_guard: bool = False) -> None:
    agendas.edit(request.user, request.gathering, change, went_past_guard=went_past_guard)  # type: ignore[arg-type, attr-defined]


def _changed(request: HttpRequest, change: agendas.Change, key: str = "", gone: str = "") -> HttpResponse:
    """Change it; give the list alone to the script that asked, else lead back to the agenda.

    `gone` is the title of what was taken away: it is said, as a move is, to those who hear the page.
    """
    before = request.gathering.agenda  # type: ignore[attr-defined]
    _write(request, change)
    context = _context(request)
    said = ""
    if request.gathering.agenda != before:  # type: ignore[attr-defined]
        said = _("“%(title)s” is taken away.") % {"title": gone} if gone else _("Moved.")
    if request.headers.get("HX-Request"):
        return render(request, _LIST, {**context, "said": said})
    if said:
        messages.success(request, said)
    return redirect(f"{context['agenda_url']}#s-{key}" if key else said_at(context["agenda_url"]))
