"""Links for those who rate without an account."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from portal.accounts.models import User
from portal.kernel.fnr import contains_fnr
from portal.security.fields import MESSAGE
from portal.security.guards import guarded
from portal.worksheets.models import Seat, Worksheet
from portal.worksheets.permissions import may_fill
from portal.worksheets.services import ratings

LONGEST_LABEL = 120


@require_POST
@guarded(may_fill)
def make(request: HttpRequest, worksheet_id: int) -> HttpResponse:
    """Make a link for each line that was written: a role, a service, an initial."""
    assert isinstance(request.user, User)  # noqa: S101 - the guard said so; tells the type checker
    sheet: Worksheet = request.worksheet  # type: ignore[attr-defined]
    if not sheet.rated_alone:
        raise Http404
    lines = [line.strip() for line in request.POST.get("labels", "").splitlines() if line.strip()]
    problem = _problem(sheet, lines)
    if problem:
        messages.error(request, problem)
    else:
        made = ratings.make_links(request.user, sheet, lines)
        text = ngettext("%(number)d link made.", "%(number)d links made.", len(made))
        messages.success(request, text % {"number": len(made)})
    return redirect(f"{sheet.get_absolute_url()}#links")


@require_POST
@guarded(may_fill)
def withdraw(request: HttpRequest, worksheet_id: int, seat_id: int) -> HttpResponse:
    """Take a link back."""
    assert isinstance(request.user, User)  # noqa: S101 - the guard said so; tells the type checker
    sheet: Worksheet = request.worksheet  # type: ignore[attr-defined]
    seat = Seat.objects.filter(pk=seat_id, worksheet=sheet, person__isnull=True).first()
    if seat is None:
        raise Http404
    ratings.withdraw(request.user, seat)
    messages.success(request, _("The link no longer works."))
    return redirect(f"{sheet.get_absolute_url()}#links")


def _problem(sheet: Worksheet, lines: list[str]) -> str:
    if sheet.is_closed:
        return _("The sheet is closed. Open it before you send links.")
    if not lines:
        return _("Write one line for each who shall have a link.")
    there = sheet.seats.filter(person__isnull=True).count()
    if there + len(lines) > ratings.MOST_LINKS:
        return _("A sheet has at most %(most)d links, and %(there)d are made.") % {
            "most": ratings.MOST_LINKS,
            "there": there,
        }
    long = next((line for line in lines if len(line) > LONGEST_LABEL), None)
    if long is not None:
        return _("“%(line)s …” is too long. Use at most %(most)d characters a line.") % {
            "line": long[:30],
            "most": LONGEST_LABEL,
        }
    return str(MESSAGE) if any(contains_fnr(line) for line in lines) else ""
