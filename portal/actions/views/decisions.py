"""Decisions: a new one, and one of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.actions.forms import DecisionForm
from portal.actions.models import Decision
from portal.actions.origins import WHAT
from portal.actions.permissions import may_see, may_write
from portal.actions.presenters.lines import source_of
from portal.actions.presenters.words import lang_attribute, shortened
from portal.actions.services.decisions import add_decision, change_decision
from portal.actions.services.recording import existing
from portal.actions.views.common import after_new, base_context, carried, said_at
from portal.actions.views.conflicts import conflict_page, seen_in, with_choices
from portal.security.guards import guarded
from portal.spaces.models import Space

_PAGE, _NEW = "portal/actions/pages/decision.html", "portal/actions/pages/decision_new.html"
_CRUMB = 60


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_write)
def new(request: HttpRequest, space_id: int) -> HttpResponse:
    """Write down what was decided."""
    space: Space = request.space  # type: ignore[attr-defined]
    word, origin = carried(request)
    before = existing(Decision, space, request.user, origin, None)  # type: ignore[arg-type]
    context = {**base_context(request, (_("New decision"), "")), "carried": word, "origin": origin, "before": before}
    if request.method != "POST":
        what = " ".join(request.GET.get(WHAT, "").split())[:300]
        proposed = {"what": what} if what and what.isprintable() else {}
        return render(request, _NEW, {**context, "form": DecisionForm(initial=proposed)})
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return render(request, _NEW, {**context, "form": form}, status=422)
    values: dict[str, Any] = form.values()
    add_decision(
        request.user,  # type: ignore[arg-type]
        space,
        values.pop("what"),
        origin=origin,
        form_key=form.cleaned_data.get("form_key"),
        went_past_guard=form.used_identity_override,
        **values,
    )
    messages.success(request, _("The decision is saved."))
    return redirect(after_new(space, origin))


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_see)
def page(request: HttpRequest, space_id: int, decision_id: int) -> HttpResponse:
    """One decision: read by all in the space, changed by those who write."""
    space: Space = request.space  # type: ignore[attr-defined]
    rows = Decision.objects.in_space(space).select_related("space", "created_by", "changed_by")
    decision = rows.filter(pk=decision_id).first()
    if decision is None:
        raise Http404
    name = shortened(decision.what, _CRUMB)
    context = {
        **base_context(request, (name, decision.get_absolute_url())),
        "decision": decision,
        "name": name,
        "own": lang_attribute(decision.language),
        "source": source_of(decision),
    }
    if request.method != "POST":
        form = DecisionForm(row=decision)
        return render(request, _PAGE, {**context, "form": form, "seen": seen_in(form)})
    if not context["may_write"]:
        raise Http404
    form = DecisionForm(with_choices(request.POST, DecisionForm, decision), row=decision)
    context["seen"] = request.POST.get("seen", "")
    if not form.is_valid():
        return render(request, _PAGE, {**context, "form": form}, status=422)
    current = change_decision(
        request.user,  # type: ignore[arg-type]
        decision,
        form.cleaned_data["version"],
        form.values(),
        went_past_guard=form.used_identity_override,
    )
    if current is not None:
        return conflict_page(request, form, current, _PAGE, context)
    messages.success(request, _("The decision is saved."))
    return redirect(said_at(decision.get_absolute_url()))
