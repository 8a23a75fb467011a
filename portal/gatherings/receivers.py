"""What this room does when something happens elsewhere."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress

from portal.accounts.models import User
from portal.gatherings.services.joining import adopt


def take_seats(sender: Any, user: User, **kwargs: Any) -> None:
    """At sign-in: seats that were given to somebody's address before they had an account are theirs.

    Only when the address is confirmed: anybody can make an account with another's.
    """
    if EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists():
        adopt(user)
