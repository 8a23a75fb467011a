"""Invite one or fifty: paste, look at each row, then send. Nothing goes out before the second button."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.domain.pasted import Row
from portal.accounts.forms import InviteForm
from portal.accounts.models import Invitation, Organisation
from portal.accounts.permissions import can_grant, grantable_roles
from portal.accounts.presenters import organisation_crumbs, row_lines
from portal.accounts.roles import Role
from portal.accounts.services import invitations as service
from portal.accounts.services.organisations import has_administrator
from portal.accounts.views.organisations import find, may_administer
from portal.security.guards import guarded
from portal.security.ratelimit import limited, too_many

# Letters one person may have sent in a day: three full lists.
LETTERS_A_DAY = 600
DAY = 24 * 3600


@guarded(may_administer)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form, the preview with every problem, and send what was confirmed."""
    organisation = find(slug)
    roles = grantable_roles(request.user, organisation)  # type: ignore[arg-type]
    # Somebody must look after a new organisation before anybody else is asked in.
    first = Role.COORDINATOR if has_administrator(organisation) else Role.ORGANISATION_ADMIN
    form = InviteForm(request.POST or None, roles=roles, initial={"role": str(first)})
    rows: list[Row] = []
    if request.method == "POST" and form.is_valid():
        rows = service.check(
            request.user,  # type: ignore[arg-type]
            organisation,
            form.cleaned_data["people"],
            Role(form.cleaned_data["role"]),
        )
        if request.POST.get("step") == "send" and any(row.ok for row in rows):
            return _send(request, organisation, form, rows)
        if not rows:
            form.add_error("people", _("No lines were found. Write one person a line."))
    context = {
        "organisation": organisation,
        "breadcrumbs": organisation_crumbs(organisation, _("Invite people")),
        "form": form,
        "rows": row_lines(rows),
        "ready": [row for row in rows if row.ok],
        "wrong": [row for row in rows if not row.ok],
        "roles": roles,
        "noindex": True,
    }
    return render(request, "portal/accounts/pages/invite.html", context)


def _send(request: HttpRequest, organisation: Organisation, form: InviteForm, rows: list[Row]) -> HttpResponse:
    for _row in [row for row in rows if row.ok]:
        if not limited(f"invite:{request.user.pk}", LETTERS_A_DAY, DAY):
            return too_many(request, DAY)
    sent = service.send_all(request.user, organisation, rows)  # type: ignore[arg-type]
    messages.success(
        request,
        ngettext("%(count)s invitation is on its way.", "%(count)s invitations are on their way.", len(sent))
        % {"count": len(sent)},
    )
    left = [row for row in rows if not row.ok]
    # Counted as the field shows them now: what was sent is gone from it.
    for number, row in enumerate(left, start=1):
        row.number = number
    if not left:
        return redirect("accounts:organisation", slug=organisation.slug)
    again = InviteForm(
        initial={"people": "\n".join(row.text for row in left), "role": form.cleaned_data["role"]},
        roles=grantable_roles(request.user, organisation),  # type: ignore[arg-type]
    )
    context = {
        "organisation": organisation,
        "breadcrumbs": organisation_crumbs(organisation, _("Invite people")),
        "form": again,
        "rows": row_lines(left),
        "ready": [],
        "wrong": left,
        "sent": len(sent),
        "noindex": True,
    }
    return render(request, "portal/accounts/pages/invite.html", context)


def _open_invitation(request: HttpRequest, slug: str, invitation_id: int) -> Invitation:
    invitation = Invitation.objects.open().filter(pk=invitation_id, organisation=find(slug)).first()
    if invitation is None or not can_grant(
        request.user,  # type: ignore[arg-type]
        invitation.organisation,
        Role(invitation.role),
    ):
        raise Http404
    return invitation


@guarded(may_administer)
@require_POST
def resend(request: HttpRequest, slug: str, invitation_id: int) -> HttpResponse:
    """Send the letter again."""
    invitation = _open_invitation(request, slug, invitation_id)
    if not limited(f"invite:{request.user.pk}", LETTERS_A_DAY, DAY):
        return too_many(request, DAY)
    if service.resend(request.user, invitation):  # type: ignore[arg-type]
        messages.success(request, _("The letter to %(email)s was sent again.") % {"email": invitation.email})
    return redirect("accounts:organisation", slug=slug)


@guarded(may_administer)
@require_POST
def withdraw(request: HttpRequest, slug: str, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = _open_invitation(request, slug, invitation_id)
    if service.withdraw(request.user, invitation):  # type: ignore[arg-type]
        messages.success(request, _("The invitation to %(email)s is withdrawn.") % {"email": invitation.email})
    return redirect("accounts:organisation", slug=slug)
