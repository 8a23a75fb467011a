"""Where sign-in differs from the library's own ways."""

from __future__ import annotations

import math
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import translation

from portal.accounts.models import User
from portal.accounts.services.waiting import seconds_to_wait

TOO_MANY = "too_many_login_attempts"
# What each limit on sign-in but the one on wrong passwords lasts (the library's own, per minute).
MINUTE = 60


class AccountAdapter(DefaultAccountAdapter):
    """Addresses in lower case; letters in the person's language; a lock that a stranger cannot put on somebody."""

    def clean_email(self, email: str) -> str:
        """One address is one person, however it is typed."""
        return str(super().clean_email(email)).strip().lower()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the language the person has chosen, else in the language of the page."""
        user = context.get("user")
        language = getattr(user, "language", "") or (
            User.objects.filter(email=email.strip().lower()).values_list("language", flat=True).first()
        )
        with translation.override(language or translation.get_language()):
            super().send_mail(template_prefix, email, {**context, "base_url": settings.WAGTAILADMIN_BASE_URL})

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Say how long the one who is stopped must wait; the library knows only «later»."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as stopped:
            key = self._get_login_attempts_cache_key(request, **credentials)
            raise _wait(seconds_to_wait(request, "login_failed", key)) from stopped

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Say of the other limits at sign-in how long they last: those on requests for a code and on sign-ins."""
        return _wait(MINUTE) if code == TOO_MANY else super().validation_error(code, *args)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # The library locks the account for everybody after five failures, so a stranger could keep its owner out.
        # With the network address in the key only the guesser waits (docs/decisions/0005, trust notes on lock-out).
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{self.get_client_ip(request)}"


def _wait(seconds: int) -> ValidationError:
    minutes = max(1, math.ceil(seconds / MINUTE))
    sentence = translation.ngettext(
        "This was tried too many times. Wait a minute and try again.",
        "This was tried too many times. Wait %(minutes)s minutes and try again.",
        minutes,
    )
    return ValidationError(sentence % {"minutes": minutes}, code=TOO_MANY)


class MfaAdapter(DefaultMFAAdapter):
    """Second factors carry the portal's name, and passkeys belong to the host people see in the address."""

    def _get_site_name(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def generate_authenticator_name(self, user: User, type: Any) -> str:
        """Propose a name for a new passkey: where it was made."""
        request = context.request
        agent = request.headers.get("User-Agent", "") if request is not None else ""
        for mark, name in (
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Android", "Android"),
            ("Windows", "Windows"),
            ("Macintosh", "Mac"),
            ("Linux", "Linux"),
        ):
            if mark in agent:
                return name
        return translation.gettext("Passkey")
