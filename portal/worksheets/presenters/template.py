"""A form before anybody has filled it in."""

from __future__ import annotations

from dataclasses import dataclass

from portal.worksheets.domain.branching import shown
from portal.worksheets.domain.form import Form
from portal.worksheets.models import WorksheetTemplatePage
from portal.worksheets.presenters.parts import Shown, numbered, present
from portal.worksheets.services.snapshots import snapshot


@dataclass(frozen=True, slots=True)
class Blank:
    """The form as its page shows it."""

    parts: tuple[Shown, ...]
    questions: int


def shown_form(page: WorksheetTemplatePage) -> Blank:
    """Return the form of the page, empty; what lies behind an answer is marked, not left out."""
    return blank(snapshot(page))


def blank(form: Form) -> Blank:
    """Return a form, empty."""
    at_once = shown(form, {})
    parts = tuple(present(part, hidden=part.id not in at_once, number=number) for part, number in numbered(form))
    return Blank(parts, len(form.questions))
