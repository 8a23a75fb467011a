"""A learner's own certificates."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.forms.learning import CertificateForm
from courses.models import Certificate, ModulePage
from courses.permissions.learning import may_ask_for_certificate, owns_certificate
from courses.presenters import certificate_crumbs, certificate_steps
from courses.services import certificates
from courses.services.outline import outline_around, outline_of, page_for
from portal.security.guards import guarded


def _file_label(code: str) -> str:
    labels = {
        "nb": _("PDF in bokmål"),
        "nn": _("PDF in nynorsk"),
        "en": _("PDF in English"),
        "se": _("PDF in Northern Sami"),
    }
    return labels.get(code, f"PDF ({code})")


@guarded(may_ask_for_certificate)
def request_one(request: HttpRequest, module_key: UUID) -> HttpResponse:
    """Confirm the name and get the certificate; or see what is left."""
    held = Certificate.objects.of(request.user).filter(subject_key=module_key).first()
    if held is not None:
        return redirect("courses:certificate", code=held.code)
    module = page_for(ModulePage, module_key)
    outline = outline_around(module, get_language() or "nb", request) if module else None
    if module is None or outline is None:
        raise Http404
    left = certificates.module_remaining(request.user, outline, module)
    context = {
        "module": module,
        "course": outline,
        "left": left,
        "rows": certificate_steps(request.user, outline, module),
        "breadcrumbs": certificate_crumbs(_("Certificate"), outline, module),
    }
    if not left.complete:
        return render(request, "courses/pages/certificate_wait.html", context)
    language = get_language() or "nb"
    name = getattr(request.user, "get_full_name", str)()
    form = CertificateForm(request.POST or None, initial={"name": name, "language": language})
    if request.method == "POST" and form.is_valid():
        issued = certificates.issue(
            request.user, outline, module, form.cleaned_data["name"], form.cleaned_data["language"]
        )
        return redirect("courses:certificate", code=issued.code)
    status = 422 if form.is_bound else 200
    return render(request, "courses/pages/certificate_request.html", {**context, "form": form}, status=status)


@guarded(owns_certificate)
def own(request: HttpRequest, code: str) -> HttpResponse:
    """One's certificate: download it, share the address that proves it."""
    certificate = get_object_or_404(Certificate.objects.of(request.user), code=code)
    language = get_language() or "nb"
    codes = sorted(dict(settings.LANGUAGES), key=lambda code: code != certificate.language)
    context = {
        "certificate": certificate,
        "title": certificates.in_language(certificate.titles, language),
        "course_title": certificates.in_language(certificate.course_titles, language),
        "address": certificates.verification_address(certificate, language),
        "text": certificates.in_language(certificate.texts, language, {}).get("text", ""),
        "breadcrumbs": certificate_crumbs(_("Your certificate"), outline_of(certificate.course_key, language, request)),
        "files": [{"code": code, "label": _file_label(code)} for code in codes],
    }
    return render(request, "courses/pages/certificate.html", context)


@guarded(owns_certificate)
def download(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """The certificate as a tagged PDF."""
    certificate = get_object_or_404(Certificate.objects.of(request.user), code=code)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    title = slugify(certificates.in_language(certificate.course_titles, language)) or "varig"
    response = HttpResponse(certificates.pdf(certificate, language), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{title}-{certificate.code}.pdf"'
    return response
