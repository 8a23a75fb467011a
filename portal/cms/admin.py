"""What the admin says to editors."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.cms.services.fnr import fields_with_fnr


def warn_of_identity_numbers(request: HttpRequest, page: Page) -> None:
    """Warn that a saved draft holds an identity number; not at each automatic save, which shows no page."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return
    draft = page.get_latest_revision_as_object() if page.latest_revision_id else page
    fields = fields_with_fnr(draft)
    if fields:
        names = ", ".join(str(draft._meta.get_field(name).verbose_name) for name in fields)
        messages.warning(
            request,
            _(
                "The draft holds something that looks like a national identity number (%(fields)s). "
                "Take it out: it cannot be sent to review or published."
            )
            % {"fields": names},
        )
