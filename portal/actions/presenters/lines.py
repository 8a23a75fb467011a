"""Actions and decisions as lines of a list, the heaps of «my tasks», and the panel that other rooms show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.actions.domain.when import When, when
from portal.actions.models import Action, Decision
from portal.actions.origins import Origin, add_address, in_language
from portal.actions.permissions import can_see, can_tick, can_write
from portal.actions.presenters.words import due_words, lang_attribute, place_of, who_words
from portal.spaces.doors import Door
from portal.spaces.models import Space

OPEN, DONE, DROPPED = "open", "done", "dropped"


@dataclass(frozen=True, slots=True)
class Source:
    """Where something came from, as a link; `url` may be empty."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One action in a list. `gone`: who was to do it does not come in here any more. `place` only where many meet."""

    what: str
    own: SafeString
    url: str
    state: str
    who: str
    gone: bool
    due: str
    overdue: bool
    done_at: datetime | None
    done_by: str
    reason: str
    source: Source | None
    tick_url: str
    place: Door | None = None


@dataclass(frozen=True, slots=True)
class Heap:
    """Some lines under a heading."""

    key: str
    title: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Panel:
    """What templates/portal/actions/parts/list.html shows."""

    title: str
    lines: list[Line]
    more: int
    add_url: str
    all_url: str


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom the lines are made: what may be ticked, and what day it is. `people`: who comes into the space."""

    user: User | AnonymousUser
    roles: set[Role]
    today: date
    people: frozenset[int] | None = None


def source_of(row: Action | Decision) -> Source | None:
    """Where it came from; None when nobody has said."""
    if not row.origin_label:
        return None
    return Source(row.origin_label, in_language(row.origin_url))


def line_of(action: Action, reader: Reader, place: Door | None = None) -> Line:
    """One action as a line."""
    state = DONE if action.done_at else DROPPED if action.dropped_at else OPEN
    name = "reopen" if action.done_at else "finish"
    may = state != DROPPED and can_tick(reader.user, reader.roles, action).allowed
    left = reader.people is not None and action.responsible_id is not None
    return Line(
        what=action.what,
        own=lang_attribute(action.language),
        url=action.get_absolute_url(),
        state=state,
        who=who_words(action),
        gone=state == OPEN and left and action.responsible_id not in (reader.people or ()),
        due=due_words(action.due, reader.today) if state == OPEN else "",
        overdue=state == OPEN and when(action.due, reader.today) is When.OVERDUE,
        done_at=action.done_at or action.dropped_at,
        done_by=str((action.done_by if action.done_at else action.dropped_by) or ""),
        reason=action.dropped_reason,
        source=source_of(action),
        tick_url=reverse(f"actions:{name}", args=[action.space_id, action.pk]) if may else "",
        place=place,
    )


def lines_of(actions: Iterable[Action], reader: Reader) -> list[Line]:
    """Actions of one space as lines."""
    return [line_of(each, reader) for each in actions]


def heaps(actions: Iterable[Action], user: User) -> list[Heap]:
    """A person's own open actions by when they are due, empty heaps left out. The spaces must have been read along."""
    reader = Reader(user, set(Role), timezone.localdate())
    titles = {
        When.OVERDUE: _("Overdue"),
        When.THIS_WEEK: _("This week"),
        When.LATER: pgettext("due", "Later"),
        When.UNDATED: _("Without a date"),
    }
    found: dict[When, list[Line]] = {heap: [] for heap in titles}
    for each in actions:
        found[when(each.due, reader.today)].append(line_of(each, reader, place_of(each.space)))
    return [Heap(heap.value, titles[heap], lines) for heap, lines in found.items() if lines]


def done_lines(actions: Iterable[Action], user: User) -> list[Line]:
    """What was a person's to do and has been done lately. By whom is said where it was somebody else."""
    reader = Reader(user, set(Role), timezone.localdate())
    lines = []
    for each in actions:
        line = line_of(each, reader, place_of(each.space))
        lines.append(replace(line, done_by="") if each.done_by_id == user.pk else line)
    return lines


def panel_of(
    user: User | AnonymousUser,
    space: Space,
    roles: set[Role],
    *,
    title: str = "",
    origin: Origin | None = None,
    what: str = "",
    most: int = 5,
) -> Panel:
    """What is open in the space (what came from `origin`, done or not, when that is given), for a page of another room.

    `what` is proposed in the form behind «add»; who does not come in to the space is not led there. One query for the
    rows and one for their number.
    """
    rows = Action.objects.in_space(space).with_people().select_related("space").by_due()
    rows = rows.from_origin(origin.kind, origin.id) if origin is not None else rows.open()
    shown = list(rows[: most + 1])
    more = rows.count() - most if len(shown) > most else 0
    add = add_address(space, what, origin.one_of_many() if origin else None)
    return Panel(
        title=title or pgettext("agreed", "Actions"),
        lines=lines_of(shown[:most], Reader(user, roles, timezone.localdate())),
        more=more,
        add_url=add if can_write(roles, space) else "",
        all_url=reverse("actions:space", args=[space.pk]) if can_see(roles) else "",
    )
