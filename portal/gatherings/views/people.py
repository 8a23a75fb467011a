"""The host's list of participants: who is asked, what they answered, and who is missing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.models import User
from portal.actions.views.common import said_at
from portal.actions.views.conflicts import conflict_page, seen_in, with_choices
from portal.gatherings.forms.seats import InviteForm, SeatingForm, ShareForm
from portal.gatherings.models import Gathering, Seat, Seating, Share
from portal.gatherings.permissions import may_plan
from portal.gatherings.presenters.invited import read_guests, row_lines
from portal.gatherings.presenters.seats import people_of
from portal.gatherings.services import answering, joining, seating
from portal.gatherings.views.common import base_context
from portal.kernel.clock import oslo_date
from portal.security.guards import guarded

_PEOPLE, _SETUP, _INVITE, _SHARE = (
    f"portal/gatherings/pages/{name}.html" for name in ("people", "seating", "invite", "share")
)


def people_url(gathering: Gathering) -> str:
    return reverse("gatherings:people", args=[gathering.pk])


def _context(request: HttpRequest, *crumbs: tuple[str, str]) -> dict[str, Any]:
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    return base_context(request, (_("Participants"), people_url(gathering) if crumbs else ""), *crumbs)


@require_safe
@guarded(may_plan)
def people(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Who is on the list, and what is to be seen to."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    rows = gathering.seating
    context = _context(request) | {
        "seating": rows,
        "people": people_of(gathering, rows, request.GET.get("page")),
        "members": len(joining.members_without_seat(gathering.space, rows)),
        "shared_with": rows.gatherings.exclude(pk=gathering.pk).count() if rows is not None else 0,
    }
    return render(request, _PEOPLE, context)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_plan)
def setup(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """How many seats, who may have one, and what the invitation says."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    user: User = request.user  # type: ignore[assignment]
    context = _context(request, (_("Seats"), ""))
    row = gathering.seating or Seating(space=gathering.space)
    first = oslo_date(seating.begins(gathering))
    if request.method != "POST":
        form = SeatingForm(row=row, first=first)
        return render(request, _SETUP, {**context, "form": form, "seen": seen_in(form)})
    form = SeatingForm(with_choices(request.POST, SeatingForm, row), row=row, first=first)
    context["seen"] = request.POST.get("seen", "")
    if not form.is_valid():
        return render(request, _SETUP, {**context, "form": form}, status=422)
    row = seating.seating_of(user, gathering)
    expected, past = form.cleaned_data["version"], form.used_identity_override
    current = seating.configure(user, row, expected, form.values(), went_past_guard=past)
    if current is not None:
        return conflict_page(request, form, current, _SETUP, context)
    messages.success(request, _("Saved."))
    return redirect(said_at(people_url(gathering)))


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_plan)
def invite(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Put a pasted list of people on the list: each line is seen before anything happens."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    user: User = request.user  # type: ignore[assignment]
    context = _context(request, (_("Invite"), ""))
    if request.method != "POST":
        return render(request, _INVITE, {**context, "form": InviteForm()})
    form = InviteForm(request.POST)
    if not form.is_valid():
        return render(request, _INVITE, {**context, "form": form}, status=422)
    rows = read_guests(form.cleaned_data["people"], form.cleaned_data["role"], gathering.seating)
    ready, wrong = [row for row in rows if row.ok], [row for row in rows if not row.ok]
    if request.POST.get("step") != "add" or wrong or not ready:
        shown = {"form": form, "rows": row_lines(rows), "ready": len(ready), "wrong": len(wrong)}
        return render(request, _INVITE, {**context, **shown}, status=422 if wrong else 200)
    organisation = form.cleaned_data["organisation"]
    guests = [seating.Guest(row.name, row.email, row.role, organisation) for row in ready]
    new = seating.put_on(user, seating.seating_of(user, gathering), guests, get_language() or "nb")
    _said_added(request, len(new))
    return redirect(reverse("gatherings:invitations", args=[gathering.pk]) if new else said_at(people_url(gathering)))


def _said_added(request: HttpRequest, number: int) -> None:
    words = ngettext(
        "%(n)s person is on the list. Nobody has been written to yet.",
        "%(n)s people are on the list. Nobody has been written to yet.",
        number,
    )
    messages.success(request, words % {"n": number})


@require_POST
@guarded(may_plan)
def members(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Put everybody who comes in here on the list."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    user: User = request.user  # type: ignore[assignment]
    guests = []
    for person in joining.members_without_seat(gathering.space, gathering.seating):
        organisation, role = joining.home_of(person)
        guests.append(seating.Guest(str(person), person.email, role, organisation))
    new = seating.put_on(user, seating.seating_of(user, gathering), guests, get_language() or "nb")
    _said_added(request, len(new))
    return redirect(said_at(people_url(gathering)))


@require_POST
@guarded(may_plan)
def withdraw(request: HttpRequest, gathering_id: int, seat_id: int) -> HttpResponse:
    """Take somebody off the list."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    seat = _seat(gathering, seat_id)
    answering.withdraw(request.user, seat)  # type: ignore[arg-type]
    messages.success(request, _("%(name)s is taken off the list.") % {"name": seat.name})
    return redirect(said_at(people_url(gathering)))


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_plan)
def share(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """How many seats an organisation has, and who there names people."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    user: User = request.user  # type: ignore[assignment]
    context = _context(request, (_("Seats of an organisation"), ""))
    if request.method != "POST":
        row = _share(gathering, request.GET.get("org", ""))
        start = _start_of(row) if row is not None else {}
        return render(request, _SHARE, {**context, "form": ShareForm(initial=start)})
    form = ShareForm(request.POST)
    if not form.is_valid():
        return render(request, _SHARE, {**context, "form": form}, status=422)
    seating.set_share(user, seating.seating_of(user, gathering), form.cleaned_data["organisation"], form.values())
    messages.success(request, _("Saved."))
    return redirect(said_at(people_url(gathering)))


def own_share(gathering: Gathering, key: int) -> Share:
    rows = Share.objects.select_related("seating", "organisation").filter(seating=gathering.seating_id)
    if gathering.seating_id is None:
        raise Http404
    found: Share = get_object_or_404(rows, pk=key)
    return found


@require_POST
@guarded(may_plan)
def share_leave(request: HttpRequest, gathering_id: int, share_id: int) -> HttpResponse:
    """Let an organisation go: its people are told and its seats are given to others."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    row = own_share(gathering, share_id)
    number = seating.organisation_leaves(request.user, row)  # type: ignore[arg-type]
    words = ngettext(
        "%(name)s is no longer with you. %(n)s person was taken off the list and told.",
        "%(name)s is no longer with you. %(n)s people were taken off the list and told.",
        number,
    )
    if not number:
        words = _("%(name)s is no longer with you. Nobody from there had to be taken off the list.")
    messages.success(request, words % {"name": row.organisation.name, "n": number})
    return redirect(said_at(people_url(gathering)))


def _seat(gathering: Gathering, key: int) -> Seat:
    if gathering.seating_id is None:
        raise Http404
    found: Seat = get_object_or_404(Seat.objects.filter(seating=gathering.seating_id), pk=key)
    return found


def _share(gathering: Gathering, key: str) -> Share | None:
    if not key.isdecimal() or len(key) > 12 or gathering.seating_id is None:
        return None
    found: Share | None = Share.objects.filter(seating=gathering.seating_id, pk=int(key)).first()
    return found


def _start_of(row: Share) -> dict[str, Any]:
    names = ("least", "most", "contact_name", "contact_email", "deputy_name", "deputy_email")
    return {"organisation": row.organisation_id, **{name: getattr(row, name) for name in names}}
