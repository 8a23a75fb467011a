"""My page: where one goes on, for whom one acts, and one's own account."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.accounts.permissions import needs_second_factor
from portal.accounts.services.acting import hats_of
from portal.cms.doors import doors
from portal.cms.mypage import cards
from portal.prepared import Prepared
from portal.security.guards import signed_in

_FACTORS = Prepared(lambda person: Authenticator.objects.filter(user_id=person), int)


@signed_in
def my_page(request: HttpRequest) -> HttpResponse:
    """Greet the person and show what is theirs."""
    user = request.user
    factors = [each.type for each in _FACTORS(user.pk)]  # type: ignore[arg-type]  # signed in: there is a key
    context = {
        "cards": cards(request),
        "passkeys": factors.count(Authenticator.Type.WEBAUTHN),
        "has_app": Authenticator.Type.TOTP in factors,
        "second_step_expected": bool(needs_second_factor(user, {hat.role for hat in hats_of(request)})),
        "second_step_enforced": settings.VARIG_MFA_ENFORCED,
        "opens_admin": user.has_perm("wagtailadmin.access_admin"),
        "doors": doors(request),
        "noindex": True,
    }
    return render(request, "portal/cms/pages/my_page.html", context)
