"""What somebody who takes part does for themselves: stands on the contact list, answers a follow-up."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from courses.forms.cohorts import ContactForm, FollowUpForm
from courses.models import ContactWish, FollowUp
from courses.permissions.cohorts import may_take_part, owns_follow_up
from courses.services.cohorts import contacts, followups
from courses.views.cohorts.common import cohort_context, list_crumb
from portal.accounts.models import User
from portal.actions.views.common import said_at
from portal.security.guards import guarded, public


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(may_take_part)
def contact_list(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """The names and numbers of those who want it; one puts oneself on it and takes oneself off."""
    context = cohort_context(request, (_("Contact list"), ""))
    cohort, seat = context["cohort"], context["seat"]
    wish = ContactWish.objects.filter(seat=seat).first() if seat is not None else None
    form = ContactForm(
        request.POST if request.method == "POST" else None, initial={"phone": wish.phone if wish else ""}
    )
    if request.method == "POST":
        if seat is None:
            raise Http404
        if "off" in request.POST:
            contacts.take_off(request.user, cohort, seat)  # type: ignore[arg-type]
            messages.success(
                request, _("You are off the list. Ask people to cross you out on what is printed already.")
            )
            return redirect(said_at(request.path))
        if form.is_valid():
            contacts.put_on(request.user, cohort, seat, form.cleaned_data["phone"])  # type: ignore[arg-type]
            messages.success(request, _("You are on the list."))
            return redirect(said_at(request.path))
    context |= {"form": form, "wish": wish, "people": contacts.list_of(cohort)}
    return render(request, "courses/pages/cohort_contacts.html", context, status=422 if form.is_bound else 200)


@sensitive_post_parameters("held", "slipped")
@sensitive_variables("form", "values")
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(owns_follow_up)
def follow_up(request: HttpRequest, follow_up_id: int) -> HttpResponse:
    """What has held since the last meeting, and what has not."""
    return _follow_up(request, request.follow_up, request.user)  # type: ignore[attr-defined, arg-type]


@public("Whoever holds the signed link was sent it; it opens one question to one seat that belongs to no account.")
@never_cache
@sensitive_post_parameters("held", "slipped")
@sensitive_variables("form", "values")
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up_by_link(request: HttpRequest, word: str) -> HttpResponse:
    """The same, for those who have no account. Whoever has made one since then signs in, as for all that is theirs."""
    row = followups.asked_at(word)
    if row is None:
        raise Http404
    if row.seat.person_id is not None:
        return redirect("courses:follow_up", row.pk)
    return _follow_up(request, row, None)


def _follow_up(request: HttpRequest, row: FollowUp, person: User | None) -> HttpResponse:
    start = {"held": row.held, "slipped": row.slipped, "shared": row.shared}
    form = FollowUpForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in start}
        followups.answer(person, row, values)
        shared = _("Thank you. Those who lead the group can read it.")
        messages.success(request, shared if row.shared else _("Thank you. Only you can read it."))
        return redirect(said_at(row.cohort.get_absolute_url() if person is not None else request.path))
    context = {
        "row": row,
        "cohort": row.cohort,
        "form": form,
        "back": row.cohort.get_absolute_url() if person is not None else "",
        "breadcrumbs": _crumbs(row) if person is not None else [],
        "noindex": True,
    }
    return render(request, "courses/pages/follow_up.html", context, status=422 if form.is_bound else 200)


def _crumbs(row: FollowUp) -> list[dict[str, str]]:
    return [
        list_crumb(),
        {"title": row.cohort.title, "url": row.cohort.get_absolute_url()},
        {"title": _("What has held?"), "url": ""},
    ]
