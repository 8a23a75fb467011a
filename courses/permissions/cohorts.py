"""Who may do what with runs of courses. The guards load the run once and leave it on the request.

Who runs it is a member of its space (facilitator or advisor); who takes part holds a seat. A run that is open to
everybody is read by everybody who is signed in, as far as is needed to sign up; one for an organisation's own people by
them.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from courses.models import Cohort, FollowUp
from courses.querysets import LEAD_COHORTS
from portal.accounts.models import Membership, Organisation
from portal.accounts.roles import Role
from portal.gatherings.choices.seats import Joining
from portal.gatherings.domain.seats import GONE, SeatState
from portal.gatherings.models import Seat
from portal.gatherings.permissions import is_own
from portal.kernel.decisions import Decision, allow, deny
from portal.spaces.permissions import roles_in

OPENERS = (Role.FACILITATOR, Role.ADVISOR, Role.KE, Role.ORGANISATION_ADMIN)
"""Roles in an organisation that may plan a run on its behalf (decision 0020)."""


def organisations_opened_for(person: Any) -> list[Organisation]:
    """Return the organisations on whose behalf the person may plan a run, by name."""
    held = Membership.objects.current().filter(person=person, role__in=OPENERS)
    return list(Organisation.objects.filter(pk__in=held.values("organisation")).order_by("name", "pk"))


def may_plan_cohorts(request: HttpRequest, **_more: Any) -> Decision:
    """Guard: may this person plan a run for some organisation?"""
    if not request.user.is_authenticated:
        return deny("signed_out")
    held = Membership.objects.current().filter(person=request.user, role__in=OPENERS)
    return allow("opener") if held.exists() else deny("no_such_role")


def _load(request: HttpRequest, cohort_id: int) -> Cohort | None:
    if not request.user.is_authenticated:
        return None
    rows = Cohort.objects.select_related("space", "seating", "organisation")
    cohort: Cohort | None = rows.filter(pk=cohort_id).first()
    if cohort is None:
        return None
    request.cohort = cohort  # type: ignore[attr-defined]
    roles = roles_in(request.user, cohort.space)
    request.leads_cohort = bool(roles & set(LEAD_COHORTS))  # type: ignore[attr-defined]
    request.cohort_seat = _seat(request, cohort)  # type: ignore[attr-defined]
    return cohort


def _seat(request: HttpRequest, cohort: Cohort) -> Seat | None:
    rows = Seat.objects.of(request.user).filter(seating_id=cohort.seating_id)  # type: ignore[arg-type]
    found: Seat | None = rows.exclude(state=SeatState.DECLINED).first()
    return found


def may_see_cohort(request: HttpRequest, cohort_id: int) -> Decision:
    """Guard: may this person read the run's page?"""
    cohort = _load(request, cohort_id)
    if cohort is None:
        return deny("missing")
    if request.leads_cohort:  # type: ignore[attr-defined]
        return allow("leads")
    if cohort.opened_at is None:
        return deny("planned_by_others")
    if request.cohort_seat is not None:  # type: ignore[attr-defined]
        return allow("seat")
    if cohort.seating.joining == Joining.OPEN:
        return allow("open_to_all")
    own = cohort.seating.joining == Joining.OWN_PEOPLE and is_own(request.user, cohort.seating)
    return allow("own_people") if own else deny("no_seat")


def may_lead_cohort(request: HttpRequest, cohort_id: int, **_more: Any) -> Decision:
    """Guard: does this person run it?"""
    cohort = _load(request, cohort_id)
    leads = cohort is not None and request.leads_cohort  # type: ignore[attr-defined]
    return allow("leads") if leads else deny("not_a_facilitator")


def may_take_part(request: HttpRequest, cohort_id: int) -> Decision:
    """Guard: does this person hold a seat in a run that is open, or run it?"""
    cohort = _load(request, cohort_id)
    if cohort is None:
        return deny("missing")
    if request.leads_cohort:  # type: ignore[attr-defined]
        return allow("leads")
    seat = request.cohort_seat  # type: ignore[attr-defined]
    comes = seat is not None and seat.state == SeatState.CONFIRMED
    return allow("seat") if comes and cohort.opened_at is not None else deny("no_seat")


def owns_follow_up(request: HttpRequest, follow_up_id: int) -> Decision:
    """Guard: is it this person who is asked? Nobody else opens it; what is shared stands with the run."""
    if not request.user.is_authenticated:
        return deny("signed_out")
    rows = FollowUp.objects.select_related("cohort__space", "seat").filter(pk=follow_up_id, seat__person=request.user)
    found = rows.exclude(seat__state__in=GONE).first()
    request.follow_up = found  # type: ignore[attr-defined]
    return allow("asked") if found is not None else deny("missing")
