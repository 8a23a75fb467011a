from courses.models.certificates import Certificate
from courses.models.cohorts import Cohort, CohortLetter, ContactWish, FollowUp, MadeUp
from courses.models.counts import MeetingCount
from courses.models.localtools import LocalTool, LocalToolPage
from courses.models.pages import CoursePage, ModulePage
from courses.models.practice import Practice, StepDecision
from courses.models.progress import BlockAnswer, CourseCompletion, Enrolment, StepProgress
from courses.models.reflections import Reflection
from courses.models.steps import STEP_KINDS, GatheringStepPage, LessonPage, PracticeStepPage, StepPage

__all__ = [
    "STEP_KINDS",
    "BlockAnswer",
    "Certificate",
    "Cohort",
    "CohortLetter",
    "ContactWish",
    "CourseCompletion",
    "CoursePage",
    "Enrolment",
    "FollowUp",
    "GatheringStepPage",
    "LessonPage",
    "LocalTool",
    "LocalToolPage",
    "MadeUp",
    "MeetingCount",
    "ModulePage",
    "Practice",
    "PracticeStepPage",
    "Reflection",
    "StepDecision",
    "StepPage",
    "StepProgress",
]
