"""Which blocks courses and lessons may hold."""

from __future__ import annotations

from courses.blocks.case import CaseBlock
from courses.blocks.quiz import QuizBlock
from courses.blocks.reflection import ReflectionBlock
from portal.cms.blocks.streams import BodyStream


class CourseStream(BodyStream):
    """Introductions of courses and modules: the shared blocks."""


class LessonStream(BodyStream):
    """A lesson: the shared blocks, and those one learns by."""

    case = CaseBlock()
    quiz = QuizBlock()
    reflection = ReflectionBlock()
