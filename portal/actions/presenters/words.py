"""Days, people and places in words."""

from __future__ import annotations

from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.actions.domain.when import When, when
from portal.actions.models import Action
from portal.spaces.doors import Door, door_of
from portal.spaces.models import Space, SpaceKind


def due_words(due: date | None, today: date) -> str:
    """By when, or how long since: «due tomorrow», «3 days overdue»."""
    if due is None:
        return ""
    heap, days = when(due, today), (due - today).days
    if heap is When.OVERDUE:
        return ngettext("%(number)s day overdue", "%(number)s days overdue", -days) % {"number": -days}
    if days == 0:
        return _("due today")
    if days == 1:
        return _("due tomorrow")
    return _("due %(day)s") % {"day": _weekday(due) if heap is When.THIS_WEEK else date_format(due, "DATE_FORMAT")}


def _weekday(day: date) -> str:
    """Friday 27 November; fredag 27. november."""
    english = (translation.get_language() or "").startswith("en")
    return str(date_format(day, "l j F" if english else "l j. F"))


def who_words(action: Action) -> str:
    """Who does it: the person, the role, or both; empty when nobody does yet."""
    named = [str(action.responsible)] if action.responsible is not None else []
    return ", ".join([*named, action.responsible_text] if action.responsible_text else named)


def lang_attribute(language: str) -> SafeString:
    """` lang="nb"` for an element in `language`; nothing when the page itself is in it."""
    different = language and language != translation.get_language()
    return format_html(' lang="{}"', language) if different else SafeString("")


def place_of(space: Space) -> Door:
    """What the space is called here, and where its page is."""
    if space.kind == SpaceKind.PERSON:
        return Door(_("Only for me"), "")
    return door_of(space)


def shortened(text: str, most: int) -> str:
    """`text` in at most `most` letters, cut between two words where there are any."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    kept = text[:most]
    if text[most - 1] != " " and text[most] != " ":
        kept = kept.rpartition(" ")[0] or kept[:-1]
    return kept.rstrip(" ,.;:–-") + "…"
