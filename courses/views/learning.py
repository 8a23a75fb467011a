"""What a learner sends: start, position, answers, private texts, done.

Each address takes POST. A GET (somebody signed in on the way, or went back) only leads to the page it belongs to.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from courses.domain.progress import following
from courses.forms import AnswerForm, ReflectionForm
from courses.lessonparts import parts_of
from courses.models import CoursePage, LessonPage
from courses.permissions import may_take_course, may_take_step
from courses.presenters import anchor, continue_card
from courses.services import learning
from courses.services.outline import outline_around, page_for
from courses.services.reflections import save_reflection
from portal.security.guards import guarded


@guarded(may_take_course)
def start(request: HttpRequest, course_key: UUID) -> HttpResponse:
    """Start a course and go to its first step, or to where one left."""
    if request.method == "POST":
        learning.start(request.user, course_key)
        card = continue_card(request.user, request=request)
        if card is not None and not card.left.complete:
            return redirect(card.url)
    page = page_for(CoursePage, course_key)
    if page is None:
        raise Http404
    return redirect(page.get_url(request))


@guarded(may_take_step)
def position(request: HttpRequest, step_key: UUID) -> HttpResponse:
    """Remember where the learner is. Sent by the page's script; says nothing back."""
    page = _lesson(step_key)
    if request.method != "POST":
        return redirect(page.get_url(request))
    if learning.has_started(request.user, page):
        learning.touch(request.user, page, _uuid(request.POST.get("block", "")))
    return HttpResponse(status=204)


@guarded(may_take_step)
def answer(request: HttpRequest, step_key: UUID, block_id: UUID) -> HttpResponse:
    """Take an answer and show the feedback of what was chosen."""
    page = _lesson(step_key)
    block = _block(page, block_id, "quiz")
    if request.method != "POST":
        return redirect(anchor(page.get_url(request), block_id))
    form = AnswerForm(block.value, request.POST)
    errors = {}
    if form.is_valid():
        learning.answer_quiz(request.user, page, block_id, form.cleaned_data["choices"])
    else:
        errors[str(block_id)] = form.errors["choices"][0]
    if request.headers.get("HX-Request"):
        part = next(part for part in parts_of(page, request.user, errors) if part.id == str(block_id))
        return render(
            request, "courses/parts/quiz.html", {"quiz": part.quiz, "fresh": True}, status=422 if errors else 200
        )
    if errors:
        return _lesson_again(request, page, errors)
    return redirect(anchor(page.get_url(request), block_id))


@sensitive_post_parameters("text")
@sensitive_variables("form", "text", "outcome", "refused")
@guarded(may_take_step)
def reflection(request: HttpRequest, step_key: UUID, block_id: UUID) -> HttpResponse:
    """Save a private text: by itself (`X-Varig-Autosave`) or by its button."""
    page = _lesson(step_key)
    _block(page, block_id, "reflection")
    back = anchor(page.get_url(request), block_id)
    if request.method != "POST":
        return redirect(back)
    alone = "X-Varig-Autosave" in request.headers
    form = ReflectionForm(request.POST)
    if not form.is_valid():
        if alone:
            return JsonResponse({"errors": form.errors}, status=422)
        refused = (request.POST.get("text", ""), form.errors.get("text", [_("Not saved. Load the page again.")])[0])
        return _lesson_again(request, page, {str(block_id): refused})
    if form.cleaned_data["conflict"] == "theirs":
        return redirect(back)
    text = form.cleaned_data["text"]
    outcome = save_reflection(request.user, page, block_id, text, form.expected_version())
    if outcome.saved:
        if alone:
            return JsonResponse({"saved_at": outcome.saved_at, "version": outcome.version})
        messages.success(request, _("Saved. Only you can read it."))
        return redirect(back)
    context = {"stored": outcome, "text": text, "page": page, "url": request.path, "back": back}
    template = "courses/parts/reflection_conflict.html" if alone else "courses/pages/reflection_conflict.html"
    return render(request, template, context, status=409)


@guarded(may_take_step)
def finish(request: HttpRequest, step_key: UUID) -> HttpResponse:
    """The learner says that the step is done; go on to the next, or to the certificate."""
    page = _lesson(step_key)
    if request.method != "POST":
        return redirect(page.get_url(request))
    verdict = learning.finish(request.user, page)
    if not verdict.complete:
        return _still_missing(request, page, verdict.missing)
    outline = outline_around(page, get_language() or "nb", request)
    after = following(outline.steps, step_key) if outline else None
    info = outline.step(after.key) if outline and after else None
    here = outline.step(step_key) if outline else None
    if here is not None and (info is None or info.module != here.module):
        return redirect("courses:certificate_request", module_key=here.module)
    return redirect(info.url if info else page.get_url(request))


def _still_missing(request: HttpRequest, page: LessonPage, missing: frozenset[str]) -> HttpResponseRedirect:
    first = next(str(block.id) for block in page.body if str(block.id) in missing)
    text = ngettext(
        "One question is left before the lesson is done. Here it is.",
        "%(number)d questions are left before the lesson is done. Here is the first.",
        len(missing),
    )
    messages.info(request, text % {"number": len(missing)})
    return HttpResponseRedirect(anchor(page.get_url(request), first))


def _lesson_again(request: HttpRequest, page: LessonPage, errors: dict[str, Any]) -> HttpResponse:
    """Show the lesson with what is wrong, and with what was typed."""
    request.lesson_errors = errors  # type: ignore[attr-defined]
    context = page.get_context(request)
    return render(request, page.get_template(request), context, status=422)


def _lesson(step_key: UUID) -> LessonPage:
    """Return the lesson in the language one reads, else the next best. The guard has found that it exists."""
    page: LessonPage | None = page_for(LessonPage, step_key)
    if page is None:
        raise Http404
    return page


def _block(page: LessonPage, block_id: UUID, kind: str) -> Any:
    for block in page.body:
        if str(block.id) == str(block_id) and block.block_type == kind:
            return block
    raise Http404


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
