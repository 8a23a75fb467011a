"""Rate alone: as a member, or through a link without an account; see how the group has rated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.models import User
from portal.kernel.fnr import contains_fnr
from portal.security.fields import MESSAGE
from portal.security.guards import guarded, public
from portal.worksheets.domain.answers import LONG, Mistake, clean, missing
from portal.worksheets.domain.branching import shown
from portal.worksheets.domain.form import said
from portal.worksheets.forms import COMMENT, texts_in, typed_value
from portal.worksheets.models import Seat, Worksheet
from portal.worksheets.permissions import may_fill
from portal.worksheets.presenters.addressed import Addressed, no_addresses
from portal.worksheets.presenters.mistakes import sentence
from portal.worksheets.presenters.rating import Form, Labels, form_of, links_of
from portal.worksheets.presenters.results import results
from portal.worksheets.services import ratings
from portal.worksheets.views.common import base_context, panel_for, why_not_words

PAGE = "portal/worksheets/pages/rating.html"
LINK_PAGE = "portal/worksheets/pages/rate.html"


@dataclass(frozen=True, slots=True)
class Sent:
    """What came with a rating: clean answers, comments, and what is wrong by question."""

    values: dict[str, Any]
    comments: dict[str, str]
    typed: dict[str, Any]
    wrong: dict[str, str]


def rating_page(
    request: HttpRequest,
    worksheet: Worksheet,
    sent: Sent | None = None,
    status: int = 200,
    addressed: Addressed | None = None,
    labels: Labels | None = None,
) -> HttpResponse:
    """The page of a sheet that each fills in alone: one's own answers, and the group's when they may be shown.

    `addressed` is the list of addresses that was not taken, and `labels` the lines, each with what is wrong.
    """
    assert isinstance(request.user, User)  # noqa: S101 - the guards said so; tells the type checker
    context = base_context(request)
    seat = ratings.member_seat(request.user, worksheet)
    context |= {
        "why_not_words": "" if context["may_fill"] or worksheet.is_closed else why_not_words(context["why_not"]),
        "answered": seat is not None and seat.used_on is not None,
        "may_answer": context["may_fill"] and not (worksheet.anonymous and seat is not None and seat.used_on),
        "form": _form(worksheet, seat, sent),
        "keep": f"rating-{worksheet.pk}-{request.user.pk}",
        "results": results(worksheet, with_actions=context["may_manage"]),
        "panel": panel_for(request, worksheet),
        "links": links_of(request, worksheet) if context["may_manage"] else None,
        "addressed": addressed or no_addresses(),
        "labels": labels or Labels(),
        "rounds": list(Worksheet.objects.rounds_of(worksheet)),
    }
    return render(request, PAGE, context, status=status)


@require_POST
@guarded(may_fill)
def rate(request: HttpRequest, worksheet_id: int) -> HttpResponse:
    """Send one's own rating."""
    assert isinstance(request.user, User)  # noqa: S101 - the guard said so; tells the type checker
    sheet: Worksheet = request.worksheet  # type: ignore[attr-defined]
    if not sheet.rated_alone:
        raise Http404
    sent = _read(request, sheet)
    if sent.wrong:
        return rating_page(request, sheet, sent, 422)
    try:
        ratings.send(sheet, sent.values, sent.comments, person=request.user)
    except ratings.TooLate as late:
        messages.error(request, too_late_words(late.reason))
        return rating_page(request, sheet, sent, 409)
    messages.success(request, _("Thank you. Your answers are taken."))
    return redirect(sheet)


@require_http_methods(["GET", "POST"])
@public("Whoever holds the link may rate; the link is signed and belongs to one seat.")
@never_cache
def rate_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Rate without an account. The link opens the form; only the button there sends."""
    seat = ratings.seat_of(token)
    if seat is None:
        raise Http404
    sheet = seat.worksheet
    sent: Sent | None = None
    status, done, stopped = 200, False, _stopped(sheet, seat)
    if request.method == "POST":
        sent = _read(request, sheet)
        status = 422
        if not sent.wrong:
            try:
                ratings.send(sheet, sent.values, sent.comments, seat=seat)
                done, status = True, 200
            except ratings.TooLate as late:
                stopped, status = too_late_words(late.reason), 409
    # What was typed too late is shown, so that it can be copied; before that there is nothing to show.
    form = None if done or (stopped and sent is None) else _form(sheet, seat, sent)
    context = {
        "worksheet": sheet,
        "title": said(sheet.form.title, get_language() or "nb"),
        "form": form,
        "keep": f"rating-{sheet.pk}-link-{seat.pk}",
        "done": done,
        "stopped": stopped,
        "answered_on": seat.used_on if form and not sheet.anonymous and not stopped else None,
        "noindex": True,
    }
    return render(request, LINK_PAGE, context, status=status)


def too_late_words(reason: str) -> str:
    """Say why a rating is not taken."""
    return {
        "closed": _("The sheet is closed, so this was not sent. What you wrote stands below; copy it if you need it."),
        "answered": _("You have answered before. Anonymous answers belong to nobody and cannot be changed."),
        "withdrawn": _("This link has been taken back. Ask whoever sent it for a new one."),
    }[reason]


def _stopped(sheet: Worksheet, seat: Seat) -> str:
    if seat.withdrawn_at is not None:
        return too_late_words("withdrawn")
    if sheet.is_closed:
        return _("This is closed and takes no more answers. Thank you for wanting to take part.")
    if sheet.anonymous and seat.used_on is not None:
        return too_late_words("answered")
    return ""


def _form(sheet: Worksheet, seat: Seat | None, sent: Sent | None) -> Form:
    if sent is not None:
        return form_of(sheet, sent.typed, sent.comments, sent.wrong)
    own = getattr(seat, "sheet", None) if seat is not None and not sheet.anonymous else None
    return form_of(sheet, own.values if own else {}, own.comments if own else {}, {})


def _read(request: HttpRequest, sheet: Worksheet) -> Sent:
    """Read the whole form; answers behind a way not taken are left out."""
    language = get_language() or "nb"
    values: dict[str, Any] = {}
    typed: dict[str, Any] = {}
    comments: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for part in sheet.form.questions:
        prefix = f"{part.id}-"
        typed[part.id] = typed_value(part, request.POST, prefix)
        comment = request.POST.get(prefix + COMMENT, "").replace("\r\n", "\n").strip() if part.comment else ""
        if comment:
            comments[part.id] = comment
        if any(contains_fnr(text) for text in (*texts_in(typed[part.id]), comment)):
            wrong[part.id] = str(MESSAGE)
            continue
        try:
            if len(comment) > LONG:
                raise Mistake("too_long", LONG)
            values[part.id] = clean(part, typed[part.id])
        except Mistake as mistake:
            wrong[part.id] = sentence(mistake, part, language)
    seen = shown(sheet.form, values)
    wrong = {key: words for key, words in wrong.items() if key in seen}
    for key in missing(sheet.form, values, seen):
        wrong.setdefault(key, _("Answer this before you send."))
    kept = {key: value for key, value in values.items() if key in seen and value is not None}
    if not kept and not wrong and sheet.form.questions:
        wrong[sheet.form.questions[0].id] = _("Answer at least one question before you send.")
    return Sent(kept, {key: words for key, words in comments.items() if key in seen}, typed, wrong)
