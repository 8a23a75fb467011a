"""What the host is told of letters that wait after a change."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.gatherings.choices.letters import LetterKind
from portal.gatherings.models import Gathering
from portal.gatherings.presenters.meetings import clock_of
from portal.gatherings.presenters.outbox import address_of
from portal.gatherings.services.duties import SECOND_THOUGHTS, not_told


def saved_words(words: str, gathering: Gathering) -> str | SafeString:
    """Say what was done and, where people are to hear of it, until when their letters wait and where they are."""
    number = len(not_told(gathering))
    if not number:
        return words
    wait = ngettext(
        "%(n)s letter about it waits, and goes by itself at %(time)s.",
        "%(n)s letters about it wait, and go by themselves at %(time)s.",
        number,
    ) % {"n": number, "time": clock_of(gathering.changed_at + SECOND_THOUGHTS)}
    address = address_of(LetterKind.CHANGE, gathering)
    return format_html('{} {} <a href="{}">{}</a>', words, wait, address, _("Read them, or send them now"))
