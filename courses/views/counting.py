"""The counter of first meetings: a page of its own, so that nothing written in the tool is near it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.permissions.learning import belongs_here
from courses.services import counting
from courses.services.practice import organisations_of
from portal.accounts.models import Organisation
from portal.accounts.presenters import organisation_crumbs
from portal.security.guards import guarded, signed_in


@signed_in
def choose(request: HttpRequest) -> HttpResponse:
    """Lead to the counter of the organisation one belongs to; ask where there are several."""
    organisations = organisations_of(request.user)
    if len(organisations) == 1:
        return redirect("courses:count", slug=organisations[0].slug)
    return render(request, "courses/pages/count_where.html", {"organisations": organisations, "noindex": True})


@guarded(belongs_here)
def count(request: HttpRequest, slug: str) -> HttpResponse:
    """One more meeting offered or held, or one taken back; and the months before."""
    organisation = get_object_or_404(Organisation, slug=slug)
    if request.method == "POST":
        what = next((each for each in counting.WHATS if each == request.POST.get("what")), None)
        by = {"1": 1, "-1": -1}.get(request.POST.get("by", ""))
        if what is None or by is None:
            messages.error(request, _("Choose one of the buttons."))
        elif not counting.count(request.user, organisation, what, by, timezone.localdate()):
            messages.info(request, _("There was nothing to take back this month."))
        else:
            messages.success(request, _("Counted.") if by > 0 else _("One was taken back."))
        return redirect("courses:count", slug=slug)
    months = counting.months_of(organisation)
    today = timezone.localdate()
    context = {
        "organisation": organisation,
        "months": months,
        "now": next((each for each in months if each.month == today.replace(day=1)), None),
        "today": today,
        "breadcrumbs": organisation_crumbs(organisation, _("First meetings")),
        "noindex": True,
    }
    return render(request, "courses/pages/count.html", context)
