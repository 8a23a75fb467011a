"""Learning in an organisation: what has been completed, and what whoever leads a course decides."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from courses.forms.learning import DecisionForm
from courses.models import Practice
from courses.permissions.learning import may_follow_learning, may_lead_courses
from courses.presenters.cohorts.organisation import cohorts_here
from courses.presenters.organisation import decide_crumbs, shared_rows, step_rows
from courses.services import organisation as learning_here
from courses.services.outline import step_for
from courses.services.taken import taken_in
from portal.accounts.models import Organisation
from portal.accounts.presenters import organisation_crumbs
from portal.security.guards import guarded


@guarded(may_follow_learning)
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """Who here has completed what, and what is due again. One page to print."""
    organisation = get_object_or_404(Organisation, slug=slug)
    today = timezone.localdate()
    courses, members = taken_in(organisation, get_language() or "nb", today)
    context = {
        "organisation": organisation,
        "courses": courses,
        "members": members,
        "groups": cohorts_here(organisation, get_language() or "nb"),
        "today": today,
        "leads": bool(may_lead_courses(request, slug)),
        "breadcrumbs": organisation_crumbs(organisation, _("Learning")),
        "noindex": True,
    }
    return render(request, "courses/pages/organisation.html", context)


@guarded(may_lead_courses)
def lead(request: HttpRequest, slug: str) -> HttpResponse:
    """The steps that wait for a decision, and what people have shared of their practice."""
    organisation = get_object_or_404(Organisation, slug=slug)
    context = {
        "organisation": organisation,
        "steps": step_rows(learning_here.decided_steps(), request),
        "shared": shared_rows(list(Practice.objects.shared_in(organisation)), request),
        "follows": bool(may_follow_learning(request, slug)),
        "breadcrumbs": organisation_crumbs(organisation, _("Lead courses")),
        "noindex": True,
    }
    return render(request, "courses/pages/lead.html", context)


@sensitive_post_parameters("reason")
@sensitive_variables("form")
@guarded(may_lead_courses)
def decide(request: HttpRequest, slug: str, step_key: UUID) -> HttpResponse:
    """Say who has done a step, and why."""
    organisation = get_object_or_404(Organisation, slug=slug)
    page = step_for(step_key)
    if page is None or page.translation_key not in {each.translation_key for each in learning_here.decided_steps()}:
        raise Http404
    form = DecisionForm(learning_here.undecided(request.user, organisation, step_key), request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = learning_here.decide(request.user, organisation, page, form.chosen(), form.cleaned_data["reason"])
        text = ngettext("Decided for one person.", "Decided for %(number)d people.", number)
        messages.success(request, text % {"number": number})
        return redirect("courses:lead", slug=slug)
    context = {
        "organisation": organisation,
        "step": page,
        "form": form,
        "breadcrumbs": decide_crumbs(organisation, page.title),
        "noindex": True,
    }
    return render(request, "courses/pages/decide.html", context, status=422 if form.is_bound else 200)
