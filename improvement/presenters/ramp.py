"""A chain as a ramp: its tests in order, what each asked, found and decided, and the drawing that says how it grew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from improvement.domain.chain import line_on
from improvement.domain.pdsa import Scale as Size
from improvement.domain.ramp import RampTest, lay_ramp
from improvement.models import PdsaChain, PdsaCycle, Scale, Stage
from improvement.services.pdsa import follows_of

#: The width that a drawing is made for: a phone, and a page.
_NARROW, _WIDE = 300.0, 760.0


def ramp_of(chain: PdsaChain) -> dict[str, Any]:
    """What the page of a chain shows; a fixed number of queries, however long the chain is."""
    found = chain.cycles.filter(archived_at__isnull=True).order_by("number").prefetch_related("questions", "measures")
    cycles = in_order(list(found))
    return {
        "cycles": cycles,
        "says": summary(cycles),
        "wide": _drawing(cycles, "wide", _WIDE),
        "narrow": _drawing(cycles, "narrow", _NARROW),
    }


def in_order(cycles: Sequence[PdsaCycle]) -> list[PdsaCycle]:
    """The tests, each after the one it follows; those without one (of them) first, by number."""
    rows = {cycle.pk: cycle for cycle in cycles}
    follows = follows_of(cycles)
    order: list[int] = []
    for cycle in cycles:
        if follows[cycle.pk] not in rows:
            order += [key for key in line_on(follows, cycle.pk) if key not in order]
    return [rows[key] for key in order]


def summary(cycles: Sequence[PdsaCycle]) -> str:
    """The ramp in one or two sentences: how many tests, from how small to how large, and what was decided last."""
    words = [ngettext("%(n)s test.", "%(n)s tests.", len(cycles)) % {"n": len(cycles)}]
    sizes = [Size(cycle.scale) for cycle in cycles if cycle.scale]
    if sizes and sizes[0] is not sizes[-1]:
        told = {"first": Scale(sizes[0]).label, "last": Scale(sizes[-1]).label}
        words.append(_("From “%(first)s” to “%(last)s”.") % told)
    elif sizes:
        words.append(_("All the way: “%(scale)s”.") % {"scale": Scale(sizes[0]).label})
    last = next((cycle for cycle in reversed(cycles) if cycle.decision and cycle.stage == Stage.CLOSED), None)
    if last is not None:
        decided = {"number": last.number, "decision": last.get_decision_display()}
        words.append(_("Last decision (PDSA %(number)s): %(decision)s.") % decided)
    return " ".join(words)


def _step(cycle: PdsaCycle) -> str:
    """What one step says to whoever points at it."""
    scale = cycle.get_scale_display() if cycle.scale else _("Not said how large")
    decision = [cycle.get_decision_display()] if cycle.decision and cycle.stage == Stage.CLOSED else []
    return " · ".join([str(cycle), scale, *decision])


def _drawing(cycles: Sequence[PdsaCycle], variant: str, width: float) -> SafeString:
    tests = [
        RampTest(str(cycle.number), _step(cycle), Size(cycle.scale) if cycle.scale else None, cycle.stage != Stage.PLAN)
        for cycle in cycles
    ]
    ramp = lay_ramp(tests, width)
    context = {
        "ramp": ramp,
        "variant": variant,
        "title": _("The tests as a ramp"),
        "description": summary(cycles),
        "levels": [(level, Scale(level.scale).label) for level in ramp.levels],
    }
    return render_to_string("improvement/parts/pdsa_ramp.svg", context)
