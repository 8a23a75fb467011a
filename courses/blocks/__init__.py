"""The blocks that only lessons have. Texts, facts and lists are the portal's shared blocks."""

from courses.blocks.case import CaseBlock
from courses.blocks.quiz import QuizBlock
from courses.blocks.reflection import ReflectionBlock
from courses.blocks.streams import CourseStream, LessonStream

__all__ = ["CaseBlock", "CourseStream", "LessonStream", "QuizBlock", "ReflectionBlock"]
