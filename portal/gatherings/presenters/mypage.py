"""The card of «my page»: the next meeting."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from portal.actions.presenters.words import lang_attribute
from portal.cms.mypage import Card
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.models import Gathering
from portal.gatherings.presenters.meetings import when_words, where_words
from portal.spaces.services.visiting import open_spaces

#: On the day it stands first; before that after what one may go on with.
_TODAY, _LATER = 5, 25


def my_next_meeting_card(request: HttpRequest) -> list[Card]:
    """The next meeting that is announced in one of the person's spaces, or that they are asked to; nothing else."""
    if not request.user.is_authenticated:
        return []
    rows = Gathering.objects.of(request.user, open_spaces(request)).filter(stage=Stage.ANNOUNCED)
    found: Gathering | None = rows.coming().first()
    if found is None or found.ends_at < timezone.now():
        return []
    is_today = timezone.localdate(found.starts_at) == timezone.localdate()
    where = where_words(found)
    return [
        Card(
            title=format_html("<span{}>{}</span>", lang_attribute(found.language), found.title),
            text=f"{when_words(found).capitalize()}{f'. {where}' if where else ''}",
            url=reverse("gatherings:follow", args=[found.pk]) if is_today else found.get_absolute_url(),
            action=_("Follow the meeting") if is_today else _("Open the meeting"),
            eyebrow=_("Meeting today") if is_today else _("Next meeting"),
            rank=_TODAY if is_today else _LATER,
        )
    ]
