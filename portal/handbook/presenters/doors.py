"""The handbooks of an organisation, on its page."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.accounts.models import Organisation
from portal.accounts.orgpage import Door
from portal.handbook.services.books import books_of_member


def organisation_doors(request: HttpRequest, organisation: Organisation) -> Iterator[Door]:
    """Each book of the organisation, and of what it is part of, that the person may read as a member."""
    line = {each.pk for each in organisation.line()}
    for book in books_of_member(request.user):  # type: ignore[arg-type]
        if book.organisation_id in line:
            yield Door(book.title, book.get_url(request) or "", _("Handbook"), rank=10)
