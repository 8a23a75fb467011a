"""The meetings of an organisation, on its page."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.models import Organisation
from portal.accounts.orgpage import Door
from portal.gatherings.permissions import may_plan_for
from portal.spaces.services.owned import entered_space_of


def organisation_doors(request: HttpRequest, organisation: Organisation) -> Iterator[Door]:
    """Its meetings, for its members; for those who plan also where none has been planned yet."""
    space = entered_space_of(request.user, organisation)  # type: ignore[arg-type]
    note = _("What you meet for, when and where.")
    if space is not None:
        yield Door(_("Meetings"), reverse("gatherings:space", args=[space.pk]), note, rank=35)
    elif may_plan_for(request, organisation.slug):
        yield Door(_("Plan a meeting"), reverse("gatherings:new_for", args=[organisation.slug]), note, rank=35)
