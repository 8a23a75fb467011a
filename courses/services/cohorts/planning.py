"""Planning a run of a course: its meetings and days set together, opened, and closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from courses.domain.cohorts import proposed
from courses.models import Cohort, CoursePage, GatheringStepPage
from courses.services.outline import Outline, outline_of
from portal.accounts.models import Organisation, User
from portal.accounts.roles import Role
from portal.gatherings.choices.meetings import GatheringKind, Stage
from portal.gatherings.domain.agenda import Agenda
from portal.gatherings.models import AgendaTemplatePage, Gathering, Seating, Share
from portal.gatherings.services import meetings
from portal.gatherings.services.seating import configure
from portal.gatherings.services.templates import Beginning, agenda_from
from portal.kernel.clock import from_oslo, oslo_date, to_oslo
from portal.security import audit
from portal.security.modelfields import identity_override
from portal.spaces.models import Space, SpaceKind, SpaceMember


class DatesChanged(Exception):
    """Somebody else has changed one of the meetings since the form was opened."""


@dataclass(frozen=True, slots=True)
class Seats:
    """What the list of participants asks for: a peer consultant there, a leader's yes from whoever signs up."""

    wants_peer: bool = False
    needs_leader_yes: bool = False


@dataclass(frozen=True, slots=True)
class Invited:
    """What the list of participants begins with: how many seats, who may come, and organisations with a seat each."""

    organisations: Sequence[Organisation]
    joining: str
    most: int | None = None
    seats: Seats = Seats()


@dataclass(frozen=True, slots=True)
class Where:
    """When the first meeting is, and where they all are until somebody says otherwise."""

    first: date
    at: time
    place: str = ""
    address: str = ""


def courses_with_meetings(language: str) -> list[Outline]:
    """Return the published courses in which people meet, by title."""
    keys = CoursePage.objects.listable().values_list("translation_key", flat=True)
    found = [outline_of(key, language) for key in dict.fromkeys(keys)]
    return sorted((each for each in found if each is not None and meeting_steps(each)), key=lambda each: each.title)


def meeting_steps(outline: Outline) -> list[UUID]:
    """Return the steps of a course in which people meet, in order."""
    return [info.key for info in outline.infos if info.kind == "gathering"]


def start(
    actor: User,
    organisation: Organisation,
    outline: Outline,
    values: Mapping[str, Any],
    where: Where,
    invited: Invited,
    *,
    form_key: UUID | None = None,
    went_past_guard: bool = False,
) -> Cohort:
    """Plan a run: its space, its list of participants, and a draft of each meeting on a proposed day.

    The same form sent twice gives the run that was made the first time. Who may is asked by the caller.
    """
    before = _made(actor, form_key)
    if before is not None:
        return before
    try:
        with transaction.atomic(), identity_override(went_past_guard):
            space = Space.objects.create(kind=SpaceKind.COHORT)
            SpaceMember.objects.create(space=space, person=actor, role=Role.FACILITATOR, acting_for=organisation)
            cohort = Cohort.objects.create(
                space=space,
                seating=_seating(space, organisation, invited),
                course_key=outline.key,
                organisation=organisation,
                form_key=form_key,
                created_by=actor,
                changed_by=actor,
                **values,
            )
            _plan_meetings(actor, cohort, outline, where)
            _note(actor, "planned", cohort, went_past_guard)
            return cohort
    except IntegrityError:  # Two at the same moment: the other one was first.
        before = _made(actor, form_key)
        if before is None:
            raise
        return before


def _made(actor: User, form_key: UUID | None) -> Cohort | None:
    if form_key is None:
        return None
    found: Cohort | None = Cohort.objects.filter(created_by=actor, form_key=form_key).first()
    return found


def _seating(space: Space, organisation: Organisation, invited: Invited) -> Seating:
    seating: Seating = Seating.objects.create(
        space=space,
        organisation=organisation,
        joining=invited.joining,
        most=invited.most,
        **_asked_for([], invited.seats),
    )
    # Everybody who is talked about has somebody there: one seat is kept for each of them (S70).
    Share.objects.bulk_create(Share(seating=seating, organisation=each, least=1) for each in invited.organisations)
    return seating


def _asked_for(roles: Sequence[str], wanted: Seats) -> dict[str, Any]:
    """The columns of a list of participants, among the other `roles` that must be there."""
    peer = Role.PEER_CONSULTANT.value
    others = [each for each in roles if each != peer]
    return {
        "needed_roles": [*others, peer] if wanted.wants_peer else others,
        "needs_leader_yes": wanted.needs_leader_yes,
    }


def _plan_meetings(actor: User, cohort: Cohort, outline: Outline, where: Where) -> None:
    pages = step_pages(outline)
    days = proposed(where.first, [page.weeks_after for page in pages[1:]])
    for page, each in zip(pages, days, strict=False):
        begin = _beginning(page)
        values = {
            "kind": begin.kind if begin.key else GatheringKind.COURSE,
            "title": page.title,
            "purpose": page.summary,
            "starts_at": from_oslo(each.day, where.at),
            "minutes": max(page.minutes, 5),
            "place": where.place,
            "address": where.address,
        }
        gathering = meetings.plan(
            actor,
            cohort.space,
            values,
            agenda=begin.agenda,
            template_key=begin.key,
            step_key=page.translation_key,
        )
        Gathering.objects.filter(pk=gathering.pk).update(seating=cohort.seating)


def step_pages(outline: Outline) -> list[GatheringStepPage]:
    """Return the pages of the steps in which people meet, in order and in the reader's language. One query."""
    keys = meeting_steps(outline)
    pages = GatheringStepPage.objects.listable().filter(translation_key__in=keys).select_related("agenda")
    found = {page.translation_key: page for page in pages.defer_streamfields()}
    return [found[key] for key in keys if key in found]


def _beginning(page: GatheringStepPage) -> Beginning:
    agenda: AgendaTemplatePage | None = page.agenda
    return agenda_from(str(agenda.translation_key)) if agenda is not None else Beginning(None, Agenda())


def meetings_of(cohort: Cohort) -> list[Gathering]:
    """Return the meetings of a run by date, those called off too."""
    return list(Gathering.objects.filter(seating_id=cohort.seating_id).order_by("starts_at", "pk"))


def change(
    actor: User, cohort: Cohort, expected: int, values: dict[str, Any], wanted: Seats, *, went_past_guard: bool = False
) -> Cohort | None:
    """Write `values` over version `expected`, and what is `wanted` of its list of participants.

    None when it was written; else the run as somebody else saved it.
    """
    with transaction.atomic(), identity_override(went_past_guard):
        if cohort.save_version(expected, **values, changed_by=actor, changed_at=timezone.now()):
            seating = Seating.objects.select_for_update().get(pk=cohort.seating_id)
            asked_for = _asked_for(seating.needed_roles, wanted)
            if any(getattr(seating, name) != value for name, value in asked_for.items()):
                configure(actor, seating, seating.version, asked_for)
            _note(actor, "changed", cohort, went_past_guard, fields=sorted(values))
            return None
    current: Cohort = Cohort.objects.select_related("space", "seating", "changed_by").get(pk=cohort.pk)
    return current


def set_dates(actor: User, cohort: Cohort, wanted: Mapping[int, tuple[int, datetime]]) -> int:
    """Move meetings, all or none: `wanted` is version and moment by meeting. Returns how many moved.

    Only those of this run that have not begun and are not called off. Raises DatesChanged.
    """
    moved = 0
    with transaction.atomic():
        for gathering in movable(cohort, timezone.now()):
            version, starts_at = wanted.get(gathering.pk, (gathering.version, gathering.starts_at))
            if starts_at == gathering.starts_at:
                continue
            if meetings.change(actor, gathering, version, {"starts_at": starts_at}) is not None:
                raise DatesChanged
            moved += 1
        if moved:
            _note(actor, "moved", cohort, number=moved)
    return moved


def movable(cohort: Cohort, now: datetime) -> list[Gathering]:
    """Return the meetings that still can be moved: not begun, not called off."""
    return [each for each in meetings_of(cohort) if each.starts_at > now and not each.is_cancelled]


def days_of(gatherings: Sequence[Gathering]) -> list[date]:
    """Return the Norwegian days on which meetings begin."""
    return [oslo_date(each.starts_at) for each in gatherings]


def clock_of(gathering: Gathering) -> time:
    """Return the time of the Norwegian day at which it begins."""
    return to_oslo(gathering.starts_at).time().replace(second=0, microsecond=0)


def open_up(actor: User, cohort: Cohort) -> bool:
    """Announce all meetings that are still drafts, and let people in. False when nothing was left to do."""
    with transaction.atomic():
        drafts = [each for each in meetings_of(cohort) if each.stage == Stage.DRAFT]
        new = Cohort.objects.filter(pk=cohort.pk, opened_at__isnull=True).update(opened_at=timezone.now())
        if not new and not drafts:
            return False
        for gathering in drafts:
            meetings.announce(actor, gathering)
        _note(actor, "opened", cohort, number=len(drafts))
    cohort.refresh_from_db()
    return True


def set_closed(actor: User, cohort: Cohort, closed: bool) -> bool:
    """Say that the run is over, or open it again. False when it was so already. Nothing in it is taken away."""
    with transaction.atomic():
        rows = Cohort.objects.filter(pk=cohort.pk, closed_at__isnull=closed)
        if not rows.update(closed_at=timezone.now() if closed else None):
            return False
        _note(actor, "closed" if closed else "reopened", cohort)
    cohort.refresh_from_db()
    return True


def language_of_course(cohort: Cohort) -> str:
    """Return the language in which the run's course is looked up: the reader's."""
    return translation.get_language() or cohort.language


def outline_for(cohort: Cohort) -> Outline | None:
    """Return the course of the run, in the reader's language; nothing when it is published no more."""
    return outline_of(cohort.course_key, language_of_course(cohort))


def _note(actor: User, act: str, cohort: Cohort, went_past_guard: bool = False, **details: Any) -> None:
    audit.record(actor, f"cohort.{act}", cohort, space_id=cohort.space_id, **details)
    if went_past_guard:
        audit.record(actor, "identity_guard.overridden", cohort, space_id=cohort.space_id)
