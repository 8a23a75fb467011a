"""Begin a sheet from its form, and find one's own again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.models import User
from portal.security.guards import guarded, signed_in
from portal.spaces.doors import door_of
from portal.spaces.models import Space
from portal.worksheets.choices import Storage
from portal.worksheets.forms import BeginForm
from portal.worksheets.models import Worksheet
from portal.worksheets.permissions import may_enter, may_fill
from portal.worksheets.presenters.doors import way_to_forms
from portal.worksheets.presenters.listing import listed
from portal.worksheets.services.places import places_for
from portal.worksheets.services.sheets import NotAllowed
from portal.worksheets.services.sheets import begin as begin_sheet
from portal.worksheets.services.snapshots import live_pages
from portal.worksheets.views.common import why_not_words


@require_http_methods(["GET", "POST"])
@signed_in
def begin(request: HttpRequest, template_key: UUID) -> HttpResponse:
    """Choose whom the sheet is for, and begin."""
    assert isinstance(request.user, User)  # noqa: S101 - signed_in said so; tells the type checker
    page = next(iter(live_pages(template_key)), None)
    if page is None or page.storage != Storage.STORED:
        raise Http404
    places = places_for(request.user, page)
    wanted = request.GET.get("space", "")
    form = BeginForm(
        {place.key: (None, place.name) for place in places.open},
        request.POST or None,
        initial={"space": wanted} if wanted else {},
    )
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                space = places.space(form.cleaned_data["space"], request.user)
                sheet = begin_sheet(request.user, page, space, form.cleaned_data["title"])
            except NotAllowed as refused:
                form.add_error("space", why_not_words(refused.reason))
            else:
                return redirect(sheet)
        status = 422
    context = {"page": page, "form": form, "places": places, "noindex": True}
    return render(request, "portal/worksheets/pages/begin.html", context, status=status)


@require_http_methods(["GET"])
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """Every sheet one can open, the last changed first."""
    found = Worksheet.objects.visible_to(request.user).select_related("space").order_by("-changed_at", "-pk")
    context = {"listing": listed(request, found), "forms_url": SimpleLazyObject(way_to_forms), "noindex": True}
    return render(request, "portal/worksheets/pages/mine.html", context)


@require_http_methods(["GET"])
@guarded(may_enter)
def of_space(request: HttpRequest, space_id: int) -> HttpResponse:
    """Every sheet of one space, the last changed first."""
    space: Space = request.space  # type: ignore[attr-defined]
    door = door_of(space)
    found = Worksheet.objects.in_space(space).select_related("space")
    context = {
        "listing": listed(request, found),
        "forms_url": SimpleLazyObject(way_to_forms),
        "space_name": door.name,
        "breadcrumbs": [
            {"title": door.name, "url": door.url or reverse("worksheets:mine")},
            {"title": _("Forms"), "url": ""},
        ],
        "noindex": True,
    }
    return render(request, "portal/worksheets/pages/mine.html", context)


@require_POST
@guarded(may_fill)
def again(request: HttpRequest, worksheet_id: int) -> HttpResponse:
    """Begin the next round of the same form in the same space, on the form as it is today."""
    assert isinstance(request.user, User)  # noqa: S101 - the guard said so; tells the type checker
    sheet: Worksheet = request.worksheet  # type: ignore[attr-defined]
    page = next(iter(live_pages(sheet.template_key)), None)
    if page is None:
        messages.error(request, why_not_words("gone"))
        return redirect(sheet)
    try:
        return redirect(begin_sheet(request.user, page, sheet.space, sheet.title))
    except NotAllowed as refused:
        messages.error(request, why_not_words(refused.reason))
        return redirect(sheet)
