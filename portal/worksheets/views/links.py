"""Links for those who rate without an account."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from portal.accounts.models import User
from portal.kernel.fnr import contains_fnr
from portal.security.fields import MESSAGE
from portal.security.guards import guarded
from portal.security.ratelimit import too_many
from portal.worksheets.domain.addressed import LONGEST_LABEL, read
from portal.worksheets.models import Seat, Worksheet
from portal.worksheets.permissions import may_fill
from portal.worksheets.presenters.addressed import Addressed, addressed
from portal.worksheets.presenters.rating import Labels
from portal.worksheets.services import letters, ratings
from portal.worksheets.views.rating import rating_page


@require_POST
@guarded(may_fill)
def make(request: HttpRequest, worksheet_id: int) -> HttpResponse:
    """Make a link for each line that was written: a role, a service, an initial."""
    assert isinstance(request.user, User)  # noqa: S101 - the guard said so; tells the type checker
    sheet: Worksheet = request.worksheet  # type: ignore[attr-defined]
    if not sheet.rated_alone:
        raise Http404
    typed = request.POST.get("labels", "")
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    problem = _problem(sheet, len(lines)) or _wrong_label(lines)
    if problem:
        return rating_page(request, sheet, status=422, labels=Labels(typed, problem))
    made = ratings.make_links(request.user, sheet, lines)
    text = ngettext("%(number)d link made.", "%(number)d links made.", len(made))
    messages.success(request, text % {"number": len(made)})
    return redirect(f"{sheet.get_absolute_url()}?lenker=alle#links")  # all that were just made


@sensitive_post_parameters("addresses")
@require_POST
@guarded(may_fill)
def send(request: HttpRequest, worksheet_id: int) -> HttpResponse:
    """Make a link for each address and send it by letter. Nothing is sent while something is wrong with a line."""
    assert isinstance(request.user, User)  # noqa: S101 - the guard said so; tells the type checker
    sheet: Worksheet = request.worksheet  # type: ignore[attr-defined]
    if not sheet.rated_alone:
        raise Http404
    typed = request.POST.get("addresses", "")
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        language = get_language() or "nb"
    lines = read(typed)
    letters.check(sheet, lines)
    problem = _problem(sheet, len(lines))
    if not problem and not any(line.problem for line in lines) and not letters.may_send(request.user, lines):
        return too_many(request, letters.DAY)
    if problem or any(line.problem for line in lines):
        shown: Addressed = addressed(typed, language, lines, problem)
        return rating_page(request, sheet, status=422, addressed=shown)
    sent = letters.send(request.user, sheet, lines, language)
    text = ngettext("%(number)d letter is on its way.", "%(number)d letters are on their way.", len(sent))
    messages.success(request, text % {"number": len(sent)})
    return redirect(f"{sheet.get_absolute_url()}?lenker=alle#links")


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


def _problem(sheet: Worksheet, number: int) -> str:
    if sheet.is_closed:
        return _("The sheet is closed. Open it before you send links.")
    if not number:
        return _("Write one line for each who shall have a link.")
    there = sheet.seats.filter(person__isnull=True).count()
    if there + number > ratings.MOST_LINKS:
        return _("A sheet has at most %(most)d links, and %(there)d are made.") % {
            "most": ratings.MOST_LINKS,
            "there": there,
        }
    return ""


def _wrong_label(lines: list[str]) -> str:
    long = next((line for line in lines if len(line) > LONGEST_LABEL), None)
    if long is not None:
        return _("“%(line)s …” is too long. Use at most %(most)d characters a line.") % {
            "line": long[:30],
            "most": LONGEST_LABEL,
        }
    return str(MESSAGE) if any(contains_fnr(line) for line in lines) else ""
