"""What a series says, in plain words. Facts and numbers come from the domain; no rule is computed here.

Words never promise more than the rules can carry: a signal says that something has changed, not why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from improvement.domain.spc import Direction, Side, Verdict
from improvement.domain.statement import ChartStatement
from improvement.models import Measure
from improvement.presenters import formats


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, what it counted, its limit, and whether it spoke."""

    name: str
    said: str
    limit: str
    speaks: bool


def labelled(measure: Measure) -> str:
    """The name, with «practice figures» where they are."""
    if not measure.is_practice:
        return measure.name
    return _("%(name)s (practice figures)") % {"name": measure.name}


def whole(measure: Measure, facts: ChartStatement, found: Sequence[tuple[date, float]]) -> str:
    """The sentence of a chart. `found` are the measured days and values."""
    if facts.verdict is Verdict.EMPTY or not found:
        return _("No figures yet.")
    if facts.verdict is Verdict.TOO_FEW:
        return _too_few(measure, facts, found)
    if facts.verdict is Verdict.ALL_EQUAL:
        return ngettext(
            "All %(n)s figure are equal. A series that never moves cannot be judged by these rules.",
            "All %(n)s figures are equal. A series that never moves cannot be judged by these rules.",
            facts.n_points,
        ) % {"n": facts.n_points}
    if facts.verdict is Verdict.INVALID_MANY_ON_MEDIAN:
        return _(
            "More than half of the figures lie on the median. This kind of chart cannot judge such a series. "
            "Count the days between the events instead."
        )
    centre = formats.with_unit(facts.centre, measure)
    if facts.verdict is Verdict.NO_SIGNAL:
        return _(
            "Nothing shows that the level has changed. The figures vary around the median, %(centre)s, "
            "as they would by chance."
        ) % {"centre": centre}
    return " ".join(part for part in _signal(facts, centre) if part)


def _too_few(measure: Measure, facts: ChartStatement, found: Sequence[tuple[date, float]]) -> str:
    if len(found) == 1:
        return _("One figure: %(value)s, %(day)s. It says how it was then, and nothing about change.") % {
            "value": formats.with_unit(found[0][1], measure),
            "day": formats.day(found[0][0]),
        }
    if len(found) == 2:
        return _pair(measure, found)
    if facts.n_points >= 10:
        return _("So many figures lie on the median that fewer than ten are left to judge by.")
    return ngettext(
        "%(n)s figure so far. From ten on the rules can say whether something has changed.",
        "%(n)s figures so far. From ten on the rules can say whether something has changed.",
        facts.n_points,
    ) % {"n": facts.n_points}


def _pair(measure: Measure, found: Sequence[tuple[date, float]]) -> str:
    (one, first), (other, last) = found
    words = {
        "first": formats.with_unit(first, measure),
        "last": formats.with_unit(last, measure),
        "one": formats.day(one),
        "other": formats.day(other),
        "more": formats.number(abs(last - first)),
    }
    if last == first:
        return _("%(first)s both on %(one)s and on %(other)s.") % words
    if measure.is_percent:
        if last > first:
            return _("From %(first)s on %(one)s to %(last)s on %(other)s: %(more)s percentage points more.") % words
        return _("From %(first)s on %(one)s to %(last)s on %(other)s: %(more)s percentage points fewer.") % words
    if last > first:
        return _("From %(first)s on %(one)s to %(last)s on %(other)s: %(more)s more.") % words
    return _("From %(first)s on %(one)s to %(last)s on %(other)s: %(more)s fewer.") % words


def axis_note(measure: Measure, axis_from: float) -> str:
    """That the axis is cut, and where; nothing when it starts at 0 or below. The page and the file say it alike."""
    if axis_from <= 0:
        return ""
    start = formats.with_unit(axis_from, measure)
    return _("The axis does not start at 0, but at %(start)s.") % {"start": start}


def few_heading(count: int) -> str:
    """What stands above that which one or two figures cannot tell."""
    return _("What two figures cannot tell") if count == 2 else _("What one figure cannot tell")


def what_few_cannot_tell(count: int) -> list[str]:
    """What one or two figures cannot tell, said openly."""
    if count == 1:
        return [_("whether it was a usual day"), _("whether it is getting better or worse")]
    return [
        _("what happened between the two days"),
        _("whether the difference is larger than the figures usually vary"),
        _("whether it goes on, or why it happened"),
    ]


def _signal(facts: ChartStatement, centre: str) -> list[str]:
    if facts.direction is None:
        return [
            _("The figures cross the median, %(centre)s, more seldom than chance explains.") % {"centre": centre},
            _("Something has changed, slowly or in periods. Look at the chart for when."),
        ]
    rise = facts.direction is Direction.UP
    parts = [_("The level has risen.") if rise else _("The level has fallen."), _run(facts, centre)]
    if facts.is_improvement is not None:
        parts.append(_("It is the way you want.") if facts.is_improvement else _("It is not the way you want."))
    if facts.test_before is not None:
        parts.append(
            _("It came after PDSA %(number)s began. The chart alone cannot say that the test was the reason.")
            % {"number": facts.test_before.key}
        )
    return parts


def _run(facts: ChartStatement, centre: str) -> str:
    words = {"n": facts.run_length, "centre": centre}
    above = facts.side is Side.ABOVE
    if facts.run_is_current:
        if above:
            return _("The last %(n)s figures lie above the median, %(centre)s; that is rare by chance.") % words
        return _("The last %(n)s figures lie below the median, %(centre)s; that is rare by chance.") % words
    words["from"] = formats.day(facts.run_first) if facts.run_first else ""
    words["to"] = formats.day(facts.run_last) if facts.run_last else ""
    if above:
        return (
            _("%(n)s figures on end (%(from)s – %(to)s) lie above the median, %(centre)s; that is rare by chance.")
            % words
        )
    return (
        _("%(n)s figures on end (%(from)s – %(to)s) lie below the median, %(centre)s; that is rare by chance.") % words
    )


def tag(facts: ChartStatement) -> tuple[str, str]:
    """The shortest honest word about a series, and the colour of its tag."""
    if facts.verdict is Verdict.EMPTY:
        return _("no figures yet"), "neutral"
    if facts.verdict is Verdict.TOO_FEW:
        return _("too few to judge"), "neutral"
    if not facts.verdict.is_judged:
        return _("cannot be judged"), "neutral"
    if facts.verdict is Verdict.NO_SIGNAL:
        return _("no sign of change"), "neutral"
    if facts.is_improvement is None:
        return _("changed"), "insight"
    return (_("changed: better"), "accent") if facts.is_improvement else (_("changed: worse"), "signal")


def tone(facts: ChartStatement) -> str:
    """What a signal means, for its colour beside its words; empty where there is no signal."""
    if not facts.verdict.is_signal:
        return ""
    if facts.is_improvement is None:
        return "insight"
    return "better" if facts.is_improvement else "signal"


def trust(facts: ChartStatement) -> list[str]:
    """How far Anhøj's rules can be trusted here, by simulation of calm and of moved series."""
    if facts.verdict is Verdict.EMPTY:
        return []
    words = {"n": facts.n_useful}
    if facts.verdict is Verdict.TOO_FEW:
        return [
            ngettext(
                "No verdict yet: Anhøj's rules need at least 10 figures beside the median, and here is %(n)s.",
                "No verdict yet: Anhøj's rules need at least 10 figures beside the median, and here are %(n)s.",
                facts.n_useful,
            )
            % words
        ]
    if not facts.verdict.is_judged:
        return [_("No verdict: Anhøj's rules cannot be used on such a series.")]
    said = [
        ngettext("%(n)s figure can be judged", "%(n)s figures can be judged", facts.n_useful) % words,
        _("Anhøj's rules"),
    ]
    known = facts.evidence
    if known is not None:
        said.append(
            _(
                "In a series of about %(n)s figures the rules see a change where there is none in %(false)s of 100 "
                "cases, and miss a clear change in %(missed)s of 10 cases."
            )
            % {
                "n": known.n,
                "false": max(1, round(known.false_signal * 100)),
                "missed": 10 - round(known.finds_2_sd * 10),
            }
        )
    return said


def rules(facts: ChartStatement) -> list[Rule]:
    """What the two rules counted; nothing when they could not be used."""
    if not facts.verdict.is_judged or facts.run_length_max is None or facts.crossings_min is None:
        return []
    return [
        Rule(
            _("Longest run"),
            ngettext("%(n)s figure on one side", "%(n)s figures on one side", facts.run_length)
            % {"n": facts.run_length},
            _("More than %(limit)s is a signal.") % {"limit": facts.run_length_max},
            facts.run_length > facts.run_length_max,
        ),
        Rule(
            _("Crossings of the median"),
            ngettext("%(n)s crossing", "%(n)s crossings", facts.crossings) % {"n": facts.crossings},
            _("Fewer than %(limit)s is a signal.") % {"limit": facts.crossings_min},
            facts.crossings < facts.crossings_min,
        ),
    ]


def target_met(measure: Measure, facts: ChartStatement) -> str:
    """How many of the last figures reach the target; empty without a target or a direction."""
    if facts.target_met is None or not facts.n_last or measure.target is None:
        return ""
    return _("%(met)s of the last %(n)s figures reach the target, %(target)s.") % {
        "met": facts.target_met,
        "n": facts.n_last,
        "target": formats.with_unit(measure.target, measure),
    }
