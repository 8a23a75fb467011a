"""Change hats: say for whom one acts."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.services import acting
from portal.security.guards import signed_in


@signed_in
@require_POST
def act_as(request: HttpRequest) -> HttpResponse:
    """Put on one of one's own hats and go back to where the person was."""
    raw = request.POST.get("membership", "")
    if not raw.isdecimal() or not acting.act_as(request.user, int(raw)):  # type: ignore[arg-type]
        raise Http404
    hat = request.user.acting_as  # type: ignore[union-attr]
    if hat is not None:
        messages.success(request, _("You now act for %(organisation)s.") % {"organisation": hat.organisation})
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "cms:my_page"
    return redirect(target)
