from courses.models.certificates import Certificate
from courses.models.pages import CoursePage, LessonPage, ModulePage, StepPage
from courses.models.progress import BlockAnswer, Enrolment, StepProgress
from courses.models.reflections import Reflection

__all__ = [
    "BlockAnswer",
    "Certificate",
    "CoursePage",
    "Enrolment",
    "LessonPage",
    "ModulePage",
    "Reflection",
    "StepPage",
    "StepProgress",
]
