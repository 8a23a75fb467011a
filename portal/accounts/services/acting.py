"""Which hat a person wears: for whom they act. Somebody with one membership wears it; somebody with none wears none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.accounts.models import Membership, User
from portal.accounts.roles import Role
from portal.kernel.choices import label_of
from portal.kernel.decisions import Decision, allow, deny
from portal.prepared import Prepared
from portal.security import audit

# Asked on every page of somebody who is signed in.
_MEMBERSHIPS = Prepared(
    lambda person: Membership.objects.filter(person_id=person).annotate(
        organisation_name=F("organisation__name"), organisation_slug=F("organisation__slug")
    ),
    int,
)


@dataclass(frozen=True, slots=True)
class Hat:
    """A membership as the frame of a page shows it: its id, whom it is for, as what, and its last day."""

    pk: int
    role: str
    ends_on: date | None
    organisation: str
    slug: str
    organisation_id: int

    @property
    def role_name(self) -> str:
        """The role in the reader's language."""
        return label_of(Role, self.role)

    @property
    def note(self) -> SafeString:
        """Say that this is the hat one wears."""
        words = _("You act for <strong>%(organisation)s</strong> as %(role)s")
        places = words % {"organisation": "{organisation}", "role": "{role}"}
        return format_html(places, organisation=self.organisation, role=self.role_name)

    @property
    def offer(self) -> str:
        """Offer to put it on."""
        return _("Act for %(organisation)s as %(role)s") % {"organisation": self.organisation, "role": self.role_name}


def hats(user: User | AnonymousUser) -> list[Hat]:
    """Return the memberships that hold today, with their organisations."""
    if not user.is_authenticated:
        return []
    # A person has few; putting the days into the question costs more than reading all.
    return [
        Hat(each.pk, each.role, each.ends_on, each.organisation_name, each.organisation_slug, each.organisation_id)
        for each in _MEMBERSHIPS(user.pk)
        if each.is_current
    ]


def hats_of(request: HttpRequest) -> list[Hat]:
    """Return the hats of whoever sent the request; asked once, however many parts of a page want to know."""
    found: list[Hat] | None = getattr(request, "_hats", None)
    if found is None:
        found = hats(request.user)
        request._hats = found  # type: ignore[attr-defined]
    return found


def worn(user: User | AnonymousUser, among: list[Hat] | None = None) -> Hat | None:
    """Return the membership the person acts in: the one they chose while it holds, else the first; None without any.

    Give `among` when the hats are at hand already, to spare a query.
    """
    mine = hats(user) if among is None else among
    chosen = getattr(user, "acting_as_id", None)
    return next((hat for hat in mine if hat.pk == chosen), mine[0] if mine else None)


def act_as(user: User, membership_id: int) -> Decision:
    """Put on a hat. Only one's own that holds today; anything else is `not_yours`."""
    membership = Membership.objects.of(user).current().filter(pk=membership_id).first()
    if membership is None:
        return deny("not_yours")
    if user.acting_as_id != membership.pk:
        user.acting_as = membership
        user.save(update_fields=["acting_as"])
        audit.record(user, "person.acts_as", membership)
    return allow()
