"""What a review came to: published, on the way out, sent back or on to the next reviewer; and what reviewers wrote."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.mail import WorkflowStateApprovalEmailNotifier, WorkflowStateRejectionEmailNotifier
from wagtail.models import Page, TaskState, WorkflowState

# How long a writer is told on my page that a page came out.
TOLD_DAYS = 14


class Outcome(StrEnum):
    """What happened to the page."""

    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    SENT_BACK = "sent_back"
    NEXT_REVIEW = "next_review"


def last_review(page: Any) -> WorkflowState | None:
    """Return the newest review of a page, under way or over."""
    state: WorkflowState | None = page.workflow_states.order_by("-created_at", "-pk").first()
    return state


def outcome(page: Page, state: WorkflowState) -> Outcome | None:
    """Say what came of a review; None when it was called off."""
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return Outcome.SENT_BACK
    if state.status == WorkflowState.STATUS_IN_PROGRESS:
        return Outcome.NEXT_REVIEW
    if state.status != WorkflowState.STATUS_APPROVED:
        return None
    return Outcome.SCHEDULED if page.approved_schedule else Outcome.PUBLISHED


def told(state: WorkflowState, by: AbstractBaseUser) -> list[Any]:
    """Return who gets a letter about what `by` has just answered: nobody hears of their own answer."""
    notifier = {
        WorkflowState.STATUS_APPROVED: WorkflowStateApprovalEmailNotifier,
        WorkflowState.STATUS_NEEDS_CHANGES: WorkflowStateRejectionEmailNotifier,
    }.get(state.status)
    return list(notifier().get_valid_recipients(state, user=by)) if notifier else []


def words_of_approval(page: Any) -> list[str]:
    """Return what the reviewers of the newest finished review wrote when they approved."""
    state = page.workflow_states.filter(status=WorkflowState.STATUS_APPROVED).order_by("-created_at", "-pk").first()
    return _comments(state.task_states.all(), TaskState.STATUS_APPROVED) if state is not None else []


def words_of_return(state: WorkflowState) -> str:
    """Return what the reviewer wrote when asking for changes; empty when nothing was written."""
    task = state.current_task_state
    return task.comment if task is not None and task.status == TaskState.STATUS_REJECTED else ""


def waiting_for(user: AbstractBaseUser) -> int:
    """Return how many pages wait for this person's answer."""
    groups = user.groups.all()  # type: ignore[attr-defined]
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task__groupapprovaltask__groups__in=groups)
    count: int = waiting.values("pk").distinct().count()
    return count


def reviews_of(pages: Iterable[Page]) -> dict[int, WorkflowState]:
    """Return the reviews that are not over, by page; one query for all pages."""
    keys = [str(page.pk) for page in pages]
    going_on = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
    found = _of_pages().filter(status__in=going_on, object_id__in=keys).select_related("current_task_state")
    return {int(state.object_id): state for state in found}


def lately_approved(user: AbstractBaseUser, most: int) -> list[tuple[int, str]]:
    """Return (page, what the reviewers wrote) of what others approved for this person lately, the newest first."""
    since = timezone.now() - timedelta(days=TOLD_DAYS)
    states = (
        _of_pages()
        .filter(
            requested_by=user,
            status=WorkflowState.STATUS_APPROVED,
            current_task_state__finished_at__gte=since,
        )
        .exclude(current_task_state__finished_by=user)
        .order_by("-current_task_state__finished_at")
        .prefetch_related("task_states")[:most]
    )
    return [
        (int(state.object_id), " ".join(_comments(state.task_states.all(), TaskState.STATUS_APPROVED)))
        for state in states
    ]


def _of_pages() -> QuerySet[WorkflowState]:
    states: QuerySet[WorkflowState] = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    return states


def _comments(tasks: Iterable[TaskState], status: str) -> list[str]:
    rows = sorted((task for task in tasks if task.status == status and task.comment), key=lambda task: task.pk)
    return [task.comment for task in rows]
