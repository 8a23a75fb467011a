"""One's own settings and data: name and language, a copy of everything, deleting the account."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts import mydata
from portal.accounts.forms import EraseForm, SettingsForm
from portal.accounts.services import copies, erasing
from portal.security import audit
from portal.security.guards import public, signed_in
from portal.security.ratelimit import limited, too_many


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Change name and language of letters."""
    form = SettingsForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        audit.record(request.user, "person.settings_saved", request.user, fields=form.changed_data)  # type: ignore[arg-type]
        messages.success(request, _("Saved."))
        return redirect("cms:my_page")
    return render(request, "portal/accounts/pages/settings.html", {"form": form, "noindex": True})


@signed_in
def my_data(request: HttpRequest) -> HttpResponse:
    """Say what we hold, what can be had and what happens when the account is deleted."""
    context = {
        "parts": [title for title, _export in mydata.exporters().values()],
        "classes": mydata.data_classes(),
        "noindex": True,
    }
    return render(request, "portal/accounts/pages/my_data.html", context)


@signed_in
@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest) -> HttpResponse:
    """Hand out the zip. A GET (after the password was asked for again) shows the button once more."""
    if request.method != "POST":
        return redirect("accounts:my_data")
    if not limited(f"copy:{request.user.pk}", 10, 3600):
        return too_many(request, 3600)
    response = HttpResponse(copies.as_zip(request.user), content_type="application/zip")  # type: ignore[arg-type]
    response["Content-Disposition"] = f'attachment; filename="varig-mine-data-{timezone.localdate():%Y-%m-%d}.zip"'
    response["Cache-Control"] = "private, no-store"
    return response


@signed_in
@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Ask, explain and delete."""
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        erasing.erase(request.user)  # type: ignore[arg-type]
        logout(request)
        return redirect("accounts:erased")
    context = {
        "form": form,
        "classes": mydata.data_classes(),
        "concerns": mydata.concerns(request.user),  # type: ignore[arg-type]
        "noindex": True,
    }
    return render(request, "portal/accounts/pages/erase.html", context)


@public("Says that an account was deleted; shows nothing about whom.")
@require_http_methods(["GET", "HEAD"])
def erased(request: HttpRequest) -> HttpResponse:
    """The page after."""
    return render(request, "portal/accounts/pages/erased.html", {"noindex": True})
