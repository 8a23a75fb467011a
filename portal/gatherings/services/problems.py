"""Bringing a problem to a meeting, taking it back, and choosing what to work on.

Who brought what is in no audit: where the problem is without a name, the log would tell it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.gatherings.domain.agenda import Agenda, Slot, SlotKind, added, changed
from portal.gatherings.models import Gathering, Problem
from portal.gatherings.services import agendas
from portal.gatherings.services.copies import key as new_key
from portal.security import audit

_SALT = "portal.gatherings.problem"
MOST = 10
"""Problems that one person may bring to one meeting."""
SLOT_MINUTES = 20


def mark_of(person: User, gathering_id: int) -> str:
    """Return the word by which somebody finds what they brought without a name: nobody can make it from the table."""
    return str(salted_hmac(_SALT, f"{person.pk}:{gathering_id}", algorithm="sha256").hexdigest())


def own(person: User, gathering: Gathering) -> Q:
    """What this person brought, with and without a name."""
    return Q(person=person) | Q(mark=mark_of(person, gathering.pk))


def problems_of(gathering: Gathering) -> Sequence[Problem]:
    """Return every problem, what is to be worked on first; else in no order that tells anything."""
    return list(
        Problem.objects.filter(gathering=gathering).select_related("person").order_by("-chosen", "brought_on", "pk")
    )


def bring(person: User, gathering: Gathering, text: str, *, named: bool, form_key: UUID) -> Problem | None:
    """Bring a problem. The same form sent twice gives one; None when the person has brought as many as one may."""
    with transaction.atomic():
        # The lock: two forms at once can't get past the limit.
        Gathering.objects.select_for_update().get(pk=gathering.pk)
        before = Problem.objects.filter(form_key=form_key).first()
        if before is not None:
            return before
        if Problem.objects.filter(own(person, gathering), gathering=gathering).count() >= MOST:
            return None
        who = {"person": person} if named else {"mark": mark_of(person, gathering.pk)}
        try:
            with transaction.atomic():
                return Problem.objects.create(gathering=gathering, text=text, form_key=form_key, **who)
        except IntegrityError:  # The same form at the same moment, at another meeting: nothing anybody can press.
            return Problem.objects.filter(form_key=form_key).first()


def withdraw(person: User, gathering: Gathering, key: UUID) -> bool:
    """Take back what one brought. Its words go out of the agenda too; its time stays, so that no clock jumps."""
    with transaction.atomic():
        found = Problem.objects.filter(own(person, gathering), gathering=gathering, pk=key).first()
        if found is None:
            return False
        if found.slot_key:
            with translation.override(gathering.language):
                title = _("A problem from the group (withdrawn)")
            agendas.edit(None, gathering, lambda agenda: changed(agenda, found.slot_key, title=title, method=""))
        found.delete()
    return True


def choose(actor: User, problem: Problem, chosen: bool) -> None:
    """Say that it is to be worked on, or not after all. What stands in the agenda is taken out on the agenda's page."""
    with transaction.atomic():
        if Problem.objects.filter(pk=problem.pk, chosen=not chosen).update(chosen=chosen):
            gathering = problem.gathering
            audit.record(actor, "gathering.problem_chosen", gathering, space_id=gathering.space_id, chosen=chosen)


def put_on_agenda(actor: User, problem: Problem) -> str:
    """Give it a slot, last in the agenda, and return the slot's key. Pressed twice it gets one."""
    with transaction.atomic():
        held = Problem.objects.select_for_update().select_related("gathering").get(pk=problem.pk)
        gathering: Gathering = held.gathering
        if held.slot_key and gathering.agenda.slot(held.slot_key) is not None:
            return str(held.slot_key)
        key = new_key()
        with translation.override(gathering.language):
            slot = Slot(key, _("A problem from the group"), SLOT_MINUTES, SlotKind.CONVERSATION, method=held.text)
        agendas.edit(actor, gathering, lambda agenda: _before_the_end(agenda, slot))
        Problem.objects.filter(pk=held.pk).update(chosen=True, slot_key=key)
    return key


_LAST = frozenset({SlotKind.CHECK_OUT, SlotKind.CLOSING})


def _before_the_end(agenda: Agenda, slot: Slot) -> Agenda:
    """Return it with the slot last, but before what closes the meeting."""
    if not agenda.parts:
        return added(agenda, slot)
    last = agenda.parts[-1]
    at = len(last.slots)
    while at and last.slots[at - 1].kind in _LAST:
        at -= 1
    part = replace(last, slots=(*last.slots[:at], slot, *last.slots[at:]))
    return Agenda((*agenda.parts[:-1], part))
