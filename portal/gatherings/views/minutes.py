"""The minutes of a meeting: written by those who plan, read by all who come in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from portal.accounts.models import User
from portal.actions.views.common import said_at
from portal.actions.views.conflicts import conflict_page, seen_in, with_choices
from portal.gatherings.forms.minutes import MinutesForm
from portal.gatherings.models import Gathering, Minutes
from portal.gatherings.permissions import may_plan
from portal.gatherings.presenters.meetings import when_words
from portal.gatherings.services import minutes as services
from portal.gatherings.views.common import base_context
from portal.security.guards import guarded

_PAGE = "portal/gatherings/pages/minutes.html"


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_plan)
def write(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Write the minutes."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    row = services.minutes_of(gathering) or Minutes(gathering=gathering, version=0)
    context = {**base_context(request, (pgettext("of a meeting", "Minutes"), "")), "when": when_words(gathering)}
    if request.method != "POST":
        form = MinutesForm(row=row)
        return render(request, _PAGE, {**context, "form": form, "seen": seen_in(form)})
    form = MinutesForm(with_choices(request.POST, MinutesForm, row), row=row)
    context["seen"] = request.POST.get("seen", "")
    if not form.is_valid():
        return render(request, _PAGE, {**context, "form": form}, status=422)
    user: User = request.user  # type: ignore[assignment]
    expected, past = form.cleaned_data["version"], form.used_identity_override
    current = services.write(user, gathering, expected, form.values(), went_past_guard=past)
    if current is not None:
        return conflict_page(request, form, current, _PAGE, context)
    messages.success(request, _("The minutes are saved."))
    return redirect(said_at(gathering.get_absolute_url()))
