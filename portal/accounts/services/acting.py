"""Which hat a person wears: for whom they act. Somebody with one membership wears it; somebody with none wears none."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import Membership, User
from portal.kernel.decisions import Decision, allow, deny
from portal.security import audit


def hats(user: User | AnonymousUser) -> list[Membership]:
    """Return the memberships that hold today, with their organisations."""
    if not user.is_authenticated:
        return []
    # Asked on every page of theirs. A person has few; putting the days into the question costs more than reading all.
    return [hat for hat in Membership.objects.of(user) if hat.is_current]


def worn(user: User | AnonymousUser, among: list[Membership] | None = None) -> Membership | None:
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
