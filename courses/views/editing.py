"""What editors of courses do in the admin beyond Wagtail's own: duplicate a course, see where learners stop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from courses.domain.insight import FEWEST
from courses.models import CoursePage
from courses.permissions.learning import may_duplicate_course, may_see_insight
from courses.services import duplicating, insight
from courses.services.outline import outline_of
from portal.security.fields import IdentityNumberGuardMixin
from portal.security.guards import guarded

CSRF = "csrfmiddlewaretoken"


class DuplicateForm(IdentityNumberGuardMixin, forms.Form):
    """What the copy is called."""

    title = forms.CharField(label=gettext_lazy("Title of the copy"), max_length=200)


@guarded(may_duplicate_course)
def duplicate(request: HttpRequest, page_id: int) -> HttpResponse:
    """Copy a course in all its languages, as drafts."""
    course = get_object_or_404(CoursePage, pk=page_id)
    suggestion = _("%(title)s (copy)") % {"title": course.title}
    form = DuplicateForm(request.POST or None, initial={"title": suggestion})
    if request.method == "POST" and form.is_valid():
        made = duplicating.duplicate(request.user, course, form.cleaned_data["title"])
        messages.success(request, _("Copied as a draft. Nothing in it leads to the original."))
        return redirect("wagtailadmin_explore", made.pk)
    context = {
        "course": course,
        "form": form,
        "languages": [each.locale.get_display_name() for each in duplicating.originals_of(course)],
    }
    return render(request, "courses/admin/duplicate.html", context, status=422 if form.is_bound else 200)


@guarded(may_see_insight)
def see_insight(request: HttpRequest, page_id: int) -> HttpResponse:
    """Where learners stop, and which wrong answers they choose first."""
    course = get_object_or_404(CoursePage, pk=page_id)
    outline = outline_of(course.translation_key, get_language() or "nb")
    context = {
        "course": course,
        "steps": insight.of_course(outline, timezone.now()) if outline else [],
        "fewest": FEWEST,
        "days": insight.AWAY.days,
    }
    return render(request, "courses/admin/insight.html", context)


def admin_urls() -> list[URLPattern]:
    """Addresses in the admin."""
    return [
        path("courses/<int:page_id>/duplicate/", duplicate, name="course_duplicate"),
        path("courses/<int:page_id>/insight/", see_insight, name="course_insight"),
    ]


def header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Lead to both from a course's menu."""
    if isinstance(page.specific_deferred, CoursePage):
        yield Button(_("Where learners stop"), reverse("course_insight", args=[page.pk]), icon_name="view", priority=80)
        yield Button(
            _("Duplicate the course"), reverse("course_duplicate", args=[page.pk]), icon_name="copy", priority=81
        )


def copy_whole_course(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail's copy would leave links and prerequisites at the original: a course is duplicated instead."""
    if isinstance(page.specific_deferred, CoursePage):
        return redirect("course_duplicate", page.pk)
    return None


def tell_before_delete(request: HttpRequest, page: Page) -> None:
    """Where somebody is about to delete something of a course: how many have completed it."""
    text = _who_has_completed(page) if request.method == "GET" else ""
    if text:
        messages.warning(request, text)


def tell_before_move(request: HttpRequest, page: Page, destination: Page) -> None:
    """The same where somebody is about to move it."""
    tell_before_delete(request, page)


def ask_before_unpublish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Ask once more before something is unpublished that people have completed; Wagtail's own question comes first."""
    return _ask(request, [page], "unpublish", page.title, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def ask_before_bulk(request: HttpRequest, action: str, chosen: list[Any], view: Any) -> HttpResponse | None:
    """Ask the same when several pages are deleted, unpublished or moved at once."""
    if action not in YES or not all(isinstance(each, Page) for each in chosen):
        return None
    number = len(chosen)
    subtitle = ngettext("%(number)d page", "%(number)d pages", number) % {"number": number}
    return _ask(request, chosen, action, subtitle, view.next_url)


YES = {
    "delete": gettext_lazy("Delete all the same"),
    "unpublish": gettext_lazy("Unpublish all the same"),
    "move": gettext_lazy("Move all the same"),
}


def _ask(request: HttpRequest, pages: list[Page], action: str, subtitle: str, back: str) -> HttpResponse | None:
    text = "" if "known" in request.POST else _who_has_completed(*pages)
    if not text:
        return None
    context = {
        "text": text,
        "subtitle": subtitle,
        "address": request.get_full_path(),
        # What was answered to Wagtail's own question goes along with the answer to ours.
        "sent": [(name, value) for name, values in request.POST.lists() if name != CSRF for value in values],
        "yes": YES[action],
        "no": _("Leave it published") if action == "unpublish" else _("Leave it as it is"),
        "back": back,
    }
    return render(request, "courses/admin/completed.html", context)


def _who_has_completed(*pages: Page) -> str:
    """Say how many have completed steps here, and that they lose nothing; nothing to say when nobody has."""
    number = insight.completed_below(*pages)
    if not number:
        return ""
    who = _("Fewer than five people have completed")
    if number >= FEWEST:
        who = ngettext("%(number)d person has completed", "%(number)d people have completed", number)
        who %= {"number": number}
    return _("%(who)s steps here. What they have completed stands, and so do their certificates.") % {"who": who}
