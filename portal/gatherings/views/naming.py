"""Where the links of contacts and leaders lead: naming people for an organisation, and a leader's yes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.actions.views.common import said_at
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.forms.seats import NameForm
from portal.gatherings.models import Seating, Share
from portal.gatherings.presenters.answers import answer_state, too_late_words
from portal.gatherings.presenters.meetings import lines_of
from portal.gatherings.presenters.seats import lines_of_seats
from portal.gatherings.services import joining, naming
from portal.gatherings.services.answering import TooLate, why_closed
from portal.gatherings.services.seating import Guest
from portal.gatherings.services.seatlinks import seat_for_leader, share_at
from portal.kernel.clock import system_clock
from portal.security.guards import public
from portal.security.ratelimit import limited, too_many

_NAMING, _LEADER = "portal/gatherings/pages/naming.html", "portal/gatherings/pages/leader.html"
DAY = 24 * 3600
LETTERS_A_DAY = 100
"""So many people a contact may name in a day: each gets a letter."""
_WHY = "Whoever holds the signed link was sent it; it belongs to one organisation's seats and shows no others."
_WHY_LEADER = "Whoever holds the signed link was sent it; it belongs to one seat."


@public(_WHY)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest, word: str) -> HttpResponse:
    """Say who comes from the organisation, and see who has answered. Opening it changes nothing."""
    share = _share(word)
    if request.method != "POST":
        return _page(request, word, share, NameForm())
    form = NameForm(request.POST)
    if not form.is_valid():
        return _page(request, word, share, form, 422)
    if not limited(f"naming:{share.pk}", LETTERS_A_DAY, DAY):
        return too_many(request, DAY)
    data = form.cleaned_data
    guest = Guest(organisation=share.organisation, **data)
    try:
        seat = naming.name(share, guest, get_language() or "nb")
    except naming.Full:
        form.add_error(None, _("You have named as many as you have seats for. Take somebody off first."))
        return _page(request, word, share, form, 422)
    except TooLate as late:
        if late.reason != "taken":
            return _page(request, word, share, form, 409, too_late_words(late.reason))
        form.add_error("email", _("Whoever has this address is on the list already."))
        return _page(request, word, share, form, 422)
    messages.success(request, _("%(name)s is on the list, and the letter is on its way.") % {"name": seat.name})
    return redirect(said_at(request.path))


@public(_WHY)
@require_POST
def take_off(request: HttpRequest, word: str, seat_id: int) -> HttpResponse:
    """Take back somebody whom the organisation has named."""
    seat = naming.take_off(_share(word), seat_id)
    if seat is None:
        raise Http404
    messages.success(request, _("%(name)s is taken off the list.") % {"name": seat.name})
    return redirect(said_at(request.path.rsplit(f"{seat_id}/", 1)[0]))


def _share(word: str) -> Share:
    share = share_at(word)
    if share is None:
        raise Http404
    return share


def _page(
    request: HttpRequest, word: str, share: Share, form: NameForm, status: int = 200, problem: str = ""
) -> HttpResponse:
    closed = "withdrawn" if share.withdrawn_at is not None else why_closed(share.seating, system_clock())
    context = {
        **_meetings(share.seating),
        "word": word,
        "share": share,
        "form": form,
        "people": lines_of_seats(naming.named_by(share)),
        "problem": problem or (too_late_words(closed) if closed else ""),
        "may_name": not closed,
        "noindex": True,
    }
    return render(request, _NAMING, context, status=status)


def _meetings(seating: Seating) -> dict[str, Any]:
    rows = list(seating.gatherings.exclude(stage=Stage.DRAFT).order_by("starts_at", "pk"))
    return {"meetings": lines_of(rows), "title": rows[0].title if rows else "", "seating": seating}


@public(_WHY_LEADER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leader(request: HttpRequest, word: str) -> HttpResponse:
    """A leader's yes or no for somebody who has signed up."""
    seat = seat_for_leader(word)
    if seat is None:
        raise Http404
    waits, status, problem = joining.waits_for_leader(seat), 200, ""
    if request.method == "POST" and waits and request.POST.get("answer") in ("yes", "no"):
        try:
            seat = joining.leader_says(seat, request.POST["answer"] == "yes")
            messages.success(request, _("Thank you. Your answer is taken."))
            return redirect(said_at(request.path))
        except TooLate as late:
            problem, status = too_late_words(late.reason), 409
    answered = not waits and seat.state != SeatState.WITHDRAWN
    context = {
        **_meetings(seat.seating),
        "seat": seat,
        "waits": waits,
        "answered": answered,
        "state": answer_state(seat),
        "problem": problem,
        "noindex": True,
    }
    return render(request, _LEADER, context, status=status)
