"""A learner's way through a course.

All keys are translation keys of pages and ids of blocks: one progress in all languages, and a page that is moved,
copied or retranslated takes nobody's progress away.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.querysets import CourseCompletionQuerySet, EnrolmentQuerySet, StepProgressQuerySet


class Enrolment(models.Model):
    """A person takes a course. There is one row however often they start."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments")
    course_key = models.UUIDField(_("course"), db_index=True)
    started_at = models.DateTimeField(_("started"))
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "course_key"], name="courses_enrolment_unique")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.course_key}"


class StepProgress(models.Model):
    """A person in a step: where they are, and when they completed it by which rule."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="step_progress")
    step_key = models.UUIDField(_("step"), db_index=True)
    position = models.UUIDField(_("block"), null=True, blank=True)
    touched_at = models.DateTimeField(_("last here"))
    marked_at = models.DateTimeField(_("said to be done"), null=True, blank=True)
    # When the course was begun again; answers from before count no more.
    again_at = models.DateTimeField(_("begun again"), null=True, blank=True)
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)
    # The rule of that day. A later change of the rule never takes a completion away.
    completion = models.JSONField(_("rule when completed"), default=dict, blank=True)

    objects = StepProgressQuerySet.as_manager()

    class Meta:
        verbose_name = _("progress in a step")
        verbose_name_plural = _("progress in steps")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "step_key"], name="courses_stepprogress_unique")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.step_key}"


class CourseCompletion(models.Model):
    """A person had done every step of a course on that day. Stays whatever becomes of the course, and of the steps.

    Who takes a course again after some months gets another row.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="course_completions")
    course_key = models.UUIDField(_("course"), db_index=True)
    completed_at = models.DateTimeField(_("completed"))
    # When each step was done, by key.
    steps = models.JSONField(_("steps"), default=dict)

    objects = CourseCompletionQuerySet.as_manager()

    class Meta:
        verbose_name = _("completion of a course")
        verbose_name_plural = _("completions of courses")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "course_key", "completed_at"], name="courses_coursecompletion_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} completed {self.course_key}"


class BlockAnswer(models.Model):
    """The latest answer of a person to one block: ids of choices, a number, or the words of a short answer."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="block_answers")
    step_key = models.UUIDField(_("step"))
    block_id = models.UUIDField(_("block"))
    answer = models.JSONField(_("answer"), default=dict)
    # What was thought before the feedback: this is what tells editors where a text misleads.
    first_answer = models.JSONField(_("first answer"), default=dict, blank=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=1)
    version = models.PositiveIntegerField(default=1, editable=False)
    answered_at = models.DateTimeField(_("answered"))

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "step_key", "block_id"], name="courses_blockanswer_unique")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.block_id}"
