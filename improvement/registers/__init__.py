"""The lists that a project keeps, each on the sub-steps where it helps. A register a list; one set of views for all."""

from __future__ import annotations

from improvement.registers.base import EntryForm, Look, Register
from improvement.registers.evaluations import EVALUATIONS
from improvement.registers.groundwork import ANCHORING, KNOWLEDGE, MAPPING, NEEDS, REQUIREMENTS
from improvement.registers.handovers import HAND_OVERS
from improvement.registers.ideas import DRIVERS, IDEAS
from improvement.registers.plans import BENEFITS, CHANGES, COMMUNICATION, PROCESS, RISKS
from improvement.registers.stakeholders import STAKEHOLDERS

REGISTERS: dict[str, Register] = {
    each.slug: each
    for each in (
        *(NEEDS, STAKEHOLDERS, ANCHORING, COMMUNICATION, RISKS, KNOWLEDGE),
        *(MAPPING, REQUIREMENTS, DRIVERS, IDEAS, BENEFITS, CHANGES, PROCESS, EVALUATIONS, HAND_OVERS),
    )
}
"""Every list by its word in the address, in the order in which a project meets them."""

__all__ = ["REGISTERS", "EntryForm", "Look", "Register"]
