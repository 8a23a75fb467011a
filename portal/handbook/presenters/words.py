"""Words about versions and revisions that several screens share."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.handbook.domain.revision import Revision, state


def day(when: date) -> str:
    """Return a date written out; English puts the day first, as in Europe."""
    return date_format(when, "j F Y" if (get_language() or "").startswith("en") else "DATE_FORMAT")


def revision_words(next_revision: date | None, today: date) -> str:
    """Say when the next revision is, or that it is due; empty without a date."""
    if next_revision is None:
        return ""
    if state(next_revision, today) is Revision.DUE:
        return _("Due for revision since %(day)s") % {"day": day(next_revision)}
    return _("Next revision %(day)s") % {"day": day(next_revision)}
