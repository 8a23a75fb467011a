"""The actions of a space: all of them, a new one, one of them, and ending one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.models import User
from portal.actions.forms import ActionForm, DropForm
from portal.actions.models import Action, Decision
from portal.actions.origins import WHAT, Origin
from portal.actions.permissions import may_see, may_tick, may_write
from portal.actions.presenters.decisions import decision_lines
from portal.actions.presenters.lines import Reader, line_of, lines_of
from portal.actions.presenters.words import shortened
from portal.actions.querysets import action_in, people_in
from portal.actions.services import actions as services
from portal.actions.services.recording import existing
from portal.actions.views.common import after_new, back_to, base_context, carried, list_of, said_at
from portal.actions.views.conflicts import conflict_page, seen_in, with_choices
from portal.security.guards import guarded
from portal.spaces.models import Space, SpaceKind

_PAGE, _NEW = "portal/actions/pages/action.html", "portal/actions/pages/action_new.html"
_ENDED_A_PAGE = 20
#: So many letters of what is to be done stand in the way here and in the name of the window.
_CRUMB = 60


@require_safe
@guarded(may_see)
def in_space(request: HttpRequest, space_id: int) -> HttpResponse:
    """Everything agreed on in a space: what is open, what has ended, and the decisions."""
    space: Space = request.space  # type: ignore[attr-defined]
    reader = _reader(request, space)
    rows = Action.objects.in_space(space).with_people().select_related("space")
    ended = Paginator(rows.closed(), _ENDED_A_PAGE).get_page(request.GET.get("page"))
    context = {
        **base_context(request),
        "open": lines_of(rows.open().by_due(), reader),
        "ended": lines_of(ended, reader),
        "ended_page": ended,
        "decisions": decision_lines(Decision.objects.in_space(space).latest_first()),
        "here": request.get_full_path(),
    }
    return render(request, "portal/actions/pages/space.html", context)


def _reader(request: HttpRequest, space: Space) -> Reader:
    here = frozenset(people_in(space).order_by().values_list("pk", flat=True))
    return Reader(request.user, request.space_roles, timezone.localdate(), here)  # type: ignore[attr-defined, arg-type]


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_write)
def new(request: HttpRequest, space_id: int) -> HttpResponse:
    """A new action, perhaps filled in by the page that somebody came from."""
    space: Space = request.space  # type: ignore[attr-defined]
    word, origin = carried(request)
    before = existing(Action, space, request.user, origin, None)  # type: ignore[arg-type]
    context = {**base_context(request, (_("New action"), "")), "carried": word, "origin": origin, "before": before}
    if request.method != "POST":
        return render(request, _NEW, {**context, "form": ActionForm(space=space, initial=_proposed(request))})
    form = ActionForm(request.POST, space=space)
    if not form.is_valid():
        return render(request, _NEW, {**context, "form": form}, status=422)
    action = _add(request, space, form, origin)
    messages.success(request, _("The action is saved: %(what)s") % {"what": shortened(action.what, _CRUMB)})
    if "again" in request.POST:
        return redirect(said_at(request.path))
    return redirect(after_new(space, origin))


def _proposed(request: HttpRequest) -> dict[str, str]:
    """What the page one came from proposes to write; nothing is saved before somebody has read it."""
    what = " ".join(request.GET.get(WHAT, "").split())[:300]
    return {"what": what} if what and what.isprintable() else {}


def _add(request: HttpRequest, space: Space, form: ActionForm, origin: Origin | None) -> Action:
    values: dict[str, Any] = form.values()
    if space.kind == SpaceKind.PERSON:
        values["responsible"] = request.user
    return services.add_action(
        request.user,  # type: ignore[arg-type]
        space,
        values.pop("what"),
        origin=origin,
        form_key=form.cleaned_data.get("form_key"),
        went_past_guard=form.used_identity_override,
        **values,
    )


def _found(request: HttpRequest, action_id: int) -> Action:
    """The action, or 404: what is not in this space is not there."""
    action = action_in(request.space, action_id)  # type: ignore[attr-defined]
    if action is None:
        raise Http404
    return action


def _page_context(request: HttpRequest, action: Action) -> dict[str, Any]:
    name = shortened(action.what, _CRUMB)
    context = base_context(request, (name, action.get_absolute_url()))
    line = line_of(action, _reader(request, action.space))
    return {**context, "action": action, "line": line, "name": name, "here": action.get_absolute_url()}


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_see)
def page(request: HttpRequest, space_id: int, action_id: int) -> HttpResponse:
    """One action: read by all in the space, changed by those who write."""
    action = _found(request, action_id)
    context = _page_context(request, action)
    if request.method != "POST":
        form = ActionForm(space=action.space, row=action)
        return render(request, _PAGE, {**context, "form": form, "drop_form": DropForm(), "seen": seen_in(form)})
    if not context["may_write"]:
        raise Http404
    form = ActionForm(with_choices(request.POST, ActionForm, action), space=action.space, row=action)
    context.update(drop_form=DropForm(), seen=request.POST.get("seen", ""))
    if not form.is_valid():
        return render(request, _PAGE, {**context, "form": form}, status=422)
    user: User = request.user  # type: ignore[assignment]
    expected = form.cleaned_data["version"]
    current = services.change_action(user, action, expected, form.values(), went_past_guard=form.used_identity_override)
    if current is not None:
        return conflict_page(request, form, current, _PAGE, context)
    messages.success(request, _("The action is saved: %(what)s") % {"what": shortened(action.what, _CRUMB)})
    return redirect(said_at(action.get_absolute_url()))


@require_POST
@guarded(may_tick)
def tick_done(request: HttpRequest, space_id: int, action_id: int) -> HttpResponse:
    """Say that it is done."""
    action = _found(request, action_id)
    if services.finish(request.user, action):  # type: ignore[arg-type]
        messages.success(request, _("Done: %(what)s") % {"what": shortened(action.what, _CRUMB)})
    else:
        messages.info(request, _("Somebody else has ended this already."))
    return redirect(back_to(request, list_of(action.space)))


@require_POST
@guarded(may_tick)
def tick_open(request: HttpRequest, space_id: int, action_id: int) -> HttpResponse:
    """Say that it is not done after all."""
    action = _found(request, action_id)
    if services.reopen(request.user, action):  # type: ignore[arg-type]
        messages.success(request, _("Open again: %(what)s") % {"what": shortened(action.what, _CRUMB)})
    else:
        messages.info(request, _("This is open already."))
    return redirect(back_to(request, list_of(action.space)))


@require_POST
@guarded(may_write)
def dropped(request: HttpRequest, space_id: int, action_id: int) -> HttpResponse:
    """Say that it is not to be done, and why."""
    action = _found(request, action_id)
    drop_form = DropForm(request.POST)
    if not drop_form.is_valid():
        form = ActionForm(space=action.space, row=action)
        context = {**_page_context(request, action), "form": form, "drop_form": drop_form, "seen": seen_in(form)}
        return render(request, _PAGE, context, status=422)
    reason = drop_form.cleaned_data["reason"]
    if services.drop(request.user, action, reason, went_past_guard=drop_form.used_identity_override):  # type: ignore[arg-type]
        messages.success(request, _("Not to be done: %(what)s") % {"what": shortened(action.what, _CRUMB)})
    else:
        messages.info(request, _("Somebody else has ended this already."))
    return redirect(said_at(action.get_absolute_url()))
