"""Where the link of an invitation leads: a page that explains, and a button that accepts."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts.forms import JoinForm
from portal.accounts.models import Invitation, User
from portal.accounts.roles import Role
from portal.accounts.services import invitations as service
from portal.security.guards import public
from portal.security.ratelimit import limit_by_client

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@public("Whoever holds the signed link was sent it; the page shows what the letter said and nothing else.")
@limit_by_client("invitation", 30, 600)
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the invitation; accept it when the button is pressed. Opening the link changes nothing."""
    found = service.by_token(token)
    if found is None:
        return _answer(request, None, "broken", status=404)
    decision = service.can_accept(found)
    if not decision:
        mine = found.accepted_by_id is not None and found.accepted_by_id == request.user.pk
        return _answer(request, found, "mine" if mine else decision.reason, status=200 if mine else 410)
    if request.user.is_authenticated:
        return _as_member(request, found)
    if User.objects.filter(email=found.email).exists():
        return _answer(request, found, "sign_in")
    return _as_newcomer(request, found)


def _as_member(request: HttpRequest, found: Invitation) -> HttpResponse:
    if request.method == "POST":
        if service.accept(found, request.user):  # type: ignore[arg-type]
            messages.success(request, _("Welcome to %(organisation)s.") % {"organisation": found.organisation})
            return redirect("accounts:organisation", slug=found.organisation.slug)
        return redirect(request.path)
    return _answer(request, found, "accept", other=request.user.email != found.email)  # type: ignore[union-attr]


def _as_newcomer(request: HttpRequest, found: Invitation) -> HttpResponse:
    form = JoinForm(request.POST or None, email=found.email, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            person = service.make_account(
                found, form.cleaned_data["name"], form.cleaned_data["password"], get_language() or ""
            )
            service.accept(found, person)
        login(request, person, backend=BACKEND)
        request.session.set_expiry(0)
        record_authentication(request, person, "password", email=person.email)
        messages.success(request, _("Welcome to Varig and to %(organisation)s.") % {"organisation": found.organisation})
        return redirect("cms:my_page")
    return _answer(request, found, "join", form=form)


def _answer(
    request: HttpRequest,
    found: Invitation | None,
    state: str,
    *,
    form: JoinForm | None = None,
    other: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "invitation": found,
        "role": Role(found.role).label if found else "",
        "state": state,
        "form": form,
        "other_address": other,
        "noindex": True,
    }
    response = render(request, "portal/accounts/pages/invitation.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    # The address holds the signed link: no page we link to may learn it.
    response["Referrer-Policy"] = "same-origin"
    return response
