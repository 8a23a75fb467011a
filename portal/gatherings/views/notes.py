"""The wall of notes: written and sorted by all who take part; closed and carried on by those who plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.models import User
from portal.actions.permissions import can_write
from portal.actions.views.common import said_at
from portal.gatherings.forms.room import ClusterForm, NotesForm
from portal.gatherings.models import Cluster, Gathering
from portal.gatherings.permissions import is_live, may_plan, may_take_part
from portal.gatherings.presenters.meetings import when_words
from portal.gatherings.presenters.notes import Wall, wall_of
from portal.gatherings.services import carrying
from portal.gatherings.services import notes as services
from portal.gatherings.views.common import base_context
from portal.security.guards import guarded

_PAGE, _BOARD = "portal/gatherings/pages/notes.html", "portal/gatherings/parts/notes_board.html"
_ADD = "portal/gatherings/parts/notes_added.html"


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_take_part)
def page(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """The wall, and writing on it."""
    if request.method != "POST":
        return render(request, _PAGE, _context(request, form=NotesForm()))
    form, context = NotesForm(request.POST), _context(request)
    if form.is_valid() and not context["may_write"]:
        form.add_error(None, _("The notes are closed. What you wrote stands here, so that you can copy it."))
    if form.is_valid():
        data = form.cleaned_data
        left = services.write(request.user, request.gathering, data["lines"], data["form_key"])  # type: ignore[arg-type, attr-defined]
        if left:
            messages.error(request, _("The wall is full: %(number)s notes did not fit.") % {"number": left})
        if not _is_part(request):
            return redirect(request.path + "#board")
        return render(request, _ADD, _context(request, form=NotesForm()))
    return render(request, _ADD if _is_part(request) else _PAGE, {**context, "form": form}, status=422)


def _is_part(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request"))


def _context(request: HttpRequest, **more: Any) -> dict[str, Any]:
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    base = base_context(request, (_("Notes"), ""))
    wall = _wall(request, base["may_plan"])
    return {
        **base,
        "when": when_words(gathering),
        "wall": wall,
        "mark": _mark(request, wall.board.version),
        "may_write": _may_write(request, wall, base["may_plan"]),
        "is_part": _is_part(request),
        "cluster_form": ClusterForm(auto_id="cluster_%s"),
        **more,
    }


def _wall(request: HttpRequest, leads: bool) -> Wall:
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    agrees = can_write(request.space_roles, gathering.space).allowed  # type: ignore[attr-defined]
    reader: User = request.user  # type: ignore[assignment]
    return wall_of(services.board_of(gathering), gathering, reader, leads=leads, agrees=agrees)


def _may_write(request: HttpRequest, wall: Wall, leads: bool) -> bool:
    return is_live(request.gathering).allowed and (leads or wall.board.is_open)  # type: ignore[attr-defined]


def _mark(request: HttpRequest, version: int) -> str:
    return f'"{version}-{request.user.pk}-{get_language()}"'


@require_safe
@guarded(may_take_part)
def board(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """The wall alone, for the screens that look every few seconds; 304 while nobody has changed it."""
    version = services.board_of(request.gathering).version  # type: ignore[attr-defined]
    mark = _mark(request, version)
    if request.headers.get("If-None-Match") == mark:
        response = HttpResponse(status=304)
    else:
        response = render(request, _BOARD, _context(request))
    response["ETag"] = mark
    patch_cache_control(response, private=True, no_cache=True)
    return response


@require_POST
@guarded(may_take_part)
def sort(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """What is done with the notes that are ticked, or with the one that was dragged: put somewhere, or taken away."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    person: User = request.user  # type: ignore[assignment]
    leads, notes, into = _leads(request), _numbers(request, "note"), request.POST.get("til", "")
    if not _open_to(request):
        messages.error(request, _("The notes are closed."))
    elif not notes:
        messages.info(request, _("Tick the notes first, then press where they belong."))
    elif into == "bort":
        taken = services.take_away(person, gathering, notes, leads=leads)
        if taken < len(notes):
            messages.info(request, _("You can take your own notes away. Ask whoever leads for the others."))
    elif not services.sort_into(gathering, notes, int(into) if into.isdecimal() and len(into) < 13 else None):
        messages.info(request, _("Somebody has taken that group away."))
    return _answer(request)


def _numbers(request: HttpRequest, name: str) -> list[int]:
    sent = request.POST.getlist(name)[: services.MOST]
    return [int(each) for each in sent if each.isdecimal() and len(each) < 13]


def _leads(request: HttpRequest) -> bool:
    return bool(base_context(request)["may_plan"])


def _open_to(request: HttpRequest) -> bool:
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    return is_live(gathering).allowed and (_leads(request) or services.board_of(gathering).is_open)


def _answer(request: HttpRequest, **more: Any) -> HttpResponse:
    """The wall alone to the script that asked; else the page with it."""
    status = 422 if more else 200
    if _is_part(request):
        return render(request, _BOARD, _context(request, **more), status=status)
    if more:
        return render(request, _PAGE, {**_context(request, form=NotesForm()), **more}, status=status)
    return redirect(reverse("gatherings:notes", args=[request.gathering.pk]) + "#said")  # type: ignore[attr-defined]


@require_POST
@guarded(may_take_part)
def cluster_new(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """One more group, with the notes that are ticked."""
    if not _open_to(request):
        messages.error(request, _("The notes are closed."))
        return _answer(request)
    form = ClusterForm(request.POST, auto_id="cluster_%s")
    if not form.is_valid():
        return _answer(request, cluster_form=form)
    title, key = form.cleaned_data["title"], form.cleaned_data["form_key"]
    if services.add_cluster(request.gathering, title, key, _numbers(request, "note")) is None:  # type: ignore[attr-defined]
        form.add_error("title", _("A wall holds at most %(number)s groups.") % {"number": services.MOST_CLUSTERS})
        return _answer(request, cluster_form=form)
    return _answer(request)


@require_POST
@guarded(may_take_part)
def cluster_rename(request: HttpRequest, gathering_id: int, cluster_id: int) -> HttpResponse:
    """Another name for a group. Where somebody else has renamed it meanwhile, both names are shown."""
    if not _open_to(request):
        messages.error(request, _("The notes are closed."))
        return _answer(request)
    form = ClusterForm(request.POST, auto_id=f"cluster_{cluster_id}_%s")
    if not form.is_valid():
        return _answer(request, renaming=cluster_id, rename_form=form)
    seen, title = request.POST.get("seen", ""), form.cleaned_data["title"]
    current = services.rename(request.gathering, cluster_id, seen, title)  # type: ignore[attr-defined]
    if current is not None:
        words = _("Somebody else has called it “%(name)s”. Save once more to call it what you wrote.")
        form.add_error("title", words % {"name": current.title})
        return _answer(request, renaming=cluster_id, rename_form=form)
    return _answer(request)


@require_POST
@guarded(may_take_part)
def cluster_remove(request: HttpRequest, gathering_id: int, cluster_id: int) -> HttpResponse:
    """Take a group away; its notes stay on the wall."""
    if _open_to(request):
        services.remove_cluster(request.gathering, cluster_id)  # type: ignore[attr-defined]
    else:
        messages.error(request, _("The notes are closed."))
    return _answer(request)


@require_POST
@guarded(may_plan)
def cluster_open_point(request: HttpRequest, gathering_id: int, cluster_id: int) -> HttpResponse:
    """Put a group's name among the open points of the minutes."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    found = Cluster.objects.filter(pk=cluster_id, board=gathering.pk).first()
    if found is None:
        messages.info(request, _("Somebody has taken that group away."))
        return _answer(request)
    try:
        carrying.keep_open(request.user, gathering, found.title)  # type: ignore[arg-type]
        messages.success(request, _("“%(name)s” stands among the open points of the minutes.") % {"name": found.title})
    except carrying.TooLong:
        messages.error(request, _("The minutes have no room for more open points."))
    return _answer(request)


@require_POST
@guarded(may_plan)
def set_open(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Open the wall for those who take part, or close it."""
    is_open = request.POST.get("open") == "1"
    services.set_open(request.user, request.gathering, is_open)  # type: ignore[arg-type, attr-defined]
    messages.success(request, _("The notes are open.") if is_open else _("The notes are closed."))
    return _answer(request)


@require_POST
@guarded(may_plan)
def carry(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Put the wall into the minutes."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    text = _wall(request, True).text
    if not text:
        messages.info(request, _("There are no notes yet."))
        return _answer(request)
    try:
        carrying.carry(request.user, gathering, text)  # type: ignore[arg-type]
    except carrying.TooLong:
        messages.error(request, _("The minutes have no room for so many notes. Copy what you need."))
        return _answer(request)
    messages.success(request, _("The notes stand in the minutes. Carry them over again when they change."))
    return redirect(said_at(gathering.get_absolute_url()))
