"""Everything this room knows about a person, for their own copy of their data."""

from __future__ import annotations

from typing import Any

from courses.models import (
    BlockAnswer,
    Certificate,
    CourseCompletion,
    Enrolment,
    Practice,
    Reflection,
    StepDecision,
    StepProgress,
)


def export_for(user: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the person's own rows, ready for JSON. For nobody but the person: it holds their private reflections."""
    return {
        "enrolments": _rows(Enrolment.objects.filter(person=user), "course_key", "started_at", "left_at"),
        "steps": _rows(
            StepProgress.objects.of(user), "step_key", "position", "touched_at", "completed_at", "completion"
        ),
        "answers": _rows(
            BlockAnswer.objects.filter(person=user),
            "step_key",
            "block_id",
            "answer",
            "first_answer",
            "attempts",
            "answered_at",
        ),
        "completions": _rows(CourseCompletion.objects.of(user), "course_key", "completed_at", "steps"),
        "practice": _rows(
            Practice.objects.of(user), "step_key", "thing", "chosen_at", "tried_at", "shared", "shared_with__name"
        ),
        "decisions": _rows(StepDecision.objects.of(user), "step_key", "organisation__name", "decided_at", "reason"),
        "reflections": _rows(Reflection.objects.of(user), "step_key", "block_id", "text", "updated_at"),
        "certificates": _rows(Certificate.objects.of(user), "code", "name", "titles", "issued_at"),
    }


def erase_progress(user: Any) -> None:
    """Delete where the person was, what they answered, practised and shared. Decisions they made about others stay."""
    kinds = (BlockAnswer, StepProgress, Enrolment, CourseCompletion, Practice, StepDecision)
    for kind in kinds:
        kind.objects.filter(person=user).delete()


def erase_reflections(user: Any) -> None:
    """Delete what the person wrote for themselves."""
    Reflection.objects.of(user).delete()


def erase_certificates(user: Any) -> None:
    """Delete the person's certificates; their codes then stand for nothing."""
    Certificate.objects.of(user).delete()


def _rows(queryset: Any, *fields: str) -> list[dict[str, Any]]:
    return [{name: _plain(value) for name, value in row.items()} for row in queryset.order_by("pk").values(*fields)]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | bool | dict | list):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
