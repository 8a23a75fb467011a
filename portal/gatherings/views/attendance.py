"""Who came: noted by the host in two taps, or by people themselves with the code that hangs in the room."""

from __future__ import annotations

from typing import Any

import qrcode
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from qrcode.image.svg import SvgPathImage

from portal.actions.views.common import said_at
from portal.gatherings.choices.seats import Attendances
from portal.gatherings.forms.seats import HereForm
from portal.gatherings.models import Gathering, Seat
from portal.gatherings.permissions import may_plan
from portal.gatherings.presenters.meetings import when_words
from portal.gatherings.services import attendance as services
from portal.gatherings.services.seatlinks import gathering_at, seat_at, whole, word_of_room
from portal.gatherings.views.common import base_context
from portal.kernel.clock import system_clock
from portal.security.guards import guarded, public
from portal.security.ratelimit import client, limited, too_many

_PAGE, _CODE, _HERE = (f"portal/gatherings/pages/{name}.html" for name in ("attendance", "room_code", "here"))

#: So many addresses that are not on the list may be tried from one place in so many seconds.
WRONG, PERIOD = 30, 600


def _address(gathering: Gathering) -> str:
    return reverse("gatherings:attendance", args=[gathering.pk])


@require_safe
@guarded(may_plan)
def page(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Everybody who may have been there, with three buttons each."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    noted = services.presences_of(gathering)
    rows = [(seat, noted.get(seat.pk)) for seat in services.expected_at(gathering)]
    context: dict[str, Any] = base_context(request, (_("Attendance"), "")) | {
        "rows": rows,
        "states": Attendances.choices,
        "came": sum(each is not None and each.state != Attendances.NONE for _seat, each in rows),
        "has_been": services.has_been(gathering),
        "when": when_words(gathering),
    }
    return render(request, _PAGE, context)


@require_POST
@guarded(may_plan)
def note(request: HttpRequest, gathering_id: int, seat_id: int) -> HttpResponse:
    """Note one person."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    seat = Seat.objects.filter(pk=seat_id, seating=gathering.seating_id).first()
    state = request.POST.get("state", "")
    if seat is None or gathering.seating_id is None or (state and state not in Attendances.values):
        raise Http404
    services.note(request.user, gathering, seat, state)  # type: ignore[arg-type]
    return redirect(f"{_address(gathering)}#plass-{seat.pk}")


@require_POST
@guarded(may_plan)
def rest(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Note as there everybody who said yes and of whom nothing is noted."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    number = services.note_rest(request.user, gathering)  # type: ignore[arg-type]
    words = ngettext("%(n)s more is noted as there.", "%(n)s more are noted as there.", number)
    messages.success(request, words % {"n": number})
    return redirect(said_at(_address(gathering)))


@require_safe
@guarded(may_plan)
def code(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """The code to hang in the room, or to show on the screen."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    link = whole("here", word_of_room(gathering))
    context = base_context(request, (_("Attendance"), _address(gathering)), (_("Code for the room"), ""))
    return render(request, _CODE, context | {"link": link, "code": _drawn(link), "when": when_words(gathering)})


def _drawn(link: str) -> SafeString:
    image = qrcode.make(link, image_factory=SvgPathImage, border=2)
    # Drawn here, from a link of our own: nothing in it was typed by anybody.
    return mark_safe(image.to_string(encoding="unicode"))  # noqa: S308


@public("Whoever is in the room reads the code there; it notes one's own seat alone, on the day alone.")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def here(request: HttpRequest, word: str) -> HttpResponse:
    """Where the code in the room leads: one button for who is signed in, an address for the others."""
    gathering = gathering_at(word)
    if gathering is None:
        raise Http404
    seat, form = _own_seat(request, gathering), HereForm(request.POST or None)
    context: dict[str, Any] = {
        "gathering": gathering,
        "seat": seat,
        "form": form,
        "open": services.is_open(gathering, system_clock()),
        "when": when_words(gathering),
        "noindex": True,
    }
    if request.method != "POST":
        return render(request, _HERE, {**context, "form": HereForm()})
    if seat is None and form.is_valid():
        seat = services.seat_in_room(gathering, form.cleaned_data["email"])
        # Only what is not found is counted: a whole hall may stand behind one address.
        if seat is None and not limited(f"here:{client(request)}", WRONG, PERIOD):
            return too_many(request, PERIOD)
        if seat is None:
            form.add_error(
                "email", _("We do not find this address on the list. Check it, or ask the host to note you.")
            )
    noted = services.here(gathering, seat) if seat is not None else None
    return render(request, _HERE, context | {"noted": noted}, status=200 if noted else 422)


def _own_seat(request: HttpRequest, gathering: Gathering) -> Seat | None:
    if not request.user.is_authenticated:
        return None
    found: Seat | None = Seat.objects.of(request.user).filter(seating=gathering.seating_id).first()
    return found


@public("Whoever holds the signed link was sent it; it notes that one seat, on the day alone.")
@require_POST
def here_by_link(request: HttpRequest, word: str, gathering_id: int) -> HttpResponse:
    """«I am here», from the page of one's own invitation."""
    seat = seat_at(word)
    gathering = Gathering.objects.filter(pk=gathering_id).first()
    if seat is None or gathering is None:
        raise Http404
    noted = services.here(gathering, seat)
    if noted is None:
        messages.error(request, _("That can be said on the day alone."))
    elif noted.state == Attendances.NONE:
        messages.error(request, _("The host has noted that you are not here. Speak with the host, who can change it."))
    else:
        messages.success(request, _("It is noted that you are here. Welcome!"))
    return redirect(said_at(reverse("gatherings:seat", args=[word])))
