"""What a reviewer reads after an answer: what became of the page, where it is, and who has been told.

Wagtail says «has been updated», or nothing at all where one answers from a list.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.models import Page

from portal.cms.services.reviews import Outcome, last_review, outcome, told


class AnswerReview(WorkflowActionView):
    """Wagtail's own view, and afterwards what came of it."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer, and say what happened when something did."""
        before = self.task_state.status
        response: HttpResponse = super().post(request, *args, **kwargs)
        self.task_state.refresh_from_db(fields=["status"])
        if self.task_state.status != before:
            tell_outcome(request, self.object.pk)
        return response


class EditPage(EditView):
    """Wagtail's own view of the page's form, in which one can answer as well."""

    def add_save_confirmation_message(self) -> None:
        """Say what came of the answer, when there was one."""
        answered = self.action_name == "perform_workflow_action"
        if not (answered and tell_outcome(self.request, self.page.pk)):
            super().add_save_confirmation_message()


def tell_outcome(request: HttpRequest, page_id: int) -> bool:
    """Add the message, with a way to the page when readers can see it; False when there is nothing to say."""
    page = Page.objects.get(pk=page_id).specific
    state = last_review(page)
    result = outcome(page, state) if state is not None else None
    if state is None or result is None:
        return False
    sentences = [_SAID[result](page), *_who_was_told(told(state, request.user))]  # type: ignore[arg-type]
    url = page.get_url(request) if result is Outcome.PUBLISHED and page.live else None
    buttons = [messages.button(url, _("See the page"))] if url else []
    messages.success(request, " ".join(sentences), buttons=buttons)
    return True


def _who_was_told(people: list[Any]) -> list[str]:
    if not people:
        return []
    names = get_text_list([str(each) for each in people], _("and"))
    return [_("%(person)s has got a letter about it.") % {"person": names}]


def _published(page: Any) -> str:
    return _("“%(title)s” is approved and published.") % {"title": page.title}


def _scheduled(page: Any) -> str:
    revision = page.scheduled_revision
    day = revision.approved_go_live_at if revision is not None else None
    if day is None:
        return _("“%(title)s” is approved.") % {"title": page.get_admin_display_title()}
    return _("“%(title)s” is approved, and is published on %(day)s.") % {
        "title": page.get_admin_display_title(),
        "day": date_format(timezone.localtime(day), "SHORT_DATETIME_FORMAT"),
    }


def _sent_back(page: Any) -> str:
    return _("You have asked for changes in “%(title)s”.") % {"title": page.get_admin_display_title()}


def _next_review(page: Any) -> str:
    return _("You have approved “%(title)s”. It now waits for the next review.") % {
        "title": page.get_admin_display_title()
    }


_SAID = {
    Outcome.PUBLISHED: _published,
    Outcome.SCHEDULED: _scheduled,
    Outcome.SENT_BACK: _sent_back,
    Outcome.NEXT_REVIEW: _next_review,
}
