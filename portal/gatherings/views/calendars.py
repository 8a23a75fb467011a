"""Calendar files and the address that a calendar reads by itself."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.actions.views.common import said_at
from portal.exports.ics import CONTENT_TYPE
from portal.gatherings.models import Gathering
from portal.gatherings.permissions import may_see
from portal.gatherings.presenters.calendars import feed_of, file_of
from portal.gatherings.services import calendars
from portal.security.guards import guarded, public, signed_in


@require_safe
@guarded(may_see)
def one(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """One meeting as a file that a calendar opens."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    answer = HttpResponse(file_of([gathering], gathering.title), content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="mote-{gathering.pk}.ics"'
    return answer


@require_safe
@public("The address is the secret: long, signed, and the person's own to take away.")
@never_cache
def feed(request: HttpRequest, word: str) -> HttpResponse:
    """Every meeting of the person, in their own language, for a calendar that asks now and then."""
    found = calendars.feed_at(word)
    if found is None:
        raise Http404
    with translation.override(found.person.language or settings.LANGUAGE_CODE):
        body = feed_of(calendars.meetings_of(found.person), _("Meetings in Varig"))
    return HttpResponse(body, content_type=CONTENT_TYPE)


@require_POST
@signed_in
def make(request: HttpRequest) -> HttpResponse:
    """Make one's own calendar address, or a new one in place of the old."""
    calendars.make_feed(request.user)  # type: ignore[arg-type]
    messages.success(request, _("Here is your calendar address. Whoever has it sees when and where you meet."))
    return redirect(said_at(reverse("gatherings:mine")))


@require_POST
@signed_in
def revoke(request: HttpRequest) -> HttpResponse:
    """Take the address away."""
    calendars.revoke_feed(request.user)  # type: ignore[arg-type]
    messages.success(request, _("The calendar address no longer shows anything."))
    return redirect(said_at(reverse("gatherings:mine")))
