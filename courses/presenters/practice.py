"""What a practice step shows to the person who practises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from courses.forms.learning import COHORT
from courses.lessonparts import ReflectionView, reflection_view
from courses.models import Practice, PracticeStepPage, Reflection
from courses.services.practice import cohorts_of, organisations_of

SENT = ("choose", "tried", "share")


@dataclass(frozen=True, slots=True)
class ThingView:
    """One thing to choose among."""

    id: str
    title: str
    how: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ReaderView:
    """An organisation or a group that one may share with. `key` is what the form sends."""

    key: str
    name: str
    is_group: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class ShareView:
    """What the person shares, with whom, and with whom they could. The text never appears in a repr."""

    readers: tuple[ReaderView, ...]
    shared_with: Any | None
    shared_at: datetime | None
    text: str = field(repr=False, default="")
    error: str = ""


@dataclass(frozen=True, slots=True)
class PracticeView:
    """The parts of a practice step: choose, note, share. Who is nobody sees only what to choose among."""

    things: tuple[ThingView, ...]
    urls: Mapping[str, str]
    chosen: ThingView | None = None
    tried_at: datetime | None = None
    note: ReflectionView | None = None
    share: ShareView | None = None
    error: str = ""


def practice_context(page: PracticeStepPage, person: Any | None, errors: Mapping[str, Any]) -> dict[str, Any]:
    """Return the view under `practice`, and what was refused under `problems`."""
    row = Practice.objects.of(person).filter(step_key=page.translation_key).first() if person else None
    things = things_of(page, row)
    urls = {name: reverse(f"courses:practice_{name}", args=[page.translation_key]) for name in SENT}
    if person is None:
        return {"practice": PracticeView(things, urls), "problems": []}
    refused = errors.get("share")
    view = PracticeView(
        things=things,
        urls=urls,
        chosen=next((thing for thing in things if thing.chosen), None),
        tried_at=row.tried_at if row else None,
        note=_note(page, person, errors),
        share=_share(person, page, row, refused),
        error=errors.get("choose", ""),
    )
    return {"practice": view, "problems": _problems(view)}


def things_of(page: PracticeStepPage, row: Practice | None) -> tuple[ThingView, ...]:
    """Return what to choose among, with what was chosen."""
    return tuple(
        ThingView(
            str(block.id), block.value["title"], block.value["how"], row is not None and str(row.thing) == str(block.id)
        )
        for block in page.things
    )


def _note(page: PracticeStepPage, person: Any, errors: Mapping[str, Any]) -> ReflectionView:
    key = str(page.translation_key)
    text = Reflection.objects.of(person).filter(step_key=page.translation_key, block_id=page.translation_key).first()
    prompt = {"prompt": page.note_prompt or _("What happened?"), "help": ""}
    return reflection_view(page, key, prompt, text, errors.get(key))


def _share(person: Any, page: PracticeStepPage, row: Practice | None, refused: tuple[str, str] | None) -> ShareView:
    text, error = refused if refused else (row.shared if row else "", "")
    reader = (row.shared_cohort or row.shared_with) if row and row.shared else None
    groups = [ReaderView(f"{COHORT}{each.pk}", each.title, True, each == reader) for each in cohorts_of(person, page)]
    own = [ReaderView(str(each.pk), str(each), False, each == reader) for each in organisations_of(person)]
    return ShareView(
        readers=(*groups, *own),
        shared_with=reader,
        shared_at=row.shared_at if row and row.shared else None,
        text=text,
        error=error,
    )


def _problems(view: PracticeView) -> list[dict[str, str]]:
    found = []
    if view.error:
        found.append({"target": "choose", "text": view.error})
    if view.note and view.note.error:
        found.append({"target": f"t-{view.note.id}", "text": view.note.error})
    if view.share and view.share.error:
        found.append({"target": "share-text", "text": view.share.error})
    return found
