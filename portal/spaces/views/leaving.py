"""End somebody's membership and hand over what they held."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts.models import EndReason, Membership
from portal.accounts.permissions import can_end
from portal.kernel.decisions import Decision
from portal.security.guards import guarded
from portal.spaces.forms import LeaveForm
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
    form = LeaveForm(request.POST or None, membership=membership, holdings=holdings, people=people)
    if request.method == "POST" and form.is_valid():
        decision = leaving.leave(
            request.user,  # type: ignore[arg-type]
            membership,
            form.cleaned_data["last_day"],
            EndReason(form.cleaned_data["reason"]),
            form.chosen(),
            without_lead=form.alone(),
        )
        if decision:
            messages.success(
                request,
                _("%(person)s is a member to and including %(day)s.")
                % {"person": membership.person, "day": form.cleaned_data["last_day"].strftime("%d.%m.%Y")},
            )
            return redirect("accounts:organisation", slug=slug)
        form.add_error(None, _("Somebody else changed this while you were writing. Look at it once more."))
    context = {
        "membership": membership,
        "organisation": membership.organisation,
        "form": form,
        "holdings": holdings,
        "noindex": True,
    }
    return render(request, "portal/spaces/pages/end_membership.html", context)
