"""One meeting: planned, read, changed, announced and called off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.models import Organisation, User
from portal.actions.models import Decision
from portal.actions.origins import add_address
from portal.actions.permissions import can_write
from portal.actions.presenters.decisions import decision_lines
from portal.actions.presenters.lines import panel_of
from portal.actions.views.common import said_at
from portal.actions.views.conflicts import conflict_page, seen_in, with_choices
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.forms.meetings import CancelForm, MeetingForm, NewMeetingForm
from portal.gatherings.models import Gathering, SeriesPlace
from portal.gatherings.origins import origin_of
from portal.gatherings.permissions import can_bring, can_plan, may_plan, may_plan_for, may_plan_in, may_see, takes_part
from portal.gatherings.presenters.aftermath import left_behind
from portal.gatherings.presenters.again import again, beginning
from portal.gatherings.presenters.clashes import clash_lines
from portal.gatherings.presenters.meetings import day_warning, length_words, parts_of, when_words, where_words
from portal.gatherings.presenters.seatpanel import seat_panel
from portal.gatherings.presenters.told import saved_words
from portal.gatherings.services import meetings as services
from portal.gatherings.services.minutes import minutes_of
from portal.gatherings.services.running import is_over, today
from portal.gatherings.services.templates import choices_for
from portal.gatherings.views.common import base_context, space_context
from portal.security.guards import guarded
from portal.spaces.models import Space
from portal.spaces.services.owned import space_of_organisation

_NEW, _EDIT, _PAGE = (f"portal/gatherings/pages/meeting{end}.html" for end in ("_new", "_edit", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_plan_in)
def new(request: HttpRequest, space_id: int) -> HttpResponse:
    """Plan a meeting; the next thing is its agenda."""
    space: Space = request.space  # type: ignore[attr-defined]
    return _new(request, space_context(request, (_("New meeting"), "")), lambda: space)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_plan_for)
def new_for(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan an organisation's first meeting: its space is made with it, and not before."""
    organisation: Organisation = request.organisation  # type: ignore[attr-defined]
    own = reverse("accounts:organisation", args=[slug])
    context = {
        "place_name": str(organisation),
        "list_url": own,
        "breadcrumbs": [{"title": str(organisation), "url": own}, {"title": _("New meeting"), "url": ""}],
        "noindex": True,
    }
    return _new(request, context, lambda: space_of_organisation(organisation))


def _new(request: HttpRequest, context: dict[str, Any], space: Callable[[], Space]) -> HttpResponse:
    like = _like(request)
    choices: dict[str, Any] = {"templates": choices_for(), "like": like.title if like is not None else ""}
    context |= {"like": like}
    if request.method != "POST":
        start = again(like) if like is not None else {"template": request.GET.get("opplegg", "")}
        return render(request, _NEW, {**context, "form": NewMeetingForm(**choices, initial=start)})
    form = NewMeetingForm(request.POST, **choices)
    if not form.is_valid():
        return render(request, _NEW, {**context, "form": form}, status=422)
    begin, values = beginning(form.cleaned_data["template"], like), form.values()
    gathering = services.plan(
        request.user,  # type: ignore[arg-type]
        space(),
        {**values, "kind": values["kind"] or begin.kind},
        agenda=begin.agenda,
        template_key=begin.key,
        form_key=form.cleaned_data.get("form_key"),
        went_past_guard=form.used_identity_override,
    )
    messages.success(request, _("The meeting is planned as a draft. Nobody else is told before you say so."))
    return redirect(said_at(gathering.get_absolute_url()))


def _like(request: HttpRequest) -> Gathering | None:
    """The meeting of the same space that this one is to be like, where the address names one."""
    wanted = request.GET.get("fra", "") or request.POST.get("fra", "")
    if not wanted.isdecimal() or len(wanted) > 12 or getattr(request, "space", None) is None:
        return None
    found: Gathering | None = Gathering.objects.in_space(request.space).filter(pk=int(wanted)).first()  # type: ignore[attr-defined]
    return found


@require_safe
@guarded(may_see)
def page(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """When, where, why and what; for those who plan also what is to be done next."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    return render(request, _PAGE, {**base_context(request), **_shown(request, gathering), "cancel_form": CancelForm()})


def _shown(request: HttpRequest, gathering: Gathering) -> dict[str, Any]:
    roles, origin = request.space_roles, origin_of(gathering)  # type: ignore[attr-defined]
    return {
        "takes_part": takes_part(request).allowed,
        "when": when_words(gathering),
        "where": where_words(gathering),
        "length": length_words(gathering.agenda.minutes or gathering.minutes),
        "parts": parts_of(gathering, request),
        "warning": day_warning(gathering),
        "is_today": today(gathering),
        "is_over": is_over(gathering),
        "may_bring": can_bring(gathering).allowed,
        **seat_panel(request, gathering),
        "minutes": minutes_of(gathering),
        "decisions": decision_lines(Decision.objects.from_origin(origin.kind, origin.id).in_space(gathering.space)),
        "decide_url": add_address(gathering.space, origin=origin.one_of_many(), name="decision_new"),
        "brought": gathering.problems.count() if gathering.stage == Stage.ANNOUNCED else 0,
        "clashes": clash_lines(request, gathering, plans=can_plan(roles, gathering.space).allowed),
        **left_behind(request, gathering),
        "in_series": SeriesPlace.objects.filter(gathering=gathering).exists(),
        "may_agree": can_write(roles, gathering.space).allowed,
        "panel": panel_of(request.user, gathering.space, roles, title=_("Agreed at this meeting"), origin=origin),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_plan)
def edit(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Change when, where and why."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    context = base_context(request, (_("Change"), ""))
    context["length"] = length_words(gathering.agenda.minutes) if gathering.agenda.minutes else ""
    if request.method != "POST":
        form = MeetingForm(row=gathering)
        return render(request, _EDIT, {**context, "form": form, "seen": seen_in(form)})
    form = MeetingForm(with_choices(request.POST, MeetingForm, gathering), row=gathering)
    context["seen"] = request.POST.get("seen", "")
    if not form.is_valid():
        return render(request, _EDIT, {**context, "form": form}, status=422)
    user: User = request.user  # type: ignore[assignment]
    current = services.change(
        user, gathering, form.cleaned_data["version"], form.values(), went_past_guard=form.used_identity_override
    )
    if current is not None:
        return conflict_page(request, form, current, _EDIT, context)
    messages.success(request, saved_words(_("The meeting is saved."), gathering))
    return redirect(said_at(gathering.get_absolute_url()))


@require_POST
@guarded(may_plan)
def announce(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Let those who come in to the space know of it."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    if services.announce(request.user, gathering):  # type: ignore[arg-type]
        messages.success(request, _("The meeting is announced: everybody who comes in here sees it now."))
    else:
        messages.info(request, _("The meeting was announced already."))
    back = reverse("gatherings:invitations", args=[gathering.pk]) if request.POST.get("next") == "letters" else ""
    return redirect(said_at(back or gathering.get_absolute_url()))


@require_POST
@guarded(may_plan)
def cancel(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Call it off, and say why."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    form = CancelForm(request.POST)
    if not form.is_valid():
        context = {**base_context(request), **_shown(request, gathering), "cancel_form": form}
        return render(request, _PAGE, context, status=422)
    reason = form.cleaned_data["reason"]
    if services.cancel(request.user, gathering, reason, went_past_guard=form.used_identity_override):  # type: ignore[arg-type]
        messages.success(request, saved_words(_("The meeting is called off."), gathering))
    else:
        messages.info(
            request, _("Nothing is called off: the meeting has been, is not announced, or was called off already.")
        )
    return redirect(said_at(gathering.get_absolute_url()))


@require_POST
@guarded(may_plan)
def discard(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Throw a draft away."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    target = base_context(request)["list_url"]
    if not services.discard(request.user, gathering):  # type: ignore[arg-type]
        messages.info(request, _("The meeting has been announced. Call it off instead."))
        return redirect(said_at(gathering.get_absolute_url()))
    messages.success(request, _("The draft is gone."))
    return redirect(said_at(target))
