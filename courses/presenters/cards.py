"""*Continue*, and the cards of *My page*."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from courses.domain import progress
from courses.domain.progress import Records, Remaining
from courses.domain.repeating import Due, Repetition, repetition
from courses.models import Certificate, CourseCompletion, CoursePage, Enrolment, StepProgress
from courses.permissions.learning import COURSE_LEADERS, FOLLOWERS
from courses.presenters.durations import about_left
from courses.services.outline import Outline, outline_of
from courses.services.waiting import closed_in
from portal.accounts.roles import Role
from portal.accounts.services.acting import hats_of
from portal.cms.mypage import Card, Progress
from portal.kernel.clock import oslo_date, system_clock


@dataclass(frozen=True, slots=True)
class ContinueCard:
    """*Continue*: where one left, in the language one reads."""

    course: str
    step: str
    url: str
    fresh: bool
    left: Remaining
    course_url: str


def continue_card(user: Any, language: str | None = None, request: HttpRequest | None = None) -> ContinueCard | None:
    """Return where the person goes on in the course they were in last; nothing when no course is under way."""
    return continued(list(Enrolment.objects.of(user).values_list("course_key", flat=True)), user, language, request)


def continued(
    keys: list[UUID], user: Any, language: str | None = None, request: HttpRequest | None = None
) -> ContinueCard | None:
    """Return the same for courses that are known already, the latest start first."""
    if not keys:
        return None
    reading = language or get_language() or "nb"
    outlines = [outline for key in keys if (outline := outline_of(key, reading, request)) is not None]
    records = StepProgress.objects.of(user).records(step.key for each in outlines for step in each.steps)

    def latest(outline: Outline) -> float:
        touched = [records[step.key].touched_at.timestamp() for step in outline.steps if step.key in records]
        return max(touched, default=0.0)

    ranked = sorted(outlines, key=lambda each: (-latest(each), keys.index(each.key)))
    cards = (card_of(outline, records) for outline in ranked)
    return next((card for card in cards if card is not None), None)


def my_page_cards(request: HttpRequest) -> list[Card]:
    """Return the course to go on with, for *My page*; else the courses that are done; else where to begin."""
    keys = list(Enrolment.objects.of(request.user).values_list("course_key", flat=True))
    if not keys:
        return _first_course_cards(request)
    card = continued(keys, request.user, request=request)
    if card is None:
        return _finished_cards(request, keys)
    left = card.left
    done = ngettext("%(done)d of %(total)d step", "%(done)d of %(total)d steps", left.total)
    return [
        Card(
            title=card.step,
            text=about_left(left.minutes),
            url=card.url,
            action=_("Start") if card.fresh else _("Continue"),
            progress=Progress(done % {"done": left.done, "total": left.total}, left.done, left.total),
            eyebrow=card.course,
            rank=10,
        )
    ]


def _finished_cards(request: HttpRequest, keys: list[UUID]) -> list[Card]:
    """Return the courses that the person has done to the end: due again, or with the way to its certificate."""
    outlines = [each for key in keys if (each := outline_of(key, get_language() or "nb", request)) is not None]
    held = Certificate.objects.of(request.user).values_list("course_key", "subject_key", "code")
    codes = {subject: code for _course, subject, code in held}
    due = _due_again(request.user, outlines)
    return [
        _again_card(outline, due[outline.key]) if outline.key in due else _finished_card(outline, codes)
        for outline in outlines
        if outline.steps
    ]


def _due_again(user: Any, outlines: list[Outline]) -> dict[UUID, Repetition]:
    """Return which of these courses are due soon, or over. One query, and none where nothing is repeated."""
    repeated = {outline.key: outline.repeat_months for outline in outlines if outline.repeat_months}
    today = oslo_date(system_clock())
    found = {}
    for (_who, key), last in CourseCompletion.objects.latest_of([user.pk] if repeated else []).items():
        again = repetition(oslo_date(last), repeated.get(key), today)
        if again is not None and again.state is not Due.LATER:
            found[key] = again
    return found


def _again_card(outline: Outline, again: Repetition) -> Card:
    """Lead to the course, where one begins once more."""
    day = date_format(again.on, "DATE_FORMAT")
    text = _("It was due again by %(day)s") if again.state is Due.OVER else _("It is due again by %(day)s")
    return Card(
        title=outline.title,
        text=text % {"day": day},
        url=outline.url,
        action=_("Take it again"),
        eyebrow=_("Course"),
        rank=45,
    )


def first_course(request: HttpRequest) -> Outline | None:
    """Return the first course of the list, in the reader's language: where somebody begins who has taken none."""
    key = CoursePage.objects.listable().order_by("path").values_list("translation_key", flat=True).first()
    return outline_of(key, get_language() or "nb", request) if key else None


def _first_course_cards(request: HttpRequest) -> list[Card]:
    """Show coordinators who have begun on nothing where to begin."""
    coordinates = any(hat.role == Role.COORDINATOR for hat in hats_of(request))
    outline = first_course(request) if coordinates else None
    if outline is None:
        return []
    return [
        Card(
            title=outline.title,
            text=_("Take it a little at a time. You go on where you left, on any device."),
            url=outline.url,
            action=_("See the course"),
            eyebrow=_("For you who coordinate"),
            rank=10,
        )
    ]


def _finished_card(outline: Outline, codes: dict[UUID, str]) -> Card:
    """Lead straight to where the first certificate that is not yet made is made, else to the one that is there."""
    modules = [module for module in outline.modules if module.steps]
    lacking = next((module for module in modules if module.key not in codes), None)
    if lacking is not None:
        url, action = reverse("courses:certificate_request", args=[lacking.key]), _("Get your certificate")
    elif len(modules) == 1:
        url, action = reverse("courses:certificate", args=[codes[modules[0].key]]), _("See your certificate")
    else:
        url, action = outline.url, _("See your certificates")
    return Card(
        title=outline.title,
        text=_("You have done everything in this course"),
        url=url,
        action=action,
        eyebrow=_("Course"),
        rank=60,
    )


_FOLLOW = gettext_lazy("Who has completed what, and what is due again.")
_LEAD = gettext_lazy("Decide about steps, and read what was shared.")


def organisation_cards(request: HttpRequest) -> list[Card]:
    """Return the ways to learning in one's organisations, for those who follow it up or lead courses there."""
    places: dict[str, tuple[str, set[str]]] = {}
    for hat in hats_of(request):
        if hat.role in {*FOLLOWERS, *COURSE_LEADERS}:
            places.setdefault(hat.slug, (hat.organisation, set()))[1].add(hat.role)
    cards = []
    for slug, (organisation, roles) in places.items():
        follows = not roles.isdisjoint(FOLLOWERS)
        cards.append(
            Card(
                title=_("Learning in %(organisation)s") % {"organisation": organisation},
                text=str(_FOLLOW if follows else _LEAD),
                url=reverse("courses:organisation" if follows else "courses:lead", args=[slug]),
                action=_("See it"),
                rank=70,
            )
        )
    return cards


def anchor(url: str, block_id: UUID | str | None) -> str:
    """Return the address of a block in a step."""
    return f"{url}#b-{block_id}" if block_id else url


def card_of(outline: Outline, records: Records | None) -> ContinueCard | None:
    """Return where to go on in one course; nothing when all is done."""
    steps = outline.steps
    target = progress.resume(steps, records or {}, closed_in(outline, records))
    info = outline.step(target.key) if target else None
    if target is None or info is None:
        return None
    return ContinueCard(
        course=outline.title,
        step=info.title,
        url=anchor(info.url, target.position),
        fresh=target.fresh,
        left=progress.remaining(steps, records or {}),
        course_url=outline.url,
    )
