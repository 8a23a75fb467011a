"""Who is in a network, and who asks to be."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from network.choices import Answer
from network.forms.networks import NameForm
from network.models import JoinRequest, Network
from network.permissions import LEADS, may_come_in, may_lead
from network.services import letters, members
from network.services.members import Added
from network.views.common import archived_words, base_context, rests
from portal.accounts.models import User
from portal.actions.views.common import said_at
from portal.security.guards import guarded
from portal.spaces.models import SpaceMember

_PAGE = "network/pages/members.html"
PER_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_come_in)
def page(request: HttpRequest, space_id: int) -> HttpResponse:
    """The members by organisation; those who lead take people in."""
    network: Network = request.network  # type: ignore[attr-defined]
    context = _shown(request, network)
    if request.method != "POST":
        return render(request, _PAGE, {**context, "form": NameForm()})
    if not context["leads"]:
        raise Http404
    form = NameForm(request.POST)
    if not form.is_valid() or rests(network, form):
        return render(request, _PAGE, {**context, "form": form}, status=422)
    outcome = members.name_member(
        request.user,  # type: ignore[arg-type]
        network,
        form.cleaned_data["email"],
        form.cleaned_data["leads"],
    )
    if outcome.what is Added.UNKNOWN:
        form.add_error(
            "email",
            _(
                "We found nobody with this address who belongs to an organisation here. Ask the organisation to invite "
                "them to Varig first; then take them in here."
            ),
        )
        return render(request, _PAGE, {**context, "form": form}, status=422)
    words = {"person": str(outcome.person)}
    if outcome.what is Added.ALREADY:
        messages.info(request, _("%(person)s is in the network already.") % words)
    elif outcome.what is Added.LEADS:
        _told_to_lead(request, network, outcome.person)  # type: ignore[arg-type] # there is one when somebody was found
    else:
        letters.named(outcome.person, network)  # type: ignore[arg-type]
        messages.success(request, _("%(person)s is in the network, and has got a letter.") % words)
    return redirect(_here(network))


def _shown(request: HttpRequest, network: Network) -> dict[str, Any]:
    context = base_context(request, (_("Members"), ""))
    rows = (
        SpaceMember.objects.current()
        .filter(space=network.pk)
        .select_related("person", "acting_for")
        .order_by("acting_for__name", "person__first_name", "person__last_name", "pk")
    )
    wishes = network.requests.filter(answer=Answer.WAITING).select_related("person", "acting_for").order_by("asked_at")
    leading = rows.filter(role__in=LEADS).order_by().values("person").distinct()
    return {
        **context,
        "several_lead": context["leads"] and leading.count() > 1,
        "members": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "leading": LEADS,
        "wishes": list(wishes[:PER_PAGE]) if context["leads"] else [],
    }


def _here(network: Network) -> str:
    return said_at(reverse("network:members", args=[network.pk]))


def _told_to_lead(request: HttpRequest, network: Network, person: User) -> None:
    letters.leads(person, network)
    messages.success(
        request, _("%(person)s now leads the network, with you, and has got a letter.") % {"person": str(person)}
    )


def _member(network: Network, member_id: int) -> SpaceMember:
    rows = SpaceMember.objects.current().filter(space=network.pk).select_related("person", "acting_for")
    return get_object_or_404(rows, pk=member_id)


@require_POST
@guarded(may_lead)
def lead(request: HttpRequest, space_id: int, member_id: int) -> HttpResponse:
    """Let a member lead, or let somebody who leads be a member like others."""
    network: Network = request.network  # type: ignore[attr-defined]
    member, user = _member(network, member_id), request.user
    said, words = request.POST.get("lead", ""), {"person": str(member.person)}
    if said not in ("yes", "no"):
        raise Http404
    if said == "yes":
        if members.let_lead(user, network, member.person):  # type: ignore[arg-type]
            _told_to_lead(request, network, member.person)
        else:
            messages.info(request, _("%(person)s leads the network already.") % words)
    elif members.lead_no_more(user, network, member):  # type: ignore[arg-type]
        messages.success(request, _("%(person)s no longer leads the network, and is a member still.") % words)
    else:
        messages.warning(request, _("Somebody must lead the network. Let somebody else lead first."))
    return redirect(_here(network))


@require_POST
@guarded(may_lead)
def end(request: HttpRequest, space_id: int, member_id: int) -> HttpResponse:
    """Take somebody out. What they wrote stays."""
    network: Network = request.network  # type: ignore[attr-defined]
    member = _member(network, member_id)
    if members.end(request.user, network, member):  # type: ignore[arg-type]
        messages.success(request, _("%(person)s is no longer in the network.") % {"person": str(member.person)})
    else:
        messages.warning(request, _("Somebody must lead the network. Let somebody else lead first."))
    return redirect(_here(network))


@require_POST
@guarded(may_lead)
def answer(request: HttpRequest, space_id: int, wish_id: int) -> HttpResponse:
    """Say yes or no to somebody who asks to join."""
    network: Network = request.network  # type: ignore[attr-defined]
    wishes = JoinRequest.objects.select_related("person", "network", "acting_for")
    wish: JoinRequest | None = wishes.filter(pk=wish_id, network=network).first()
    said = request.POST.get("answer", "")
    if wish is None or said not in (Answer.YES, Answer.NO):
        raise Http404
    user: User = request.user  # type: ignore[assignment]
    yes = said == Answer.YES
    if yes and network.space.archived_at is not None:
        messages.warning(request, archived_words())
        return redirect(_here(network))
    if members.answer(user, wish, yes):
        letters.answered(wish, yes)
        words = _("%(person)s is in the network, and has got a letter.") if yes else _("%(person)s has got your no.")
        messages.success(request, words % {"person": str(wish.person)})
    else:
        messages.info(request, _("Somebody has answered already."))
    return redirect(_here(network))
