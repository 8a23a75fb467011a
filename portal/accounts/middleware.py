"""Sessions age, and people whose role asks for a second factor get one before anything else."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.permissions import needs_second_factor
from portal.kernel.decisions import Decision, allow, deny

GetResponse = Callable[[HttpRequest], HttpResponse]

IDLE_SECONDS_MEMBER = 8 * 3600
IDLE_SECONDS_STAFF = 3600
LONGEST_SECONDS = 7 * 24 * 3600
TOUCH_SECONDS = 600


class SessionAgeMiddleware:
    """End a session after eight idle hours (one for people whose role needs a second factor) or seven days in all.

    A live session is touched at most every ten minutes: a GET must not write each time.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            seen = int(request.session.get("seen", 0))
            began = int(request.session.get("signed_in_at", now))
            idle = IDLE_SECONDS_STAFF if request.session.get("short") else IDLE_SECONDS_MEMBER
            if (seen and now - seen > idle) or now - began > LONGEST_SECONDS:
                logout(request)
            elif now - seen > TOUCH_SECONDS:
                request.session["seen"] = now
                # A role may have been given or have ended since the sign-in.
                request.session["short"] = bool(needs_second_factor(request.user))
        return self.get_response(request)


def must_enrol(user: User) -> Decision:
    """Say whether the person has to set up a second factor before going on; the reason names the rule."""
    if not settings.VARIG_MFA_ENFORCED:
        return deny("not_enforced")
    needed = needs_second_factor(user)
    if not needed:
        return needed
    return deny("has_second_factor") if is_mfa_enabled(user) else allow(needed.reason)


# Pages that must stay open while somebody sets up a second factor: the pages for that, and the way out.
_OPEN_NAMES = (
    "mfa_index",
    "account_logout",
    "account_reauthenticate",
    "account_email",
    "account_email_verification_sent",
    "account_change_password",
    "account_set_password",
)


class SecondFactorMiddleware:
    """Lead people whose role asks for a second factor to the page where they set one up, and nowhere else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            settings.VARIG_MFA_ENFORCED
            and request.user.is_authenticated
            and not _stays_open(request.path)
            and must_enrol(request.user)
        ):
            messages.info(request, _("Your role needs a second step at sign-in. Choose one here to go on."))
            return redirect("mfa_index")
        return self.get_response(request)


def _stays_open(path: str) -> bool:
    if path.startswith(settings.STATIC_URL):
        return True
    try:
        return any(path.startswith(reverse(name)) for name in _OPEN_NAMES)
    except NoReverseMatch:
        return False
