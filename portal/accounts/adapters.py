"""Where sign-in differs from the library's own ways."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Addresses in lower case; letters in the person's language."""


class MfaAdapter(DefaultMFAAdapter):
    """Second factors carry the portal's name."""
