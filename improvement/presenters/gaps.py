"""Missing dates of a series in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from improvement.domain.series import Gap, Step
from improvement.presenters.formats import day


def missing(gap: Gap) -> str:
    """How much is missing before a date, and which dates."""
    if gap.count == 1:
        return _("%(much)s is missing before this date: %(first)s.") % {"much": _much(gap), "first": day(gap.first)}
    words = _("%(much)s are missing before this date: %(first)s to %(last)s.")
    return words % {"much": _much(gap), "first": day(gap.first), "last": day(gap.last)}


def _much(gap: Gap) -> str:
    n = gap.count
    words = {
        Step.DAY: ngettext("One day", "%(n)s days", n),
        Step.WEEK: ngettext("One week", "%(n)s weeks", n),
        Step.FORTNIGHT: ngettext("One measurement (every other week)", "%(n)s measurements (every other week)", n),
        Step.MONTH: ngettext("One month", "%(n)s months", n),
        Step.QUARTER: ngettext("One quarter", "%(n)s quarters", n),
        Step.YEAR: ngettext("One year", "%(n)s years", n),
    }[gap.step]
    return words % {"n": n}
