"""How long something takes, as a person would say it: minutes, from an hour on halves of an hour, then hours."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_HOUR = 60
# From here on half an hour says more than an estimate of minutes can know.
_WHOLE_FROM = 3 * _HOUR


def about(minutes: int) -> str:
    """Return «about 40 minutes», «about an hour and a half» or «about 4 hours», to stand inside a sentence."""
    if minutes < _HOUR:
        return ngettext("about %(minutes)s minute", "about %(minutes)s minutes", minutes) % {"minutes": minutes}
    halves = round(minutes / (_HOUR / 2))
    if halves == 2:
        return _("about an hour")
    if halves == 3:
        return _("about an hour and a half")
    if minutes >= _WHOLE_FROM or halves % 2 == 0:
        return _("about %(hours)s hours") % {"hours": (minutes + _HOUR // 2) // _HOUR}
    return _("about %(hours)s hours") % {"hours": f"{halves // 2}½"}


def about_left(minutes: int) -> str:
    """Return the same as a text of its own: «About 4 hours left»."""
    text = _("%(time)s left") % {"time": about(minutes)}
    return text[:1].upper() + text[1:]
