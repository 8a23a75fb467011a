"""The one next thing that would make a PDSA cycle a better test.

Four features make the method what it is: cycles that follow one another, a prediction before each test, a small scale
to begin with, and data over time at regular intervals (Taylor et al. 2014, BMJ Quality & Safety 23:290-298). A coach
who says all at once is not heard: one thing is said, the one that can still be done where the cycle stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from improvement.domain.pdsa import Cycle, CycleDecision, Scale, Stage

#: The longest gap between two figures that still is «monthly».
MONTH = timedelta(days=31)


class Feature(StrEnum):
    """The four key features, in the order in which a team meets them."""

    SMALL = "small"
    PREDICTED = "predicted"
    REGULAR = "regular"
    CHAINED = "chained"


class Advice(StrEnum):
    """What to do next."""

    SAY_SCALE = "say_scale"
    SMALLER = "smaller"  # a first test that takes on more than a few persons
    SMALLER_STEP = "smaller_step"  # more than one step up from the test before
    PREDICT = "predict"
    CHOOSE_MEASURE = "choose_measure"
    ADD_FIGURES = "add_figures"
    NEXT_ROUND = "next_round"  # adapted or expanded, but nothing follows
    ONCE_MORE = "once_more"  # adopted after a single test
    SOMETHING_ELSE = "something_else"  # abandoned, and nothing follows


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a cycle does not know of itself. ``figures``: for each of its measures the days that have a figure.

    ``before``: how large the test before it was, None where that is not said. ``goes_on``: another cycle follows.
    """

    today: date
    follows: bool = False
    goes_on: bool = False
    before: Scale | None = None
    figures: tuple[Collection[date], ...] = ()


@dataclass(frozen=True, slots=True)
class Counsel:
    """Which features the cycle has (None: it is too early to say), and the one thing to do; None when all is well."""

    features: dict[Feature, bool | None]
    advice: Advice | None


def counsel(cycle: Cycle, around: Surroundings) -> Counsel:
    """What the coach sees, and what to say."""
    features = {
        Feature.SMALL: is_small(cycle, around),
        Feature.PREDICTED: is_predicted(cycle),
        Feature.REGULAR: is_measured(cycle, around),
        Feature.CHAINED: True if around.follows or around.goes_on else (False if cycle.stage is Stage.CLOSED else None),
    }
    return Counsel(features, _first(cycle, around, features))


def is_small(cycle: Cycle, around: Surroundings) -> bool | None:
    """A first test takes on a few persons at most; later ones go up one step at a time. None: not said how large."""
    if cycle.scale is None:
        return None
    if around.follows and around.before is not None:
        return cycle.scale.step <= around.before.step + 1
    return around.follows or cycle.scale.step <= Scale.FEW.step


def is_predicted(cycle: Cycle) -> bool:
    """Every question has its prediction."""
    return bool(cycle.asked) and all(each.prediction.strip() for each in cycle.asked)


def is_measured(cycle: Cycle, around: Surroundings) -> bool:
    """At least one measure of the test has a figure at least every month, from a month before it begins to its end."""
    began = min(cycle.started or around.today, around.today)
    until = max(began, min(cycle.ended or around.today, around.today))
    return any(_monthly(days, began, until) for days in around.figures)


def _monthly(days: Iterable[date], began: date, until: date) -> bool:
    inside = sorted(day for day in days if began - MONTH <= day <= until)
    if not inside:
        return False
    gaps = [later - earlier for earlier, later in zip(inside, [*inside[1:], until], strict=True)]
    return inside[0] <= began + MONTH and max(gaps) <= MONTH


def _first(cycle: Cycle, around: Surroundings, features: dict[Feature, bool | None]) -> Advice | None:
    if cycle.stage is Stage.CLOSED:
        if around.goes_on:
            return None
        if cycle.decision in {CycleDecision.ADAPT, CycleDecision.EXPAND}:
            return Advice.NEXT_ROUND
        if cycle.decision is CycleDecision.ABANDON:
            return Advice.SOMETHING_ELSE
        return None if around.follows else Advice.ONCE_MORE
    if cycle.stage is Stage.PLAN:
        if cycle.scale is None:
            return Advice.SAY_SCALE
        if not features[Feature.SMALL]:
            return Advice.SMALLER_STEP if around.follows else Advice.SMALLER
        if not features[Feature.PREDICTED]:
            return Advice.PREDICT
    if features[Feature.REGULAR]:
        return None
    if around.figures:
        return Advice.ADD_FIGURES
    return Advice.CHOOSE_MEASURE if cycle.stage in {Stage.PLAN, Stage.DO} else None
