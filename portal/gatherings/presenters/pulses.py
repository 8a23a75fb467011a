"""The pulse in pictures and words: asked now, and what was answered before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.gatherings.choices.room import PULSE_ENDS, PulseQuestions
from portal.gatherings.models import Gathering, Pulse
from portal.gatherings.services import pulses as services
from portal.worksheets.domain.form import Kind, Part
from portal.worksheets.domain.spread import FEWEST, Spread, spread
from portal.worksheets.presenters.numbers import rounded
from portal.worksheets.presenters.results import Result
from portal.worksheets.presenters.spreadchart import picture

LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A pulse that is being asked: what it says, what its ends mean, and how many have answered."""

    pulse: Pulse
    question: str
    low: str
    high: str
    heard: str
    steps: tuple[int, ...] = tuple(range(LOWEST, HIGHEST + 1))


def asked(pulse: Pulse) -> Asked:
    """The pulse that is open, in words."""
    question = PulseQuestions(pulse.question)
    low, high = PULSE_ENDS[question]
    return Asked(pulse, str(question.label), str(low), str(high), heard_words(services.heard(pulse)))


def heard_words(number: int) -> str:
    """How many have answered."""
    if not number:
        return _("Nobody has answered yet.")
    return ngettext("%(n)s has answered.", "%(n)s have answered.", number) % {"n": number}


def results_of(gathering: Gathering) -> list[Result]:
    """What was answered to the pulses of a meeting that are closed, each beside the last time the same was asked."""
    closed = [each for each in services.pulses_of(gathering) if each.closed]
    if not closed:
        return []
    before = services.earlier(gathering, closed)
    values = services.values_of([*closed, *before])
    found, last = [], _latest(before, values)
    for each in closed:
        found.append(_result(each, values[each.pk], last.get(each.question), values))
        if len(values[each.pk]) >= FEWEST:
            each.gathering = gathering
            last[each.question] = each
    return found


def _latest(before: Sequence[Pulse], values: dict[int, list[int]]) -> dict[str, Pulse]:
    found: dict[str, Pulse] = {}
    for each in before:
        if len(values[each.pk]) >= FEWEST:
            found.setdefault(each.question, each)
    return found


def _result(pulse: Pulse, given: list[int], before: Pulse | None, values: dict[int, list[int]]) -> Result:
    part = Part(f"pulse-{pulse.pk}", Kind.SCALE, {}, low=LOWEST, high=HIGHEST)
    now = spread(part, given, True)
    hidden = now.hidden
    return Result(
        part=part.id,
        label=str(PulseQuestions(pulse.question).label),
        sentence=_sentence(now),
        hidden=hidden,
        picture=None if hidden else picture(part, now, get_language() or "nb"),
        counts=() if hidden else tuple(now.counts.items()),
        change="" if hidden or before is None else _change(now, spread(part, values[before.pk], True), pulse, before),
        mean=rounded(now.mean),
    )


def _sentence(found: Spread) -> str:
    if found.hidden:
        return _("Fewer than five answered, so nothing is shown, and the answers are deleted.")
    told = {
        "n": found.answers,
        "mean": rounded(found.mean),
        "low": rounded(found.lowest),
        "high": rounded(found.highest),
    }
    if found.lowest == found.highest:
        return _("%(n)s answers. All chose %(low)s.") % told
    return _("%(n)s answers. The mean is %(mean)s; answers go from %(low)s to %(high)s.") % told


def _change(now: Spread, before: Spread, pulse: Pulse, earlier: Pulse) -> str:
    """Up, down or the same since the last time; it need not be the same people."""
    told = {"before": rounded(before.mean), "now": rounded(now.mean), "meeting": earlier.gathering.title}
    difference = round((now.mean or 0) - (before.mean or 0), 1)
    if pulse.gathering_id == earlier.gathering_id:
        if not difference:
            return _("The same as earlier in the meeting (%(before)s).") % told
        up, down = _("Up from %(before)s earlier in the meeting."), _("Down from %(before)s earlier in the meeting.")
    else:
        if not difference:
            return _("The same as at “%(meeting)s” (%(before)s).") % told
        up, down = _("Up from %(before)s at “%(meeting)s”."), _("Down from %(before)s at “%(meeting)s”.")
    return (up if difference > 0 else down) % told
