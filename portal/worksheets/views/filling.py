"""Fill in a sheet together: each question is saved by itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.models import User
from portal.kernel.fnr import contains_fnr
from portal.security.fields import MESSAGE
from portal.security.guards import guarded
from portal.worksheets.domain.answers import LONG, Mistake, clean
from portal.worksheets.domain.form import Kind, Part
from portal.worksheets.forms import COMMENT, texts_in, typed_value
from portal.worksheets.models import Answer, Worksheet
from portal.worksheets.permissions import may_fill, may_see
from portal.worksheets.presenters.actions import action_from
from portal.worksheets.presenters.mistakes import sentence
from portal.worksheets.presenters.parts import present
from portal.worksheets.presenters.reading import in_words, row_words
from portal.worksheets.presenters.sheets import filled, with_mistake
from portal.worksheets.services import sheets
from portal.worksheets.services.answers import answers_of, save_answer
from portal.worksheets.views.common import base_context, panel_for, why_not_words
from portal.worksheets.views.rating import rating_page

PAGE = "portal/worksheets/pages/worksheet.html"


@require_http_methods(["GET"])
@guarded(may_see)
def worksheet(request: HttpRequest, worksheet_id: int) -> HttpResponse:
    """The sheet: to fill in or to read."""
    sheet: Worksheet = request.worksheet  # type: ignore[attr-defined]
    if sheet.rated_alone:
        return rating_page(request, sheet)
    return render(request, PAGE, _context(request, sheet))


@require_http_methods(["GET"])
@guarded(may_see)
def status(request: HttpRequest, worksheet_id: int) -> HttpResponse:
    """How far the sheet has come and what it adds up to: asked for after each save."""
    sheet: Worksheet = request.worksheet  # type: ignore[attr-defined]
    if sheet.rated_alone:
        raise Http404
    return render(request, "portal/worksheets/parts/status.html", {"filled": filled(sheet, answers_of(sheet))})


@require_http_methods(["GET", "POST"])
@guarded(may_fill)
def answer(request: HttpRequest, worksheet_id: int, part_id: str) -> HttpResponse:
    """Save one answer: by itself (`X-Varig-Autosave`) or by its button."""
    sheet: Worksheet = request.worksheet  # type: ignore[attr-defined]
    assert isinstance(request.user, User)  # noqa: S101 - the guard said so; tells the type checker
    part = sheet.form.part(part_id)
    if part is None or not part.answered or sheet.rated_alone:
        raise Http404
    here = f"{sheet.get_absolute_url()}#p-{part.id}"
    if request.method != "POST" or request.POST.get("conflict") == "theirs":
        return redirect(here)
    alone = "X-Varig-Autosave" in request.headers
    if sheet.is_closed:
        return _refused(
            request, sheet, part, _("The sheet was closed meanwhile. Ask somebody to open it again."), alone
        )
    typed = typed_value(part, request.POST)
    comment = request.POST.get(COMMENT, "").replace("\r\n", "\n").strip() if part.comment else ""
    if any(contains_fnr(text) for text in (*texts_in(typed), comment)):
        return _refused(request, sheet, part, str(MESSAGE), alone)
    try:
        if len(comment) > LONG:
            raise Mistake("too_long", LONG)
        value = clean(part, typed)
    except Mistake as mistake:
        return _refused(request, sheet, part, sentence(mistake, part, request.LANGUAGE_CODE), alone)
    saved = save_answer(request.user, sheet, part, value, comment, _expected(request), request.POST.getlist("known"))
    if not saved.saved:
        return _conflict(request, sheet, part, saved.stored, value, comment, alone)
    if not alone:
        messages.success(request, _("Saved."))
        return redirect(here)
    told: dict[str, Any] = {"saved_at": saved.at, "version": saved.stored.version}
    if saved.merged:
        told["rows"] = render_to_string(
            "portal/worksheets/parts/table_rows.html", {"part": present(part, saved.stored.value), "acts": True}
        )
    return JsonResponse(told)


@require_POST
@guarded(may_fill)
def act(request: HttpRequest, worksheet_id: int, part_id: str) -> HttpResponse:
    """Go on to a new action, with the words of a row of a table as they are stored."""
    sheet: Worksheet = request.worksheet  # type: ignore[attr-defined]
    part = sheet.form.part(part_id)
    answer = sheet.answers.filter(part=part_id).first()
    wanted = request.POST.get("row", "")
    row = next((each for each in (answer.value or []) if each["id"] == wanted), None) if answer and part else None
    if part is None or part.kind is not Kind.TABLE or row is None:
        messages.info(request, _("Write something in the row first. It is saved by itself; then make an action of it."))
        return redirect(f"{sheet.get_absolute_url()}#p-{part_id}")
    return redirect(action_from(sheet, f"{part.id}:{wanted}", row_words(part, row, request.LANGUAGE_CODE)))


@require_POST
@guarded(may_fill)
def close(request: HttpRequest, worksheet_id: int) -> HttpResponse:
    """Take no more answers."""
    assert isinstance(request.user, User)  # noqa: S101 - the guard said so; tells the type checker
    sheet: Worksheet = request.worksheet  # type: ignore[attr-defined]
    sheets.close(request.user, sheet)
    messages.success(request, _("Closed. What was answered stands, and nothing more is taken."))
    return redirect(sheet)


@require_POST
@guarded(may_fill)
def reopen(request: HttpRequest, worksheet_id: int) -> HttpResponse:
    """Take answers again."""
    assert isinstance(request.user, User)  # noqa: S101 - the guard said so; tells the type checker
    sheet: Worksheet = request.worksheet  # type: ignore[attr-defined]
    try:
        sheets.reopen(request.user, sheet)
    except sheets.NotAllowed as refused:
        messages.error(request, why_not_words(refused.reason))
    else:
        messages.success(request, _("Open again."))
    return redirect(sheet)


def _context(request: HttpRequest, sheet: Worksheet) -> dict[str, Any]:
    context = base_context(request)
    context |= {
        "filled": filled(sheet, answers_of(sheet)),
        "why_not_words": "" if context["may_fill"] or sheet.is_closed else why_not_words(context["why_not"]),
        "rounds": list(Worksheet.objects.rounds_of(sheet)),
        "panel": panel_for(request, sheet),
    }
    return context


def _expected(request: HttpRequest) -> int:
    """The version the writer has seen: after a conflict, the one that was shown beside their own."""
    name = "seen_version" if request.POST.get("conflict") == "mine" else "version"
    digits = request.POST.get(name, "")
    return int(digits) if digits.isdecimal() and len(digits) < 10 else 0


def _refused(request: HttpRequest, sheet: Worksheet, part: Part, words: str, alone: bool) -> HttpResponse:
    """Say what is wrong; what was typed stays."""
    if alone:
        name = "__all__" if part.columns else "value"
        return JsonResponse({"errors": {name: [words]}}, status=422)
    context = _context(request, sheet)
    typed, comment = typed_value(part, request.POST), request.POST.get(COMMENT, "")
    context["filled"] = with_mistake(context["filled"], part, typed, comment, words)
    context["wrong_part"] = part.id
    return render(request, PAGE, context, status=422)


def _conflict(
    request: HttpRequest, sheet: Worksheet, part: Part, stored: Answer, value: Any, comment: str, alone: bool
) -> HttpResponse:
    language = request.LANGUAGE_CODE
    context = {
        "who": stored.changed_by,
        "when": stored.changed_at,
        "version": stored.version,
        "theirs": [{"label": "", "text": in_words(part, stored.value, stored.comment, language)}],
        "mine": [{"label": "", "text": in_words(part, value, comment, language)}],
    }
    if alone:
        return render(request, "components/conflict.html", context, status=409)
    page = base_context(request, (_("Two answers"), ""))
    shown = present(part, value, comment=comment, version=stored.version)
    return render(request, "portal/worksheets/pages/conflict.html", {**page, **context, "part": shown}, status=409)
