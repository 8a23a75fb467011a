"""What a learner answers in a lesson: questions, ticks and private texts.

Each address takes POST. A GET (somebody signed in on the way, or went back) only leads to the page it belongs to.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from courses.forms.learning import ReflectionForm
from courses.lessonparts import parts_of
from courses.models import PracticeStepPage, StepPage
from courses.permissions.learning import may_take_step
from courses.presenters import anchor
from courses.questions import GONE, KINDS, Refused, asked
from courses.services import answers
from courses.services.outline import step_for
from courses.services.reflections import save_reflection
from courses.services.waiting import is_waiting
from portal.security.guards import guarded

REMEMBERED = 20
"""How many earlier versions of a lesson are searched for a question that has been taken out."""


@sensitive_post_parameters()
@sensitive_variables("form", "refused")
@guarded(may_take_step)
def answer(request: HttpRequest, step_key: UUID, block_id: UUID) -> HttpResponse:
    """Take an answer and show the feedback to it: in place (htmx), by itself (ticks), late, or as a page."""
    page = step_or_404(step_key)
    block = _block(page, block_id)
    if block is None or block.block_type not in KINDS:
        return _taken_out(request, page, block_id)
    back = anchor(page.get_url(request), block_id)
    if request.method != "POST":
        return redirect(back)
    refused = None
    form = KINDS[block.block_type].form(block.value, request.POST)
    if is_waiting(request.user, page):
        refused = Refused(_("Something else comes first here, so the answer was not taken."), form.given())
    elif _was_changed(request, page, block):
        refused = Refused(str(GONE), form.given(), True)
    elif form.is_valid():
        try:
            taken = answers.take(request.user, page, block_id, form.answer(), late_on=_late_on(request))
        except ValidationError as error:
            refused = Refused(error.messages[0], form.given())
        else:
            if not taken.taken:
                refused = Refused(_("You have answered this elsewhere since. That answer stands."), taken.row.answer)
            elif _alone(request):
                return JsonResponse({"saved_at": taken.row.answered_at})
    else:
        refused = Refused(str(next(iter(form.errors.values()))[0]), form.given(), form.was_changed())
    if refused is not None and _alone(request):
        return JsonResponse({"errors": {"__all__": [str(refused.text)]}}, status=422)
    errors = {str(block_id): refused} if refused else {}
    if request.headers.get("HX-Request"):
        part = next(part for part in parts_of(page, request.user, errors) if part.id == str(block_id))
        context = {"quiz": part.quiz, "fresh": _late_on(request) is None}
        return render(request, "courses/parts/quiz.html", context, status=422 if errors else 200)
    if errors:
        return lesson_again(request, page, errors)
    return redirect(back)


@sensitive_post_parameters("text")
@sensitive_variables("form", "text", "outcome", "refused")
@guarded(may_take_step)
def reflection(request: HttpRequest, step_key: UUID, block_id: UUID) -> HttpResponse:
    """Save a private text: by itself (`X-Varig-Autosave`) or by its button."""
    page = step_or_404(step_key)
    if not _takes_text(page, block_id):
        raise Http404
    back = anchor(page.get_url(request), block_id)
    if request.method != "POST":
        return redirect(back)
    form = ReflectionForm(request.POST)
    if not form.is_valid():
        if _alone(request):
            return JsonResponse({"errors": form.errors}, status=422)
        refused = (request.POST.get("text", ""), form.errors.get("text", [_("Not saved. Load the page again.")])[0])
        return lesson_again(request, page, {str(block_id): refused})
    if form.cleaned_data["conflict"] == "theirs":
        return redirect(back)
    text = form.cleaned_data["text"]
    outcome = save_reflection(request.user, page, block_id, text, form.expected_version())
    if outcome.saved:
        if _alone(request):
            return JsonResponse({"saved_at": outcome.saved_at, "version": outcome.version})
        messages.success(request, _("Saved. Only you can read it."))
        return redirect(back)
    context = {"stored": outcome, "text": text, "page": page, "url": request.path, "back": back}
    alone = _alone(request)
    template = "courses/parts/reflection_conflict.html" if alone else "courses/pages/reflection_conflict.html"
    return render(request, template, context, status=409)


def lesson_again(request: HttpRequest, page: StepPage, errors: dict[str, Any]) -> HttpResponse:
    """Show the lesson with what is wrong, and with what was typed."""
    request.lesson_errors = errors  # type: ignore[attr-defined]
    context = page.get_context(request)
    return render(request, page.get_template(request), context, status=422)


def step_or_404(step_key: UUID) -> Any:
    """Return the step in the language one reads, else the next best."""
    page = step_for(step_key)
    if page is None:
        raise Http404
    return page


def _block(page: Any, block_id: UUID) -> Any | None:
    return next((block for block in page.body if str(block.id) == str(block_id)), None)


def _was_changed(request: HttpRequest, page: Any, block: Any) -> bool:
    """Say whether an editor has changed what is asked since the page was opened. Ticks of a list stand all the same."""
    opened = request.POST.get("asked", "")
    if not opened or KINDS[block.block_type].by_itself:
        return False
    now = next(raw["value"] for raw in page.body.raw_data if str(raw.get("id")) == str(block.id))
    return opened != asked(now)


def _takes_text(page: StepPage, block_id: UUID) -> bool:
    """Private texts belong to a reflection, or to a practice step as a whole."""
    block = _block(page, block_id)
    if block is not None:
        return bool(block.block_type == "reflection")
    return isinstance(page, PracticeStepPage) and block_id == page.translation_key


def _taken_out(request: HttpRequest, page: Any, block_id: UUID) -> HttpResponse:
    """The question is no longer in the lesson: who answers it is told so, and has nothing left to do."""
    latest = page.revisions.order_by("-created_at")[:REMEMBERED]
    if request.method != "POST" or not any(str(block_id) in each.content.get("body", "") for each in latest):
        raise Http404
    if _alone(request) or request.headers.get("HX-Request"):
        return render(request, "courses/parts/question_gone.html", status=409)
    messages.info(request, _("The question has been taken out of the lesson. You need not answer it."))
    return redirect(page.get_url(request))


def _alone(request: HttpRequest) -> bool:
    return "X-Varig-Autosave" in request.headers


def _late_on(request: HttpRequest) -> int | None:
    """Return the version that a device had seen when it kept the answer; nothing when it is sent at once."""
    if "X-Varig-Late" not in request.headers:
        return None
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else 0
