"""Statistical process control: numbers in, facts with reason codes out.

One module for each thing that can be got wrong on its own:

* ``runs``: Anhøj's runs analysis against any centre line; every chart family uses it.
* ``segments``: phases, exclusions and frozen baselines, the same for every family.
* ``run_chart``: the family whose centre is the median.
* ``evidence``: what the rules cost and find, so that a chart can say how far to trust it.
* ``rates``: numerators and denominators to plotted values.

A family with control limits gets a module of its own beside ``run_chart`` (individuals with their moving
ranges, proportions, counts, rare events) and returns its limits beside the same ``RunAnalysis``.
"""

from improvement.domain.spc.evidence import Evidence, evidence_for
from improvement.domain.spc.rates import rates
from improvement.domain.spc.run_chart import PhaseResult, RunChart, analyse_run_chart, median
from improvement.domain.spc.runs import (
    MIN_USEFUL,
    Direction,
    Run,
    RunAnalysis,
    Side,
    Verdict,
    analyse_runs,
    crossings_min,
    longest_run_max,
)
from improvement.domain.spc.segments import Segment, segments

__all__ = [
    "MIN_USEFUL",
    "Direction",
    "Evidence",
    "PhaseResult",
    "Run",
    "RunAnalysis",
    "RunChart",
    "Segment",
    "Side",
    "Verdict",
    "analyse_run_chart",
    "analyse_runs",
    "crossings_min",
    "evidence_for",
    "longest_run_max",
    "median",
    "rates",
    "segments",
]
