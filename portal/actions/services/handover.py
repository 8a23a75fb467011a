"""When somebody leaves an organisation: the open actions they were to do on its behalf go on to others.

Only what lies in the organisation's own space, and in spaces where they have a place on its behalf alone. Whoever has
another place there besides stays, and keeps what is theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import ngettext, pgettext_lazy
from django_tasks import task

from portal.accounts.models import Organisation, User
from portal.actions.models import Action
from portal.actions.querysets import people_in
from portal.security import audit
from portal.spaces.handover import Holding, name_of
from portal.spaces.models import Space, SpaceKind, SpaceMember
from portal.spaces.querysets import owners_of_spaces


def holdings(person: User, organisation: Organisation) -> Iterator[Holding]:
    """One holding a space: as many questions as places, however many actions there are."""
    waiting = _waiting(person, organisation)
    if not waiting:
        return
    inside = _inside(waiting)
    for space in Space.objects.filter(pk__in=waiting).select_related(*owners_of_spaces()).order_by("pk"):
        yield Holding(
            key=f"actions-{space.pk}",
            title=name_of(space),
            role=_number(waiting[space.pk]),
            last_lead=False,
            give_on=_Tasks(space, person),
            thing=f"space-{space.pk}",
            # Everybody who can be chosen belongs to the organisation, and so comes into its space.
            enters=None if space.kind == SpaceKind.ORGANISATION else inside.get(space.pk, frozenset()),
            question=_question(waiting[space.pk]),
            nobody=pgettext_lazy("open tasks", "Nobody yet: they stay in the list"),
        )


@transaction.atomic
def hand_over(actor: User | None, space: Space, person: User, successor: User | None) -> int:
    """Let the successor, or nobody, be responsible for what the person was to do in the space; return how many."""
    rows = Action.objects.open().in_space(space).filter(responsible=person)
    moved = list(rows.order_by("pk").values_list("pk", flat=True))
    if not moved:
        return 0
    # A version of its own: whoever has the form open meanwhile must not write the leaver back.
    changed = {"version": F("version") + 1, "changed_by": actor, "changed_at": timezone.now()}
    rows.filter(pk__in=moved).update(responsible=successor, **changed)
    to = successor.pk if successor else None
    audit.record(actor, "action.handed_over", space, space_id=space.pk, actions=moved, successor=to)
    return len(moved)


@task()
def release(space_id: int, person_id: int, actor_id: int) -> int:
    """After the last day: what nobody took over has nobody to do it. Nothing, when the person comes in after all."""
    space = Space.objects.filter(pk=space_id).first()
    person = User.objects.filter(pk=person_id).first()
    if space is None or person is None or people_in(space).filter(pk=person_id).exists():
        return 0
    return hand_over(User.objects.filter(pk=actor_id).first(), space, person, None)


@dataclass(frozen=True, slots=True)
class _Tasks:
    """Hands on what is open in one space: to a successor at once, to nobody when the last day is over."""

    space: Space
    person: User

    def __call__(self, actor: User, successor: User | None, last_day: date) -> None:
        if successor is None and last_day > timezone.localdate():
            after = timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time.min))
            release.using(run_after=after).enqueue(self.space.pk, self.person.pk, actor.pk)
        else:
            hand_over(actor, self.space, self.person, successor)


def _waiting(person: User, organisation: Organisation) -> dict[int, int]:
    """How many open actions wait for the person in each space, of those that are left with the organisation."""
    places = SpaceMember.objects.current().filter(person=person)
    left = Q(space__in=places.filter(acting_for=organisation).values("space"))
    left &= ~Q(space__in=places.exclude(acting_for=organisation).values("space"))
    rows = (
        Action.objects.open()
        .filter(left | Q(space__of_organisation__organisation=organisation), space__archived_at__isnull=True)
        .filter(responsible=person)
        .exclude(space__kind=SpaceKind.PERSON)
    )
    return dict(rows.values("space").annotate(number=Count("pk")).order_by("space").values_list("space", "number"))


def _inside(spaces: Iterable[int]) -> dict[int, frozenset[int]]:
    """Who has a place in each of the spaces today."""
    members = SpaceMember.objects.current().filter(space__in=list(spaces), person__is_active=True)
    found: dict[int, set[int]] = {}
    for space, member in members.values_list("space", "person"):
        found.setdefault(space, set()).add(member)
    return {space: frozenset(people) for space, people in found.items()}


def _in_words(number: int) -> str:
    return ngettext("%(number)s open task", "%(number)s open tasks", number) % {"number": number}


def _asked(number: int) -> str:
    words = ngettext("Who takes over %(number)s open task?", "Who takes over %(number)s open tasks?", number)
    return words % {"number": number}


# Said when they are read: the letter about it goes out in another language than the page.
_number = lazy(_in_words, str)
_question = lazy(_asked, str)
