"""What follows when somebody signs in or changes their second factors."""

from __future__ import annotations

import time
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from portal.accounts.groups import sync_groups
from portal.accounts.models import User
from portal.accounts.permissions import needs_second_factor


@receiver(user_logged_in)
def signed_in(sender: Any, request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    """Let ended roles close the admin, and note when the session began and how long it may stand idle."""
    sync_groups(user)
    if request is None or not hasattr(request, "session"):
        return
    now = int(time.time())
    request.session["signed_in_at"] = now
    request.session["seen"] = now
    request.session["short"] = bool(needs_second_factor(user))
