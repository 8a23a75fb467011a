"""What must be done before a step can be answered and finished.

Steps and modules may require steps and modules of the same course. Requiring a module means all its steps; what a
module requires holds for each of its steps. Keys are translation keys, so one answer holds in all languages.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Plan:
    """The shape of a course: which steps each module holds, and what steps and modules ask for."""

    modules: Mapping[UUID, Sequence[UUID]]
    requires: Mapping[UUID, Collection[UUID]] = field(default_factory=dict)

    def module_of(self, step: UUID) -> UUID | None:
        """Return the module that holds the step."""
        return next((module for module, steps in self.modules.items() if step in steps), None)

    def asked(self, step: UUID) -> list[UUID]:
        """Return what the step asks for, its module's first; keys that are not in the course fall away."""
        module = self.module_of(step)
        wanted = [*(self.requires.get(module, ()) if module else ()), *self.requires.get(step, ())]
        return [key for key in dict.fromkeys(wanted) if self._known(key)]

    def steps_behind(self, key: UUID) -> tuple[UUID, ...]:
        """Return the steps that a key stands for: a module's, or the step itself."""
        return tuple(self.modules[key]) if key in self.modules else (key,)

    def _known(self, key: UUID) -> bool:
        return key in self.modules or self.module_of(key) is not None


def waits_for(plan: Plan, step: UUID, done: Collection[UUID]) -> list[UUID]:
    """Return the steps and modules that are still to be done before this step opens, in order; none: it is open.

    A requirement that leads back to the step itself is left out: a circle must never lock a learner out.
    """
    waiting = []
    for key in plan.asked(step):
        behind = plan.steps_behind(key)
        if behind and not set(behind) <= set(done) and not any(_leads_to(plan, each, step) for each in behind):
            waiting.append(key)
    return waiting


def circle(plan: Plan) -> list[UUID] | None:
    """Return one circle of steps that wait for each other, first and last the same; nothing when all can be reached."""
    finished: set[UUID] = set()
    for steps in plan.modules.values():
        for step in steps:
            found = _circle_from(plan, step, finished)
            if found:
                return found
    return None


def _before(plan: Plan, step: UUID) -> list[UUID]:
    return [each for key in plan.asked(step) for each in plan.steps_behind(key)]


def _circle_from(plan: Plan, step: UUID, finished: set[UUID]) -> list[UUID] | None:
    """Walk what the step needs, depth first, without recursion: a course may have hundreds of steps."""
    stack = [(step, iter(_before(plan, step)))]
    way = [step]
    while stack:
        here, rest = stack[-1]
        following = next((each for each in rest if each not in finished), None)
        if following is None:
            finished.add(here)
            stack.pop()
            way.pop()
        elif following in way:
            return [*way[way.index(following) :], following]
        else:
            stack.append((following, iter(_before(plan, following))))
            way.append(following)
    return None


def _leads_to(plan: Plan, start: UUID, goal: UUID) -> bool:
    seen, ahead = set(), [start]
    while ahead:
        here = ahead.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            ahead.extend(_before(plan, here))
    return False
