"""What the coach says about a PDSA cycle, in words, and where that one thing is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from improvement.domain import pdsa as rules
from improvement.domain.coach import Advice, Feature, Surroundings, counsel
from improvement.models import PdsaCycle, Point
from improvement.presenters.pdsa import domain_cycle


@dataclass(frozen=True, slots=True)
class CoachView:
    """One thing to do (empty when all is well), where, and the four features, each with whether the test has it."""

    title: Promise | str
    text: Promise | str
    link: Promise | str
    url: str
    features: list[tuple[Promise, bool | None]]


_FEATURES = {
    Feature.SMALL: _("It is small to begin with, and grows step by step"),
    Feature.PREDICTED: _("You predict before you test"),
    Feature.REGULAR: _("You measure at least once a month"),
    Feature.CHAINED: _("One test follows another"),
}
_ADVICE: dict[Advice, tuple[Promise, Promise]] = {
    Advice.SAY_SCALE: (
        _("Say how large the test is"),
        _("One person and one day is enough to learn something. The smaller it is, the sooner you know."),
    ),
    Advice.SMALLER: (
        _("Could it be smaller?"),
        _("This is the first test of the change. Ask what you can try with one person on one day, and begin there."),
    ),
    Advice.SMALLER_STEP: (
        _("Could you go one step at a time?"),
        _("The test before was much smaller. A step in between shows what goes wrong while it is still easy to mend."),
    ),
    Advice.PREDICT: (
        _("Write what you think will happen"),
        _("Each question needs its prediction before you begin, with a figure if you can."),
    ),
    Advice.CHOOSE_MEASURE: (
        _("Choose a measure that can show it"),
        _("A test says more when a figure follows it, at least once a month. Tick a measure in the form."),
    ),
    Advice.ADD_FIGURES: (
        _("Add figures at least once a month"),
        _("A month or more lies between the figures around this test. Without them you can't see what it led to."),
    ),
    Advice.NEXT_ROUND: (
        _("Plan the next round while you remember"),
        _("You decided to go on. The next test starts filled in from this one."),
    ),
    Advice.ONCE_MORE: (
        _("Test it once more before everybody"),
        _("One test is little to build on. Try it with other people, or on a busier day."),
    ),
    Advice.SOMETHING_ELSE: (
        _("What will you try instead?"),
        _("You have learnt what does not work. Take that along into another test."),
    ),
}
_NEXT = {Advice.NEXT_ROUND, Advice.ONCE_MORE, Advice.SOMETHING_ELSE}


def coach(cycle: PdsaCycle, today: date) -> CoachView:
    """What to say. The cycle comes with questions, measures, previous and following; one query for the figures."""
    measures = [measure for measure in cycle.measures.all() if measure.archived_at is None]
    days: dict[int, list[date]] = {measure.pk: [] for measure in measures}
    for measure, day in Point.objects.filter(measure__in=measures).values_list("measure_id", "date"):
        days[measure].append(day)
    before = cycle.previous
    around = Surroundings(
        today,
        follows=before is not None,
        goes_on=any(one.archived_at is None for one in cycle.following.all()),
        before=rules.Scale(before.scale) if before is not None and before.scale else None,
        figures=tuple(days.values()),
    )
    told = counsel(domain_cycle(cycle), around)
    title, text = _ADVICE[told.advice] if told.advice else ("", "")
    link, url = _where(cycle, told.advice, next(iter(days), None))
    return CoachView(title, text, link, url, [(_FEATURES[key], has) for key, has in told.features.items()])


def _where(cycle: PdsaCycle, advice: Advice | None, measure: int | None) -> tuple[Promise | str, str]:
    if advice in _NEXT:
        return _("Plan the next round"), f"{reverse('improvement:pdsa_new', args=[cycle.project_id])}?etter={cycle.pk}"
    if advice is Advice.ADD_FIGURES and measure is not None:
        return _("Add figures"), reverse("improvement:points_add", args=[cycle.project_id, measure])
    return "", ""
