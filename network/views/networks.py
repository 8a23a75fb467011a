"""A network: made, changed, joined and left. Its page is a page of the site."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.choices import Access, Answer
from network.forms.networks import FOCUS_CHECKS, AskForm, NetworkForm
from network.models import JoinRequest, Network
from network.permissions import can_join, may_ask, may_begin, may_come_in, may_know, may_lead
from network.services import letters, members, networks
from network.services.pages import written_page_of
from network.views.common import acting_for, address_of, base_context, list_crumb, rests
from portal.accounts.models import User
from portal.actions.views.common import said_at
from portal.actions.views.conflicts import conflict_page, seen_in, with_choices
from portal.security.guards import guarded
from portal.spaces.models import SpaceMember

_NEW, _EDIT, _ASK, _LEAVE = (f"network/pages/network_{name}.html" for name in ("new", "edit", "ask", "leave"))


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_begin)
def new(request: HttpRequest) -> HttpResponse:
    """Make a network; its page is out at once, and the next thing is who is in it and when you meet."""
    user: User = request.user  # type: ignore[assignment]
    context = {**_way(request), "checks": FOCUS_CHECKS, "noindex": True}
    if request.method != "POST":
        return render(request, _NEW, {**context, "form": NetworkForm()})
    form = NetworkForm(request.POST)
    if not form.is_valid():
        return render(request, _NEW, {**context, "form": form}, status=422)
    network = networks.create(
        user, acting_for(request), form.cleaned_data["access"], form.words(), form_key=form.cleaned_data.get("form_key")
    )
    messages.success(
        request, _("The network is made. Take in those who are to be with you, and plan the first meeting.")
    )
    return redirect(said_at(address_of(network, request)))


def _way(request: HttpRequest) -> dict[str, Any]:
    above = list_crumb(request)
    return {"index_url": above["url"], "breadcrumbs": [above, {"title": _("New network"), "url": ""}]}


@require_safe
@guarded(may_know)
def door(request: HttpRequest, space_id: int) -> HttpResponse:
    """Lead on to the network's page in the reader's language."""
    return redirect(address_of(request.network, request))  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_lead)
def edit(request: HttpRequest, space_id: int) -> HttpResponse:
    """Change the words of the page and who may join."""
    network: Network = request.network  # type: ignore[attr-defined]
    page = written_page_of(network)
    if page is None:
        raise Http404
    context = {**base_context(request, (_("Change"), "")), "checks": FOCUS_CHECKS}
    if request.method != "POST":
        form = NetworkForm(row=page)
        return render(request, _EDIT, {**context, "form": form, "seen": seen_in(form)})
    form = NetworkForm(with_choices(request.POST, NetworkForm, page), row=page)
    context["seen"] = request.POST.get("seen", "")
    if not form.is_valid() or rests(network, form):
        return render(request, _EDIT, {**context, "form": form}, status=422)
    user: User = request.user  # type: ignore[assignment]
    current = networks.change(user, page, form.cleaned_data["version"], form.cleaned_data["access"], form.words())
    if current is not None:
        return conflict_page(request, form, current, _EDIT, context)  # type: ignore[arg-type] # it has what is asked of it
    messages.success(request, _("The page of the network is saved."))
    return redirect(said_at(address_of(network, request)))


@require_POST
@guarded(may_ask)
def join(request: HttpRequest, space_id: int) -> HttpResponse:
    """Come into an open network, or ask to come into one by invitation."""
    network: Network = request.network  # type: ignore[attr-defined]
    user: User = request.user  # type: ignore[assignment]
    back = said_at(address_of(network, request))
    may = can_join(request.network_roles, network)  # type: ignore[attr-defined]
    if not may:
        messages.info(request, _("You are in the network already.") if may.reason == "member_already" else _closed())
        return redirect(back)
    if network.access == Access.OPEN:
        members.join(user, network, acting_for(request))
        messages.success(request, _("You are in the network. Its meetings now stand among yours."))
        return redirect(back)
    return _ask(request, network, back)


def _closed() -> str:
    return _("Nobody can join here now.")


def _ask(request: HttpRequest, network: Network, back: str) -> HttpResponse:
    form = AskForm(request.POST)
    if not form.is_valid():
        context = {**base_context(request, (_("Ask to join"), "")), "form": form}
        return render(request, _ASK, context, status=422)
    user: User = request.user  # type: ignore[assignment]
    words = form.cleaned_data["words"]
    if members.ask(user, network, acting_for(request), words, went_past_guard=form.used_identity_override):
        wish = JoinRequest.objects.select_related("network", "person", "acting_for").get(
            network=network, person=user, answer=Answer.WAITING
        )
        letters.asked(wish)
        messages.success(
            request, _("Those who lead the network have got your wish. You get a letter when they answer.")
        )
    else:
        messages.info(request, _("You have asked already. You get a letter when they answer."))
    return redirect(back)


@require_POST
@guarded(may_ask)
def take_back(request: HttpRequest, space_id: int) -> HttpResponse:
    """Ask no longer."""
    network: Network = request.network  # type: ignore[attr-defined]
    if members.take_back(request.user, network):  # type: ignore[arg-type]
        messages.success(request, _("You no longer ask to join."))
    else:
        messages.info(request, _("There is no wish of yours that waits for an answer."))
    return redirect(said_at(address_of(network, request)))


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_come_in)
def leave(request: HttpRequest, space_id: int) -> HttpResponse:
    """Ask once, then leave the network. What one wrote there stays."""
    network: Network = request.network  # type: ignore[attr-defined]
    user: User = request.user  # type: ignore[assignment]
    member = SpaceMember.objects.current().filter(space=network.pk, person=user).order_by("pk").first()
    if member is None:
        raise Http404
    if request.method != "POST":
        context = {**base_context(request, (_("Leave the network"), "")), "may_go": members.may_go(network, member)}
        return render(request, _LEAVE, context)
    if not members.end(user, network, member):
        messages.warning(request, _("You are the only one who leads the network. Let somebody else lead first."))
        return redirect(said_at(reverse("network:members", args=[network.pk])))
    messages.success(request, _("You have left the network."))
    closed = network.access == Access.CLOSED
    return redirect(said_at(list_crumb(request)["url"] if closed else address_of(network, request)))
