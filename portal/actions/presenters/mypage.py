"""The card of «my page»: how many tasks wait, and how many of them are late."""

from __future__ import annotations

from django.db.models import Count, Q, Window
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.actions.models import Action
from portal.actions.presenters.words import due_words, lang_attribute
from portal.cms.mypage import Card
from portal.spaces.services.visiting import open_spaces

#: Late tasks stand before what one may go on with; others after it.
_LATE, _WAITING = 15, 30


def my_tasks_card(request: HttpRequest) -> list[Card]:
    """One card when something waits for the person."""
    if not request.user.is_authenticated:
        return []
    today = timezone.localdate()
    waiting = Action.objects.mine(request.user, open_spaces(request)).open().by_due()
    late = Count("pk", filter=Q(due__lt=today))
    first = waiting.annotate(all_waiting=Window(Count("pk")), all_late=Window(late)).first()
    if first is None:
        return []
    when = due_words(first.due, today)
    text = format_html("<span{}>{}</span>", lang_attribute(first.language), first.what)
    return [
        Card(
            title=_in_words(first.all_waiting, first.all_late),
            text=format_html("{} – {}", text, when) if when else text,
            url=reverse("actions:mine"),
            action=_("Open my tasks"),
            eyebrow=_("My tasks"),
            rank=_LATE if first.all_late else _WAITING,
        )
    ]


def _in_words(waiting: int, late: int) -> str:
    """«3 tasks, 1 overdue»."""
    tasks = ngettext("%(number)s task", "%(number)s tasks", waiting) % {"number": waiting}
    return _("%(tasks)s, %(late)s overdue") % {"tasks": tasks, "late": late} if late else tasks
