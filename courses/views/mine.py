"""One's own courses."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.presenters.cards import first_course
from courses.presenters.mine import my_courses
from portal.security.guards import signed_in


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """What I take, what is left in words and minutes, and my dates."""
    courses = my_courses(request.user, request, timezone.localdate())
    context = {
        "courses": courses,
        "first": None if courses else first_course(request),
        "breadcrumbs": [
            {"title": _("My page"), "url": reverse("cms:my_page")},
            {"title": _("My courses"), "url": ""},
        ],
        "noindex": True,
    }
    return render(request, "courses/pages/mine.html", context)
