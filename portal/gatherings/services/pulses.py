"""Asking the pulse, answering it, and closing it.

As with anonymous forms: nothing is shown before it is closed and five have answered, since the picture before and after
one answer more would tell what that answer was. For the same reason it stays closed then.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from portal.accounts.models import User
from portal.gatherings.models import Gathering, Pulse, PulseAnswer, PulseSeat
from portal.security import audit
from portal.worksheets.domain.spread import FEWEST


def pulses_of(gathering: Gathering) -> list[Pulse]:
    """Return those of the meeting, in the order in which they were asked."""
    return list(Pulse.objects.filter(gathering=gathering).order_by("opened_at", "pk"))


def open_pulse(gathering: Gathering) -> Pulse | None:
    """Return the one that is being asked now."""
    return Pulse.objects.filter(gathering=gathering, closed=False).first()


def ask(actor: User, gathering: Gathering, question: str) -> bool:
    """Ask. False when one is being asked already: the other one was first."""
    try:
        with transaction.atomic():
            Pulse.objects.create(gathering=gathering, question=question)
            audit.record(actor, "gathering.pulse_asked", gathering, space_id=gathering.space_id, question=question)
    except IntegrityError:
        return False
    return True


def answer(person: User, pulse_id: int, gathering: Gathering, value: int) -> str:
    """Take an answer, once a person. Returns «taken», «answered» (before) or «closed»."""
    with transaction.atomic():
        held = Pulse.objects.select_for_update().filter(pk=pulse_id, gathering=gathering).first()
        if held is None or held.closed:
            return "closed"
        if PulseSeat.objects.filter(pulse=held, person=person).exists():
            return "answered"
        PulseSeat.objects.create(pulse=held, person=person)
        PulseAnswer.objects.create(pulse=held, value=value)
    return "taken"


def close(actor: User, gathering: Gathering, pulse_id: int) -> None:
    """Stop asking. With fewer than five answers nothing is ever shown of them, and they are taken away."""
    with transaction.atomic():
        held = Pulse.objects.select_for_update().filter(pk=pulse_id, gathering=gathering, closed=False).first()
        if held is None:
            return
        held.closed = True
        held.save(update_fields=["closed"])
        number = held.answers.count()
        if number < FEWEST:
            held.answers.all().delete()
        audit.record(actor, "gathering.pulse_closed", gathering, space_id=gathering.space_id, question=held.question)


def values_of(pulses: Sequence[Pulse]) -> dict[int, list[int]]:
    """Return what was answered to these, by pulse, as numbers in order of size. One query."""
    found: dict[int, list[int]] = {each.pk: [] for each in pulses}
    rows = PulseAnswer.objects.filter(pulse__in=pulses).order_by("value")
    for key, value in rows.values_list("pulse_id", "value"):
        found[key].append(value)
    return found


def earlier(gathering: Gathering, pulses: Sequence[Pulse]) -> list[Pulse]:
    """Return the pulses of the space's earlier meetings that ask the same, the latest first."""
    questions = {each.question for each in pulses}
    rows = Pulse.objects.filter(
        gathering__space=gathering.space_id,
        gathering__starts_at__lt=gathering.starts_at,
        question__in=questions,
        closed=True,
    ).exclude(gathering=gathering)
    return list(rows.select_related("gathering").order_by("-gathering__starts_at", "-opened_at")[:20])


def answered(person: User, pulse: Pulse) -> bool:
    """Whether the person has answered."""
    return PulseSeat.objects.filter(pulse=pulse, person=person).exists()


def heard(pulse: Pulse) -> int:
    """How many have answered."""
    return PulseSeat.objects.filter(pulse=pulse).count()
