"""A sheet that is filled in together, as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import get_language

from portal.worksheets.domain.answers import missing
from portal.worksheets.domain.branching import shown
from portal.worksheets.domain.form import Form, said
from portal.worksheets.domain.scoring import Score, score
from portal.worksheets.models import Answer, Worksheet
from portal.worksheets.presenters.parts import Shown, numbered, present


@dataclass(frozen=True, slots=True)
class Adding:
    """The score in the reader's words. `meaning` only when all that counts is answered."""

    score: Score
    method: str
    meaning: str
    note: str


@dataclass(frozen=True, slots=True)
class Filled:
    """Everything the page of a sheet shows."""

    title: str
    intro: str
    source: str
    parts: tuple[Shown, ...]
    answered: int
    asked: int
    missing: int
    adding: Adding | None


def title_of(sheet: Worksheet) -> str:
    """Return what the form is called in the reader's language."""
    return said(sheet.form.title, get_language() or "nb")


def filled(sheet: Worksheet, answers: Mapping[str, Answer]) -> Filled:
    """Return the sheet with its answers."""
    form, language = sheet.form, get_language() or "nb"
    values = {key: answer.value for key, answer in answers.items()}
    seen = shown(form, values)
    parts = tuple(_present(part, answers.get(part.id), part.id not in seen, number) for part, number in numbered(form))
    asked = [part for part in form.questions if part.id in seen]
    return Filled(
        title=said(form.title, language),
        intro=said(form.intro, language),
        source=said(form.source, language),
        parts=parts,
        answered=sum(values.get(part.id) is not None for part in asked),
        asked=len(asked),
        missing=len(missing(form, values, seen)),
        adding=adding(form, values),
    )


def adding(form: Form, values: Mapping[str, Any]) -> Adding | None:
    """Return the score in words; nothing for a form that does not add up."""
    found = score(form, values)
    if found is None:
        return None
    language = get_language() or "nb"
    meaning = said(found.band.texts, language) if found.band else ""
    return Adding(found, form.method.value, meaning, said(form.note, language))


def _present(part: Any, answer: Answer | None, hidden: bool, number: int) -> Shown:
    more: dict[str, Any] = {"hidden": hidden, "number": number}
    if answer is not None:
        more |= {
            "comment": answer.comment,
            "version": answer.version,
            "saved_at": answer.changed_at,
            "saved_by": str(answer.changed_by or ""),
        }
    return present(part, answer.value if answer is not None else None, **more)


def with_mistake(shown: Filled, part: Any, typed: Any, comment: str, words: str) -> Filled:
    """Return the page with what was typed in one question, and what is wrong with it, in place of what is stored."""
    again = tuple(
        replace(present(part, typed), comment=comment, version=each.version, number=each.number, error=words)
        if each.id == part.id
        else each
        for each in shown.parts
    )
    return replace(shown, parts=again)
