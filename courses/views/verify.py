"""Anybody with the code can see that a certificate is real. Nothing shows without it, and nothing is indexed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.forms.learning import VerifyForm
from courses.models import Certificate
from courses.services.certificates import in_language
from portal.kernel.certcode import InvalidCode, parse_code
from portal.security.guards import public
from portal.security.ratelimit import limit_by_client


def _sentence(reason: str) -> str:
    return {
        "characters": _("The code holds a character that codes never have. Check it once more."),
        "length": _("A code has sixteen letters and digits. Check that all came along."),
        "checksum": _("There is a slip in the code: one character is wrong, or two have changed places."),
    }[reason]


@public("A code is asked for; nothing is told without one.")
@limit_by_client("certificates", 60, 600, methods=("GET",))
def ask(request: HttpRequest) -> HttpResponse:
    """A place to type the code."""
    form = VerifyForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        try:
            return redirect("courses:verify", code=parse_code(form.cleaned_data["code"]))
        except InvalidCode as error:
            form.add_error("code", _sentence(error.reason))
    return _page(request, {"form": form}, 422 if form.errors else 200)


@public("Certificates are to be checked by strangers; the code cannot be guessed.")
@limit_by_client("certificates", 60, 600, methods=("GET",))
def show(request: HttpRequest, code: str) -> HttpResponse:
    """What the code stands for, or a kind word and the form."""
    form = VerifyForm({"code": code})
    try:
        stored = parse_code(code)
    except InvalidCode as error:
        form.add_error("code", _sentence(error.reason))
        return _page(request, {"form": form}, 404)
    certificate = Certificate.objects.filter(code=stored).first()
    if certificate is None:
        form.add_error("code", _("We have no certificate with this code."))
        return _page(request, {"form": form}, 404)
    if stored != code:
        return redirect("courses:verify", code=stored)
    language = get_language() or "nb"
    context = {
        "certificate": certificate,
        "title": in_language(certificate.titles, language),
        "course_title": in_language(certificate.course_titles, language),
        "learnt": in_language(certificate.texts, language, {}).get("learnt", ()),
        "text": in_language(certificate.texts, language, {}).get("text", ""),
        "form": VerifyForm(),
    }
    return _page(request, context, 200)


def _page(request: HttpRequest, context: dict[str, object], status: int) -> HttpResponse:
    crumbs = [{"title": _("Front page"), "url": reverse("wagtail_serve", args=[""])}]
    if "certificate" in context:
        crumbs.append({"title": _("Check a certificate"), "url": reverse("courses:verify_form")})
    crumbs.append({"title": _("Certificate") if "certificate" in context else _("Check a certificate"), "url": ""})
    shown = {**context, "breadcrumbs": crumbs, "noindex": True}
    response = render(request, "courses/pages/verify.html", shown, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    # A name stands here: no cache between us and the reader keeps it, and the address goes to nobody else.
    patch_cache_control(response, private=True, no_store=True)
    response["Referrer-Policy"] = "no-referrer"
    return response
