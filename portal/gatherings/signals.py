"""What this room tells the rooms above, which it does not know."""

from __future__ import annotations

from django.dispatch import Signal

attended = Signal()
"""Somebody has been noted as having been at a meeting, for all or part of it.

Sent by whatever notes attendance, in the same transaction, with `gathering` (Gathering) and `seat` (Seat) as keyword
arguments and the class Presence as sender. May be sent again for the same two: who listens must bear that. Whoever
was there for a step of a course has `gathering.step_key`; `seat.person` is None for who has no account.
"""
