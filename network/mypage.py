"""What my page tells writers of experience reports, and those who lead networks.

Drafts and reviews of all pages: portal/cms/editing.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Window
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from network.choices import Answer
from network.models import JoinRequest, ReportIndexPage
from network.permissions import LEADS, may_write_report
from network.presenters.reports import write_address
from network.services.pages import name_of
from portal.cms.mypage import Card
from portal.spaces.models import SpaceMember


def report_cards(request: HttpRequest) -> Iterator[Card]:
    """Offer an empty report to advisors, below the list in the language they read."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return
    lists = list(ReportIndexPage.objects.select_related("locale").order_by("locale_id"))
    lists.sort(key=lambda each: each.locale.language_code != get_language())
    index = next((each for each in lists if may_write_report(request.user, each)), None)
    if index is not None:
        yield Card(
            title=_("Write an experience report"),
            text=_("What was tried, what it gave, and what others can learn. It stays a draft until you send it."),
            url=write_address(index),
            action=_("Begin"),
            eyebrow=_("Experience report"),
            rank=65,
        )


def network_cards(request: HttpRequest) -> Iterator[Card]:
    """Tell those who lead a network that somebody waits for an answer, and how many do. One question in all."""
    if not request.user.is_authenticated:
        return
    led = SpaceMember.objects.current().filter(person=request.user, role__in=LEADS)
    waiting = JoinRequest.objects.filter(
        answer=Answer.WAITING, network__in=led.values("space"), network__space__archived_at__isnull=True
    )
    counted = waiting.annotate(number=Window(Count("pk"), partition_by="network"))
    wish = counted.select_related("network", "person").order_by("asked_at").first()
    if wish is not None:
        yield Card(
            title=_("Somebody asks to join %(network)s") % {"network": name_of(wish.network)},
            text=_waiting_words(str(wish.person), wish.number - 1),
            url=reverse("network:members", args=[wish.network_id]),
            action=_("Answer"),
            eyebrow=_("Network"),
            rank=20,
        )


def _waiting_words(person: str, others: int) -> str:
    if not others:
        return _("%(person)s waits for your answer.") % {"person": person}
    return ngettext(
        "%(person)s and %(number)s other wait for your answer.",
        "%(person)s and %(number)s others wait for your answer.",
        others,
    ) % {"person": person, "number": others}
