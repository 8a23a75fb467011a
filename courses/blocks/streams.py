"""Which blocks courses and lessons may hold."""

from __future__ import annotations

from courses.blocks.case import CaseBlock
from courses.blocks.decisions import CaseStepsBlock
from courses.blocks.film import FilmBlock
from courses.blocks.needed import LessonChecklistBlock
from courses.blocks.practise import PractiseTogetherBlock, TryToolBlock, WorksheetBlock
from courses.blocks.quiz import QuizBlock
from courses.blocks.reflection import ReflectionBlock
from courses.blocks.statements import PollBlock, TrueFalseBlock
from courses.blocks.typed import NumberBlock, ShortAnswerBlock
from portal.cms.blocks.streams import BodyStream


class CourseStream(BodyStream):
    """Introductions of courses and modules: the shared blocks."""


class LessonStream(BodyStream):
    """A lesson: the shared blocks, and those one learns by."""

    checklist = LessonChecklistBlock()
    case = CaseBlock()
    quiz = QuizBlock()
    true_false = TrueFalseBlock()
    short_answer = ShortAnswerBlock()
    number = NumberBlock()
    case_steps = CaseStepsBlock()
    poll = PollBlock()
    reflection = ReflectionBlock()
    practise_together = PractiseTogetherBlock()
    worksheet = WorksheetBlock()
    try_tool = TryToolBlock()
    film = FilmBlock()
