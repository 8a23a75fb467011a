"""What this room holds for those who belong to an organisation."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.permissions.learning import belongs_here, may_follow_learning, may_lead_courses
from portal.accounts.models import Organisation
from portal.accounts.orgpage import Door


def organisation_doors(request: HttpRequest, organisation: Organisation) -> Iterator[Door]:
    """Learning here, for those who follow it up or lead it; the count of first meetings, for everybody here."""
    slug = organisation.slug
    if may_follow_learning(request, slug):
        note = _("Who has completed what, and what is due again.")
        yield Door(_("Learning"), reverse("courses:organisation", args=[slug]), note, rank=20)
    if may_lead_courses(request, slug):
        note = _("Decide about steps, and read what was shared.")
        yield Door(_("Lead courses"), reverse("courses:lead", args=[slug]), note, rank=25)
    if belongs_here(request, slug):
        note = _("How many have been offered and held.")
        yield Door(_("First meetings"), reverse("courses:count", args=[slug]), note, rank=60)
