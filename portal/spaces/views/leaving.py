"""End somebody's membership and hand over what they held."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts.models import Membership
from portal.accounts.permissions import can_end
from portal.accounts.presenters import organisation_crumbs
from portal.kernel.decisions import Decision
from portal.security.guards import guarded
from portal.spaces.forms import LeaveForm
from portal.spaces.handover import Holding
from portal.spaces.services import leaving


def _find(slug: str, membership_id: int) -> Membership:
    membership = (
        Membership.objects.select_related("person", "organisation__parent__parent__parent")
        .filter(pk=membership_id, organisation__slug=slug)
        .first()
    )
    if membership is None:
        raise Http404
    return membership


def may_end(request: HttpRequest, slug: str, membership_id: int) -> Decision:
    """Ask who may end the membership."""
    return can_end(request.user, _find(slug, membership_id))  # type: ignore[arg-type]


@guarded(may_end)
@require_http_methods(["GET", "HEAD", "POST"])
def end_membership(request: HttpRequest, slug: str, membership_id: int) -> HttpResponse:
    """Show what the leaver holds, ask who takes it over, and end the membership."""
    membership = _find(slug, membership_id)
    holdings = leaving.to_hand_over(membership)
    people = leaving.successors(membership)
    needs_administrator = not leaving.may_stand_alone(request.user, membership)  # type: ignore[arg-type]
    form = LeaveForm(
        request.POST or None,
        membership=membership,
        holdings=holdings,
        people=people,
        needs_administrator=needs_administrator,
    )
    if request.method == "POST" and form.is_valid():
        if leaving.leave(request.user, membership, form.parting()):  # type: ignore[arg-type]
            _receipt(request, membership, holdings, form.parting())
            return redirect("accounts:organisation", slug=slug)
        form.add_error(None, _("Somebody else changed this while you were writing. Look at it once more."))
    context = {
        "membership": membership,
        "organisation": membership.organisation,
        "breadcrumbs": organisation_crumbs(membership.organisation, _("End a membership")),
        "form": form,
        "holdings": holdings,
        "needs_administrator": needs_administrator,
        "nobody_else": needs_administrator and not people,
        "noindex": True,
    }
    return render(request, "portal/spaces/pages/end_membership.html", context)


def _receipt(request: HttpRequest, membership: Membership, holdings: list[Holding], parting: leaving.Parting) -> None:
    """Say what was done: until when, and what went to whom."""
    words = {"person": membership.person, "day": date_format(parting.last_day, "SHORT_DATE_FORMAT")}
    messages.success(request, _("%(person)s is a member to and including %(day)s.") % words)
    handed = leaving.handed(membership, holdings, parting)
    for successor in dict.fromkeys(each.successor for each in handed):
        things = [f"{each.title} ({each.role})" for each in handed if each.successor == successor]
        messages.success(
            request,
            _("%(person)s has taken over %(things)s, and has got a letter about it.")
            % {"person": successor, "things": get_text_list(things, _("and"))}
            if successor != request.user
            else _("You have taken over %(things)s.") % {"things": get_text_list(things, _("and"))},
        )
