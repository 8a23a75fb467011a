"""What the library shows: the list with its filters, one exercise, and one agenda with its times."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext
from wagtail.models import Page

from portal.cms.facets import Facet, Option, chips, rest_of_query, values
from portal.cms.querysets import public_pages
from portal.cms.services.languages import language_of
from portal.cms.services.links import addresses, with_addresses
from portal.gatherings.choices.meetings import GatheringKind, SlotKinds
from portal.gatherings.domain.agenda import REST, Slot, Timed, timed
from portal.gatherings.models.library import AgendaTemplatePage, ExercisePage, Opener, Purpose
from portal.gatherings.services.snapshot import agenda_of, exercises_of

PER_PAGE = 24
# Only the time of day is shown, so the day is of no matter.
ANY_DAY = date(2026, 1, 1)
AGENDAS, EXERCISES = "agendas", "exercises"
# Lists need neither; they are long.
LONG = {AgendaTemplatePage: ("parts", "before", "after"), ExercisePage: ("steps", "handouts")}
# From and to, both included; no end means «and more».
LENGTHS: dict[str, tuple[int, int | None]] = {
    "15": (0, 15),
    "30": (16, 30),
    "60": (31, 60),
    "180": (61, 180),
    "more": (181, None),
}
GROUPS: dict[str, tuple[int, int | None]] = {"5": (2, 5), "12": (6, 12), "30": (13, 30), "more": (31, None)}


# -- words -----------------------------------------------------------------------------------------------------------


def length(minutes: int | None) -> str:
    """Say how long something lasts: «45 min», «2 h 30 min»."""
    hours, rest = divmod(minutes or 0, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


def people(page: Any) -> str:
    """Say for how many it is; nothing while the page does not say."""
    least, most = page.people_from, page.people_to
    if least and most and least != most:
        return _("%(least)d–%(most)d people") % {"least": least, "most": most}
    if most or least:
        count = most or least
        if not most:
            return ngettext("%(count)d person or more", "%(count)d people or more", count) % {"count": count}
        return ngettext("%(count)d person", "%(count)d people", count) % {"count": count}
    return ""


def eyebrow(page: Any, *kinds: str) -> str:
    """Return the small line above the title: what it is, how long, for how many."""
    return " · ".join(each for each in (*kinds, length(page.minutes) if page.minutes else "", people(page)) if each)


def clock(moment: datetime) -> str:
    """Write a time of day as the language does."""
    return moment.strftime(pgettext("time of day", "%H:%M"))


# -- the list --------------------------------------------------------------------------------------------------------


def library_list(request: HttpRequest) -> dict[str, Any]:
    """Return what the list shows for the filters in the address. As many queries for many as for few."""
    query = request.GET
    facets = _facets(query)
    keys = [*_keys(AgendaTemplatePage, AGENDAS, query), *_keys(ExercisePage, EXERCISES, query)]
    shown = Paginator(keys, PER_PAGE).get_page(query.get("page"))
    groups = _groups(list(shown.object_list), request)
    taken = chips(facets, query)
    return {
        "facets": facets,
        "chips": taken,
        "groups": groups,
        "shown": shown,
        "count": len(keys),
        # A choice that nobody offers narrows too: to nothing.
        "filtered": any(values(query, facet.name) for facet in facets),
        "query": rest_of_query(query),
    }


def _keys(model: Any, show: str, query: QueryDict) -> list[tuple[str, int]]:
    """Return what the filters let through of one kind, in the order editors gave them."""
    wanted = values(query, "show")
    if wanted and show not in wanted:
        return []
    condition = _one_of("purpose", values(query, "purpose"))
    condition &= _lengths(values(query, "minutes")) & _sizes(values(query, "people"))
    if kinds := values(query, "kind"):
        # Only agendas have a kind of gathering.
        condition &= _one_of("gathering", kinds) if model is AgendaTemplatePage else Q(pk__in=[])
    found: QuerySet[Any] = model.objects.listable().filter(condition).order_by("path")
    return [(show, pk) for pk in found.values_list("pk", flat=True)]


def _one_of(name: str, wanted: list[str]) -> Q:
    return Q(**{f"{name}__in": wanted}) if wanted else Q()


def _lengths(wanted: list[str]) -> Q:
    return _any_of(wanted, LENGTHS, lambda low, high: Q(minutes__gte=low) & (Q(minutes__lte=high) if high else Q()))


def _sizes(wanted: list[str]) -> Q:
    """A group fits when some number of people is both in it and within what the page says."""
    return _any_of(
        wanted,
        GROUPS,
        lambda low, high: (
            (Q(people_to__isnull=True) | Q(people_to__gte=low)) & (Q(people_from__lte=high) if high else Q())
        ),
    )


def _any_of(wanted: list[str], spans: dict[str, tuple[int, int | None]], within: Any) -> Q:
    if not wanted:
        return Q()
    condition = Q(pk__in=[])
    for each in wanted:
        if each in spans:
            condition |= within(*spans[each])
    return condition


def _groups(keys: list[tuple[str, int]], request: HttpRequest) -> list[dict[str, Any]]:
    """Return the pages of one slice with their headings; a kind with nothing in the slice is left out."""
    groups = []
    for show, model, title in (
        (AGENDAS, AgendaTemplatePage, _("Whole agendas")),
        (EXERCISES, ExercisePage, _("Exercises")),
    ):
        ids = [pk for each, pk in keys if each == show]
        if ids:
            pages = model.objects.defer(*LONG[model]).in_bulk(ids)
            groups.append(
                {
                    "key": show,
                    "title": title,
                    "pages": with_addresses([pages[pk] for pk in ids if pk in pages], request),
                }
            )
    return groups


def _facets(query: QueryDict) -> list[Facet]:
    lengths = {
        "15": _("15 min or less"),
        "30": _("16–30 min"),
        "60": _("31–60 min"),
        "180": _("1–3 hours"),
        "more": _("more than 3 hours"),
    }
    sizes = {"5": _("2–5"), "12": _("6–12"), "30": _("13–30"), "more": _("31 or more")}
    return [
        _facet("show", _("What"), {AGENDAS: _("Whole agendas"), EXERCISES: _("Exercises")}, query),
        _facet("purpose", _("Good for"), dict(Purpose.choices), query),
        _facet("minutes", _("How long"), lengths, query),
        _facet("people", _("How many are you?"), sizes, query),
        _facet("kind", _("Kind of gathering"), dict(GatheringKind.choices), query),
    ]


def _facet(name: str, label: str, options: dict[Any, Any], query: QueryDict) -> Facet:
    chosen = set(values(query, name))
    return Facet(
        name, label, [Option(str(value), str(capfirst(text)), value in chosen) for value, text in options.items()]
    )


# -- one exercise ----------------------------------------------------------------------------------------------------


def exercise_shown(page: ExercisePage, request: HttpRequest) -> dict[str, Any]:
    """Return what the page of an exercise shows beside its own fields."""
    return {
        "length": length(page.minutes) if page.minutes else "",
        "people": people(page),
        "materials": lines(page.materials),
        "watch_for": lines(page.watch_for),
        "steps": [{"number": number, "value": block.value} for number, block in enumerate(page.steps, start=1)],
        "used_in": with_addresses(_using(page), request),
    }


def lines(text: str) -> list[str]:
    """Return what stands one thing a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _using(page: ExercisePage) -> list[Page]:
    """Return the public agendas that use the exercise, in whichever language either is written."""
    family = set(Page.objects.filter(translation_key=page.translation_key).values_list("pk", flat=True))
    agendas = AgendaTemplatePage.objects.filter(public_pages()).defer("before", "after").order_by("path")
    return [each for each in agendas if family & set(_chosen(each.parts.raw_data))]


def _chosen(parts: Iterable[Any]) -> Iterable[int]:
    """Walk the exercises of a stored agenda; read as it is stored, so that no page is fetched for it."""
    for part in parts:
        for slot in part["value"]["slots"]:
            if chosen := slot.get("value", slot).get("exercise"):
                yield chosen


# -- one agenda ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One item as it is shown. `begins` and `ends` are empty until somebody has said when the meeting starts."""

    slot: Slot
    number: int
    kind: str
    begins: str
    ends: str
    exercise: dict[str, str] | None

    @property
    def rest(self) -> bool:
        """Whether it is a break or a meal."""
        return self.slot.kind in REST

    @property
    def folded(self) -> bool:
        """Whether there is more to read for whoever leads."""
        return bool(self.slot.script or self.slot.materials or self.slot.needs)


def start_of(page: AgendaTemplatePage, request: HttpRequest) -> tuple[time | None, bool]:
    """Return when the meeting starts, and whether the address says something that is no time."""
    asked = request.GET.get("start")
    if asked is None:
        return page.usual_start, False
    chosen = typed_time(asked)
    return chosen, bool(asked.strip()) and chosen is None


def typed_time(text: str) -> time | None:
    """Understand «9», «09.00», «9:30» and «0930»."""
    found = re.fullmatch(r"\s*(\d{1,2})(?:[.:]?(\d{2}))?\s*", text[:20], re.ASCII)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def agenda_shown(page: AgendaTemplatePage, request: HttpRequest) -> dict[str, Any]:
    """Return the agenda with its times."""
    start, wrong = start_of(page, request)
    agenda = agenda_of(page)
    moments = timed(agenda, datetime.combine(ANY_DAY, start or time(), UTC))
    ways = _ways(page, request)
    shown = {each.slot.key: _line(each, ways, with_times=start is not None) for each in moments}
    return {
        "length": length(agenda.minutes),
        "people": people(page),
        "focus": focus(page),
        "begins": clock(moments[0].begins) if start and moments else "",
        "ends": clock(moments[-1].ends) if start and moments else "",
        "wrong_start": wrong,
        "typed": request.GET.get("start", "")[:20],
        "parts": [
            {
                "key": part.key,
                "title": part.title,
                "length": length(sum(slot.minutes for slot in part.slots)),
                "lines": [shown[slot.key] for slot in part.slots],
            }
            for part in agenda.parts
        ],
    }


def focus(page: AgendaTemplatePage) -> str:
    """Return the whole focus question, its beginning in the language of the page."""
    if not page.focus_question:
        return ""
    if not page.focus_opener:
        return page.focus_question
    with override(language_of(page.alias_of or page)):
        return f"{str(Opener(page.focus_opener).label).removesuffix('…')}{page.focus_question}"


def _ways(page: AgendaTemplatePage, request: HttpRequest) -> dict[str, dict[str, str]]:
    """Return title and address of the exercise of each item; one that is not out is not told of."""
    exercises = {key: each for key, each in exercises_of(page).items() if each.live}
    urls = addresses({each.pk: each for each in exercises.values()}.values(), request)
    return {key: {"title": each.title, "url": urls[each.pk]} for key, each in exercises.items()}


def _line(each: Timed, ways: dict[str, dict[str, str]], *, with_times: bool) -> Line:
    return Line(
        slot=each.slot,
        number=each.number,
        kind=str(SlotKinds(each.slot.kind.value).label),
        begins=clock(each.begins) if with_times else "",
        ends=clock(each.ends) if with_times else "",
        exercise=ways.get(each.slot.key),
    )
