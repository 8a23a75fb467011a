"""A create form counts once, however often it is sent."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.db import IntegrityError, transaction

from improvement.models import Submission
from portal.accounts.models import User


def new_key() -> str:
    """A key for one empty form."""
    return str(uuid.uuid4())


def once(person: User, key: str, make: Callable[[], str]) -> str:
    """Run `make` for the first sending of the form and return the address it gives; later ones get the same address.

    The row with the key is written first, in the same transaction, so that of two at the same moment one waits for
    the other. A key that is no UUID raises ValueError: the form is not ours.
    """
    parsed = uuid.UUID(key)
    try:
        with transaction.atomic():
            taken = Submission.objects.create(person=person, key=parsed)
            taken.address = make()
            taken.save(update_fields=["address"])
            return taken.address
    except IntegrityError:
        before = Submission.objects.filter(person=person, key=parsed).first()
        if before is None:
            raise
        return before.address
