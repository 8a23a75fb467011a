"""The card of «my page»: the sheets one has open."""

from __future__ import annotations

from django.db.models import Count, Window
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.cms.mypage import Card
from portal.spaces.services.visiting import open_spaces
from portal.worksheets.models import Worksheet
from portal.worksheets.presenters.listing import lines


def my_sheets_card(request: HttpRequest) -> list[Card]:
    """The open sheet that changed last, and how many there are; nothing for somebody without sheets."""
    if not request.user.is_authenticated:
        return []
    found = Worksheet.objects.filter(space__in=list(open_spaces(request)), closed_at__isnull=True).select_related(
        "space"
    )
    last = found.annotate(number=Window(Count("pk"))).order_by("-changed_at", "-pk").first()
    if last is None:
        return []
    (line,) = lines([last])
    number = last.number
    text = ngettext("%(number)d open sheet.", "%(number)d open sheets.", number) % {"number": number}
    return [
        Card(
            title=line.name,
            text=f"{line.space}. {text}",
            url=last.get_absolute_url() if number == 1 else reverse("worksheets:mine"),
            action=_("Open the sheet") if number == 1 else _("Open my sheets"),
            eyebrow=_("Form"),
            rank=40,
        )
    ]
