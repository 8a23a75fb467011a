"""Answers that editors give in a preview: evaluated, shown, forgotten."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from courses.permissions.learning import may_rehearse
from courses.questions import KINDS, Refused
from courses.rehearsal import question, unpacked
from portal.security.guards import guarded


@require_POST
@sensitive_post_parameters()
@sensitive_variables("form", "refused", "answer")
@guarded(may_rehearse)
def rehearse(request: HttpRequest) -> HttpResponse:
    """Give the feedback to an answer in a preview. Nothing is stored, and other forms of a preview change nothing."""
    if "X-Varig-Autosave" in request.headers:
        return JsonResponse({"saved_at": timezone.now(), "version": 0})
    asked = unpacked(request.user, request.POST.get("draft", ""))
    if asked is None or asked.kind not in KINDS:
        return HttpResponse(status=204)
    form = KINDS[asked.kind].form(asked.value, request.POST)
    answer = refused = None
    if form.is_valid():
        answer = form.answer()
    else:
        refused = Refused(str(next(iter(form.errors.values()))[0]), form.given())
    context = {"quiz": question(asked, request.user, answer, refused), "fresh": True}
    return render(request, "courses/parts/quiz.html", context, status=422 if refused else 200)
