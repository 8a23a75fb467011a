"""What a learner sends: start, position, done. Answers are in answers.py.

Each address takes POST. A GET (somebody signed in on the way, or went back) only leads to the page it belongs to.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from courses.domain.completion import Condition, Verdict
from courses.domain.progress import following
from courses.models import CoursePage
from courses.permissions.learning import may_take_course, may_take_step
from courses.presenters import anchor, condition_words, continue_card
from courses.services import learning
from courses.services.cohorts import attending
from courses.services.outline import outline_around, page_for
from courses.services.waiting import is_waiting
from courses.views.answers import step_or_404
from courses.views.staying import says_where
from portal.security.guards import guarded


@guarded(may_take_course)
def start(request: HttpRequest, course_key: UUID) -> HttpResponse:
    """Start a course and go to its first step, or to where one left."""
    if request.method == "POST":
        learning.start(request.user, course_key)
        attending.catch_up(request.user, course_key)  # type: ignore[arg-type]
        card = continue_card(request.user, request=request)
        if card is not None and not card.left.complete:
            return redirect(card.url)
    page = page_for(CoursePage, course_key)
    if page is None:
        raise Http404
    return redirect(page.get_url(request))


@guarded(may_take_course)
def leave(request: HttpRequest, course_key: UUID) -> HttpResponse:
    """Leave a course; the way back is the same button as the way in."""
    page = page_for(CoursePage, course_key)
    if page is None:
        raise Http404
    if request.method == "POST" and learning.leave(request.user, course_key):
        text = _("You have left the course. What you have done stands, and you can start again whenever you like.")
        messages.success(request, text)
    return redirect(page.get_url(request))


@guarded(may_take_step)
def position(request: HttpRequest, step_key: UUID) -> HttpResponse:
    """Remember where the learner is. Sent by the page's script; says nothing back."""
    page = step_or_404(step_key)
    if request.method != "POST":
        return redirect(page.get_url(request))
    learning.read(request.user, page, _uuid(request.POST.get("block", "")))
    return HttpResponse(status=204)


@guarded(may_take_course)
def again(request: HttpRequest, course_key: UUID) -> HttpResponse:
    """Take a course once more. That it has been done stands, with its date."""
    if request.method == "POST" and learning.again(request.user, course_key):
        messages.success(request, _("You have begun again. That you have done it before still stands."))
    page = page_for(CoursePage, course_key)
    if page is None:
        raise Http404
    return redirect(page.get_url(request))


@guarded(may_take_step)
@says_where
def finish(request: HttpRequest, step_key: UUID) -> HttpResponse:
    """The learner says that the step is done; go on to the next, or to the certificate."""
    page = step_or_404(step_key)
    here = page.get_url(request)
    if request.method != "POST":
        return redirect(here)
    if is_waiting(request.user, page):
        messages.info(request, _("Something else comes first. It stands at the top of the page."))
        return redirect(here)
    verdict = learning.finish(request.user, page)
    if not verdict.complete:
        return _still_missing(request, page, verdict)
    return after_step(request, page)


def after_step(request: HttpRequest, page: Any) -> HttpResponse:
    """Go on from a step that is done: to the next in its module, else to the certificate."""
    step_key = page.translation_key
    outline = outline_around(page, get_language() or "nb", request)
    after = following(outline.steps, step_key) if outline else None
    info = outline.step(after.key) if outline and after else None
    here = outline.step(step_key) if outline else None
    if here is not None and (info is None or info.module != here.module):
        return redirect("courses:certificate_request", module_key=here.module)
    return redirect(info.url if info else page.get_url(request))


def _still_missing(request: HttpRequest, page: Any, verdict: Verdict) -> HttpResponseRedirect:
    first = next((str(raw["id"]) for raw in page.body.raw_data if str(raw.get("id")) in verdict.missing), None)
    if Condition.TASKS in verdict.open:
        text = ngettext(
            "One thing is left before the step is done. Here it is.",
            "%(number)d things are left before the step is done. Here is the first.",
            len(verdict.missing),
        ) % {"number": len(verdict.missing)}
    else:
        text = condition_words(verdict.open)
    messages.info(request, text)
    return HttpResponseRedirect(anchor(page.get_url(request), first))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
