"""What the demo's people have learned: examples, so that who follows up learning has something to see.

Only people of the demo, in the invented kommune, with days counted from the day the demo was loaded. The coordinator,
the leader and the administrator have done nothing: whoever tries the demo as one of them begins at the beginning.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from courses.domain.completion import snapshot
from courses.models import Enrolment, StepPage
from courses.services import learning
from courses.services.evidence import offer_of
from courses.services.outline import outline_of, step_for
from portal.accounts.democontext import DemoContext
from portal.accounts.models import User
from portal.kernel.clock import system_clock


@dataclass(frozen=True, slots=True)
class Learner:
    """Who completed the whole course, and how long ago; `again` steps of it have been taken once more since."""

    name: str
    days_ago: int
    again: int = 0


LEARNERS = (
    Learner("prosjektmedlem", 420),  # more than a year: due again, and late
    Learner("prosjektleder", 330, again=2),  # due soon, and under way again
    Learner("ke", 60),  # due much later
)
# The next run of the course began so many days ago.
AGAIN_DAYS = 3


def learn(context: DemoContext, course: UUID) -> int:
    """Give the examples to those who have not begun the course, and return how many that was."""
    return sum(_learn(context, course, each) for each in LEARNERS)


def _learn(context: DemoContext, course: UUID, learner: Learner) -> int:
    person = None
    # Pages can be loaded without the demo's people.
    with suppress(User.DoesNotExist):
        person = context.person(learner.name)
    if person is None or Enrolment.objects.of(person).filter(course_key=course).exists():
        return 0
    steps = _steps(course)
    done = system_clock() - timedelta(days=learner.days_ago)
    learning.start(person, course, lambda: done)
    for page in steps:
        _complete(person, page, done)
    learning.complete_course(person, steps[-1], done)
    if learner.again:
        begun = system_clock() - timedelta(days=AGAIN_DAYS)
        learning.again(person, course, lambda: begun)
        for page in steps[: learner.again]:
            _complete(person, page, begun)
    return 1


def _steps(course: UUID) -> list[StepPage]:
    outline = outline_of(course, "nb")
    found = (step_for(info.key) for info in outline.infos) if outline else ()
    return [page for page in found if page is not None]


def _complete(person: User, page: StepPage, when: datetime) -> None:
    progress = learning.locked(person, page.translation_key, when)
    progress.touched_at = progress.completed_at = when
    progress.completion = snapshot(page.rule, offer_of(page))
    progress.save()
