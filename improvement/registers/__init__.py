"""The lists that a project keeps, each on the sub-steps where it helps. One file a list; one set of views for all."""

from __future__ import annotations

from improvement.registers.base import EntryForm, Look, Register
from improvement.registers.stakeholders import STAKEHOLDERS

REGISTERS: dict[str, Register] = {each.slug: each for each in (STAKEHOLDERS,)}
"""Every list by its word in the address, in the order in which a project meets them."""

__all__ = ["REGISTERS", "EntryForm", "Look", "Register"]
