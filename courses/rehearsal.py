"""A draft as a learner meets it: an editor answers in the preview, gets the feedback, and nothing is stored.

What a question holds travels in its form, signed for this editor: a preview shows what has not been saved anywhere, so
there is no row to look it up in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core import signing
from django.urls import reverse

from courses.lessonparts import Part, QuestionView, ReflectionView, reflection_view
from courses.models import LessonPage
from courses.questions import KINDS, Refused

SALT = "courses.rehearsal"
LONGEST = 24 * 60 * 60
"""Seconds that a preview may stand open."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A question of a draft: its stored form, and where it stands among the questions."""

    id: str
    kind: str
    raw: Any
    number: int = 0
    total: int = 0

    @property
    def value(self) -> Any:
        """The block's value, as the lesson has it."""
        return LessonPage._meta.get_field("body").stream_block.child_blocks[self.kind].to_python(self.raw)

    def packed(self, editor: Any) -> str:
        """Sign it, so that what comes back is what the preview showed to this person."""
        data = [self.id, self.kind, self.raw, self.number, self.total]
        return signing.dumps(data, salt=f"{SALT}:{editor.pk}", compress=True)


def unpacked(editor: Any, text: str) -> Rehearsed | None:
    """Return the question that this person's preview showed; nothing when it is somebody else's, or too old."""
    try:
        return Rehearsed(*signing.loads(text, salt=f"{SALT}:{editor.pk}", max_age=LONGEST))
    except signing.BadSignature:
        return None


def address() -> str:
    """Where a preview sends everything, in the language of the page."""
    return reverse("courses:rehearse")


def question(
    asked: Rehearsed, editor: Any, answer: Mapping[str, Any] | None = None, refused: Refused | None = None
) -> QuestionView:
    """Return a question with the answer that was just given, or with why it was refused."""
    kind, value = KINDS[asked.kind], asked.value
    outcome = kind.outcome(value, answer)
    return QuestionView(
        id=asked.id,
        url=address(),
        template=kind.template,
        inside=kind.inside(value, answer, refused.given if refused else None),
        number=asked.number,
        total=asked.total,
        outcome=outcome,
        words=kind.words[outcome] if outcome else "",
        answered=answer is not None and kind.is_whole(value, answer),
        by_itself=kind.by_itself,
        error=refused.text if refused else "",
        draft=asked.packed(editor),
    )


def parts_to_try(page: LessonPage, editor: Any) -> list[Part]:
    """Return a lesson's parts with every question open, as for somebody who has answered none."""
    raws = list(page.body.raw_data)
    numbered = [str(raw["id"]) for raw in raws if raw["type"] in KINDS and KINDS[raw["type"]].numbered]
    parts = []
    for raw, block in zip(raws, page.body, strict=True):
        key = str(raw["id"])
        part = Part(key, block)
        if raw["type"] in KINDS:
            place = numbered.index(key) + 1 if key in numbered else 0
            asked = Rehearsed(key, raw["type"], raw["value"], place, len(numbered))
            part = replace(part, quiz=question(asked, editor))
        elif raw["type"] == "reflection":
            part = replace(part, reflection=private_text(page, key, block.value))
        parts.append(part)
    return parts


def private_text(page: Any, key: str, prompt: Any) -> ReflectionView:
    """Return a prompt to write at. What is written there goes nowhere."""
    view = reflection_view(page, key, prompt, None)
    return replace(view, url=address(), look=None, rehearsed=True)
