"""What an organisation has agreed on, on its page."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.models import Organisation
from portal.accounts.orgpage import Door
from portal.spaces.services.owned import entered_space_of


def organisation_doors(request: HttpRequest, organisation: Organisation) -> Iterator[Door]:
    """Actions and decisions, for members of an organisation that has begun on any."""
    space = entered_space_of(request.user, organisation)  # type: ignore[arg-type]
    if space is not None:
        note = _("Who does what by when, and what was decided.")
        yield Door(_("Actions and decisions"), reverse("actions:space", args=[space.pk]), note, rank=40)
