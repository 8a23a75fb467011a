"""The outbox of a meeting: which letters wait or will go, read before they go, and sent from where they are read.

What is sent is what was read: the page tells which letter it showed and what stood in it, and when it has become
another letter meanwhile, it is read anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.models import User
from portal.actions.views.common import said_at
from portal.gatherings.choices.letters import LetterKind
from portal.gatherings.models import Gathering
from portal.gatherings.permissions import may_plan
from portal.gatherings.presenters.outbox import address_of, lines_of_piles, reading_of, title_of, when_words_of
from portal.gatherings.services import duties, naming, seating
from portal.gatherings.services.answering import why_closed
from portal.gatherings.services.outbox import Pile, pile_of, piles_of
from portal.gatherings.views.common import base_context
from portal.gatherings.views.people import own_share, people_url
from portal.kernel.clock import system_clock
from portal.security.guards import guarded

_OUTBOX, _LETTER, _INVITATIONS = (
    f"portal/gatherings/pages/{name}.html" for name in ("outbox", "letter", "invitations")
)
LETTERS_A_PAGE = 200


def _context(request: HttpRequest, *crumbs: tuple[str, str]) -> dict[str, Any]:
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    outbox_url = reverse("gatherings:outbox", args=[gathering.pk])
    return base_context(request, (_("Letters"), outbox_url if crumbs else ""), *crumbs)


@require_safe
@guarded(may_plan)
def outbox(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Which letters wait or will go: each kind with to whom and when."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    now = system_clock()
    lines = lines_of_piles(piles_of(gathering, now), gathering, now)
    return render(request, _OUTBOX, {**_context(request), "lines": lines})


@require_safe
@guarded(may_plan)
def letter(request: HttpRequest, gathering_id: int, kind: str) -> HttpResponse:
    """Letters of one kind, read one by one; with the button that sends them, where the host does that."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    if kind not in LetterKind.values:
        raise Http404
    if kind in (LetterKind.INVITATION, LetterKind.LEADER):
        return redirect(address_of(LetterKind(kind), gathering))
    now = system_clock()
    pile = pile_of(LetterKind(kind), gathering, now)
    title = title_of(pile, gathering)
    context = _context(request, (title, "")) | {
        "title": title,
        "pile": pile,
        "when": when_words_of(pile, gathering, now),
        "reading": reading_of([pile], gathering, request.GET.get("til", "")),
    }
    return render(request, _LETTER, context)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_plan)
def invitations(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """The invitations and the letters to leaders that go with them; who gets them now."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    user: User = request.user  # type: ignore[assignment]
    if gathering.seating is None:
        raise Http404
    now = system_clock()
    piles = [pile_of(kind, gathering, now) for kind in (LetterKind.INVITATION, LetterKind.LEADER)]
    sent = request.POST if request.method == "POST" else request.GET
    chosen = {int(key) for key in sent.getlist("to") if key.isdecimal() and len(key) < 12}
    closed, problem = why_closed(gathering.seating, now), ""
    if request.method == "POST" and not closed:
        problem = _stopped(request, piles, gathering) if chosen else _("Tick those who are to get the invitation.")
        if not problem:
            number = seating.send_invitations(user, gathering.seating, sorted(chosen))
            _said_sent(request, number)
            return redirect(said_at(people_url(gathering)))
    waiting = piles[0].to[:LETTERS_A_PAGE]
    # Whoever comes here first has ticked nobody yet; whoever has chosen whose letter to read has.
    ticked = chosen if request.method == "POST" or "valgt" in sent else {each.pk for each in waiting}
    context = _context(request, (_("Invitations"), "")) | {
        "waiting": [(each, each.pk in ticked) for each in waiting],
        "reading": reading_of(piles, gathering, sent.get("til", "")),
        "closed": closed,
        "problem": problem,
        "seating": gathering.seating,
    }
    return render(request, _INVITATIONS, context, status=409 if request.method == "POST" else 200)


def _said_sent(request: HttpRequest, number: int) -> None:
    words = ngettext("%(n)s invitation is on its way.", "%(n)s invitations are on their way.", number)
    if number:
        messages.success(request, words % {"n": number})
    else:
        messages.info(request, _("No invitation was sent: those you ticked have been written to."))


@require_POST
@guarded(may_plan)
def tell(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Send the letters about a change now, instead of waiting for them to go by themselves."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    user: User = request.user  # type: ignore[assignment]
    pile = pile_of(LetterKind.CHANGE, gathering, system_clock())
    problem = _stopped(request, [pile], gathering)
    if problem:
        return _read_again(request, problem, pile)
    number = duties.tell_now(user, gathering)
    if number:
        words = ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", number)
        messages.success(request, words % {"n": number})
    else:
        messages.info(request, _("No letter waited: those who were to be told have been told."))
    return redirect(said_at(people_url(gathering)))


@require_POST
@guarded(may_plan)
def share_ask(request: HttpRequest, gathering_id: int, share_id: int) -> HttpResponse:
    """Write to the organisation's contact, who names people."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    row = own_share(gathering, share_id)
    pile = pile_of(LetterKind.CONTACT, gathering, system_clock())
    problem = _stopped(request, [pile], gathering) if pile.reader(str(row.pk)) is not None else ""
    if problem:
        return _read_again(request, problem, pile)
    if naming.ask_contact(request.user, row):  # type: ignore[arg-type]
        messages.success(request, _("%(name)s is asked to name people.") % {"name": row.organisation.name})
    else:
        messages.info(request, _("No letter was sent: the contact has been asked, or the meeting is not announced."))
    return redirect(said_at(people_url(gathering)))


def _stopped(request: HttpRequest, piles: Sequence[Pile], gathering: Gathering) -> str:
    """Return why nothing is sent: the letter that was read is another now, or waits no more while others do."""
    read, whose = request.POST.get("read", ""), request.POST.get("til", "")
    if not read or not any(pile.to for pile in piles):
        return ""
    reading = reading_of(piles, gathering, whose)
    if reading is not None and reading.value == whose and reading.letter.seen == read:
        return ""
    return _("Nothing is sent: the letter is not the one you read any more. Read it as it is now, then send it.")


def _read_again(request: HttpRequest, problem: str, pile: Pile) -> HttpResponse:
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    messages.warning(request, problem)
    whose = request.POST.get("til", "")
    chosen = f"?til={whose}" if pile.reader(whose) is not None else ""
    return redirect(said_at(address_of(pile.kind, gathering) + chosen))
