"""What a learner sends from a practice step: what they choose, that they have tried it, what they share."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from courses.forms.learning import PracticeShareForm
from courses.models import PracticeStepPage
from courses.permissions.learning import may_take_step
from courses.services import practice
from courses.services.outline import page_for
from courses.services.waiting import is_waiting
from courses.views.answers import lesson_again
from courses.views.learning import after_step
from courses.views.staying import says_where
from portal.security.guards import guarded

_NOTHING = gettext_lazy("Choose one of these first.")


@guarded(may_take_step)
@says_where
def choose(request: HttpRequest, step_key: UUID) -> HttpResponse:
    """Choose one thing to practise, or another one."""
    page = _page(step_key)
    if request.method != "POST":
        return redirect(page.get_url(request))
    if is_waiting(request.user, page):
        messages.info(request, _("Something else comes first. It stands at the top of the page."))
        return redirect(page.get_url(request))
    thing = next((block for block in page.things if str(block.id) == request.POST.get("thing", "")), None)
    if thing is None:
        gone = _("It has been taken out since you opened the page. Choose one of these.")
        return lesson_again(request, page, {"choose": gone if request.POST.get("thing") else _NOTHING})
    practice.choose(request.user, page, UUID(str(thing.id)))
    messages.success(request, _("Chosen. Try it in an ordinary day, and come back and say so."))
    return redirect(page.get_url(request))


@guarded(may_take_step)
@says_where
def tried(request: HttpRequest, step_key: UUID) -> HttpResponse:
    """The learner has tried it."""
    page = _page(step_key)
    if request.method != "POST":
        return redirect(page.get_url(request))
    try:
        verdict = practice.tried(request.user, page)
    except practice.NotChosenError:
        return lesson_again(request, page, {"choose": _NOTHING})
    if verdict.complete:
        return after_step(request, page)
    messages.success(request, _("Well done. Write down what happened while you remember it."))
    return redirect(page.get_url(request))


@sensitive_post_parameters("text")
@sensitive_variables("form")
@guarded(may_take_step)
@says_where
def share(request: HttpRequest, step_key: UUID) -> HttpResponse:
    """Share a text with those who follow up learning in one's own organisation, or take it back."""
    page = _page(step_key)
    if request.method != "POST":
        return redirect(page.get_url(request))
    person = request.user
    form = PracticeShareForm(practice.organisations_of(person), practice.cohorts_of(person, page), request.POST)
    if not form.is_valid():
        refused = (request.POST.get("text", ""), next(iter(form.errors.values()))[0])
        return lesson_again(request, page, {"share": refused})
    reader = None if "take_back" in request.POST else form.chosen()
    try:
        shared = practice.share(request.user, page, form.cleaned_data["text"], reader)
    except practice.NotChosenError:
        return lesson_again(request, page, {"choose": _NOTHING, "share": (form.cleaned_data["text"], "")})
    messages.success(request, _("Shared.") if shared else _("Taken back. Nobody else can read it."))
    return redirect(f"{page.get_url(request)}#share")


def _page(step_key: UUID) -> PracticeStepPage:
    page: PracticeStepPage | None = page_for(PracticeStepPage, step_key)
    if page is None:
        raise Http404
    return page
