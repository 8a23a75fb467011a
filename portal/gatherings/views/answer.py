"""Where the link in an invitation leads: what will happen, and the answer. Opening it changes nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.models import User
from portal.actions.views.common import said_at
from portal.exports.ics import CONTENT_TYPE
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.forms.seats import NO, OTHER, AnswerForm, LeaderForm
from portal.gatherings.models import Gathering, Needs, Seat
from portal.gatherings.permissions import may_see
from portal.gatherings.presenters.answers import answer_state, closed_words, meeting_facts, too_late_words
from portal.gatherings.presenters.calendars import file_of
from portal.gatherings.presenters.clashes import promised_lines
from portal.gatherings.seatwords import words_for
from portal.gatherings.services import answering, joining
from portal.gatherings.services.seatlinks import seat_at, word_of
from portal.gatherings.views.common import base_context
from portal.kernel.clock import system_clock
from portal.security.guards import guarded, public

_PAGE, _SIGN_UP = "portal/gatherings/pages/seat.html", "portal/gatherings/pages/sign_up.html"
_WHY = "Whoever holds the signed link was sent it; it belongs to one seat and shows that meeting alone."


def _found(word: str) -> Seat:
    seat = seat_at(word)
    if seat is None:
        raise Http404
    return seat


@public(_WHY)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: HttpRequest, word: str) -> HttpResponse:
    """What one is asked to, and the answer. A mail scanner that opens the link has answered nothing."""
    found = _found(word)
    asked = {"asks_needs": found.seating.asks_needs, "only_no": found.lacks_leader_yes}
    if request.method != "POST":
        return _page(request, word, found, AnswerForm(**asked, initial=_start(found)))
    form = AnswerForm(request.POST, **asked)
    if not form.is_valid():
        return _page(request, word, found, form, 422)
    try:
        _take(found, form.cleaned_data)
    except answering.TooLate as late:
        found = _found(word)
        return _page(request, word, found, form, 409, too_late_words(late.reason))
    _thank(request)
    return redirect(said_at(request.path))


def _thank(request: HttpRequest) -> None:
    # Where the seat stands now is said on the page itself.
    messages.success(request, _("Thank you. Your answer is taken."))


@public(_WHY)
@require_POST
def come(request: HttpRequest, word: str) -> HttpResponse:
    """«I am coming after all», from whoever sent somebody else who has not answered."""
    try:
        answering.come_after_all(_found(word))
        _thank(request)
    except answering.TooLate as late:
        messages.error(request, too_late_words(late.reason))
    return redirect(said_at(reverse("gatherings:seat", args=[word])))


def _take(found: Seat, data: dict[str, Any]) -> None:
    if data["answer"] == NO:
        answering.say_no(found, data["reason"], data["reason_text"])
    elif data["answer"] == OTHER:
        answering.send_somebody_else(found, data["name"], data["email"])
    else:
        after = answering.say_yes(found)
        if "diet" in data:
            joining.say_needs(after, data["diet"], data["access"])


def _start(found: Seat) -> dict[str, Any]:
    needs = Needs.objects.filter(seat=found).first()
    start: dict[str, Any] = {"diet": needs.diet, "access": needs.access} if needs is not None else {}
    if found.state in (SeatState.CONFIRMED, SeatState.WAITING):
        start["answer"] = "yes"
    elif found.state == SeatState.DECLINED:
        start |= {"answer": "no", "reason": found.reason, "reason_text": found.reason_text}
    return start


def _page(
    request: HttpRequest, word: str, found: Seat, form: AnswerForm, status: int = 200, problem: str = ""
) -> HttpResponse:
    meetings = list(found.seating.gatherings.exclude(stage=Stage.DRAFT).order_by("starts_at", "pk"))
    closed = answering.why_closed(found.seating, system_clock())
    gone = found.state in (SeatState.WITHDRAWN, SeatState.REPLACED)
    context = {
        "seat": found,
        "word": word,
        "form": form,
        "facts": [meeting_facts(each, found, request.user) for each in meetings],
        "state": answer_state(found),
        "words": words_for(found),
        "problem": problem or ("" if gone or not closed else too_late_words(closed)),
        # Whoever waits for their leader can say no, once.
        "may_answer": not gone and not closed and not (found.lacks_leader_yes and found.state == SeatState.DECLINED),
        "may_come_after_all": not closed and answering.may_come_after_all(found),
        "promised": promised_lines(found) if not gone and not closed else [],
        "noindex": True,
    }
    return render(request, _PAGE, context, status=status)


@public(_WHY)
@require_POST
def opened(request: HttpRequest, word: str) -> HttpResponse:
    """The page says that a person has touched it. Sent once, by script; nothing depends on it."""
    Seat.objects.filter(pk=_found(word).pk, state=SeatState.INVITED).update(
        state=SeatState.OPENED, opened_at=system_clock()
    )
    return HttpResponse(status=204)


@public(_WHY)
@require_safe
@never_cache
def calendar(request: HttpRequest, word: str) -> HttpResponse:
    """The meetings of the seat, for a calendar; called off ones too, so that they go away there."""
    found = _found(word)
    meetings = list(found.seating.gatherings.exclude(stage=Stage.DRAFT).order_by("starts_at", "pk"))
    name = meetings[0].title if meetings else _("Meetings in Varig")
    answer = HttpResponse(file_of(meetings, name), content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="mote-{found.pk}.ics"'
    return answer


@require_POST
@guarded(may_see)
def sign_up(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Put oneself on the list and say yes."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    user: User = request.user  # type: ignore[assignment]
    may = joining.can_sign_up(user, gathering.seating)
    if gathering.seating is None or not may:
        messages.info(request, closed_words(may.reason, gathering.seating))
        return redirect(said_at(gathering.get_absolute_url()))
    leader = ("", "")
    if gathering.seating.needs_leader_yes and not Seat.objects.of(user).filter(seating=gathering.seating).exists():
        form = LeaderForm(request.POST if "leader" in request.POST else None, person=user)
        if not form.is_valid():
            context = base_context(request, (_("Sign up"), "")) | {"form": form}
            return render(request, _SIGN_UP, context, status=422 if form.is_bound else 200)
        leader = (form.cleaned_data["leader_name"], form.cleaned_data["leader_email"])
    try:
        mine = joining.join(user, gathering.seating, get_language() or "nb", leader)
    except answering.TooLate as late:
        messages.error(request, too_late_words(late.reason))
        return redirect(said_at(gathering.get_absolute_url()))
    _thank(request)
    return redirect(said_at(reverse("gatherings:seat", args=[word_of(mine)])))
