"""Meetings as calendars have them."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.exports.ics import Entry, calendar
from portal.gatherings.models import Gathering
from portal.gatherings.presenters.meetings import where_words


def entry_of(gathering: Gathering) -> Entry:
    """Return a meeting as a calendar has it. The link to an online meeting is left out: it stands on the page."""
    url = f"{settings.WAGTAILADMIN_BASE_URL}{gathering.get_absolute_url()}"
    texts = (gathering.cancelled_reason, gathering.focus_question, gathering.purpose, url)
    return Entry(
        uid=f"{gathering.uid}@varig",
        sequence=gathering.sequence,
        title=_("Called off: %(title)s") % {"title": gathering.title} if gathering.is_cancelled else gathering.title,
        begins=gathering.starts_at,
        ends=gathering.ends_at,
        changed=gathering.changed_at,
        place=where_words(gathering),
        text="\n\n".join(text for text in texts if text),
        url=url,
        cancelled=gathering.is_cancelled,
    )


def file_of(gatherings: Iterable[Gathering], name: str) -> bytes:
    """Return meetings as a calendar, in the language in use."""
    return calendar([entry_of(each) for each in gatherings], name=name, language=get_language() or "nb")
