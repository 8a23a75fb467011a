"""Let a network rest and take it up again; delete one that is empty. What happens is said before the button."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from network.models import Network
from network.permissions import may_lead
from network.services import resting
from network.views.common import address_of, base_context, list_crumb
from portal.accounts.models import User
from portal.actions.views.common import said_at
from portal.gatherings.presenters.meetings import lines_of
from portal.security.guards import guarded
from portal.spaces.models import SpaceMember

_PAGE = "network/pages/network_rest.html"


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_lead)
def archive(request: HttpRequest, space_id: int) -> HttpResponse:
    """Say what archiving and deleting mean, and archive it or (`archive=no`) take it up again."""
    network: Network = request.network  # type: ignore[attr-defined]
    user: User = request.user  # type: ignore[assignment]
    if request.method != "POST":
        return render(request, _PAGE, _context(request, network))
    archived = request.POST.get("archive") != "no"
    try:
        resting.set_archived(user, network, archived)
    except resting.MeetingsAhead:
        return render(request, _PAGE, _context(request, network), status=409)
    if archived:
        messages.success(request, _("The network is archived. It is read as before, and can be taken up again here."))
    else:
        messages.success(request, _("The network is taken up again."))
    return redirect(said_at(address_of(network, request)))


def _context(request: HttpRequest, network: Network) -> dict[str, object]:
    current = SpaceMember.objects.current().filter(space=network.pk)
    return {
        **base_context(request, (_("Archive or delete"), "")),
        "ahead": lines_of(resting.ahead(network)),
        "empty": resting.is_empty(network),
        "others": current.exclude(person=request.user).values("person").distinct().count(),  # type: ignore[misc]
    }


@require_POST
@guarded(may_lead)
def delete(request: HttpRequest, space_id: int) -> HttpResponse:
    """Delete a network in which nothing has been made."""
    network: Network = request.network  # type: ignore[attr-defined]
    user: User = request.user  # type: ignore[assignment]
    try:
        resting.delete(user, network)
    except resting.NotEmpty:
        messages.warning(request, _("Something has been made in the network meanwhile, so it can not be deleted."))
        return redirect(said_at(reverse("network:archive", args=[network.pk])))
    messages.success(request, _("The network is deleted."))
    return redirect(said_at(list_crumb(request)["url"]))
