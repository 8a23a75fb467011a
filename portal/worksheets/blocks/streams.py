"""Which blocks a form and its meanings may hold, and how a form is read out of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from portal.worksheets.blocks import questions, series, tables
from portal.worksheets.blocks.base import TABLES, QuestionBlock, texts
from portal.worksheets.blocks.numbers import FigureBlock
from portal.worksheets.domain.form import Band, Condition, Form, Kind, Method, Part

BRANCHING = frozenset({Kind.CHOICE, Kind.CHOICES, Kind.LEVELS})
MOST_ANSWERS = 30


class PartsStream(blocks.StreamBlock):
    """Everything that a form is made of, but for branches."""

    heading = questions.HeadingBlock()
    guidance = questions.GuidanceBlock()
    text = questions.TextQuestionBlock()
    choice = questions.ChoiceQuestionBlock()
    scale = questions.ScaleQuestionBlock()
    levels = questions.LevelsQuestionBlock()
    number = questions.NumberQuestionBlock()
    date = questions.DateQuestionBlock()
    person = questions.PersonQuestionBlock()
    scale_series = series.ScaleSeriesBlock()
    choice_series = series.ChoiceSeriesBlock()
    checklist = series.ChecklistBlock()
    table = tables.TableQuestionBlock()


class InnerBranchBlock(QuestionBlock):
    """Questions that come only after certain answers to the choice just above."""

    # Numbers, so that the same branch holds in every language.
    answers = blocks.MultipleChoiceBlock(
        label=_("after answer number"),
        choices=[(str(number), str(number)) for number in range(1, MOST_ANSWERS + 1)],
        help_text=_("Count the answers of the choice just above this one. The questions below show after any of them."),
    )
    questions = PartsStream(label=_("questions"))

    class Meta:
        icon = "resubmit"
        label = _("Branch")
        group = TABLES
        label_format = _("After answer {answers}")

    def parts(self, key: str, value: Any, language: str) -> list[Part]:
        """Return the parts inside, without their condition: only the stream knows what stands above."""
        return parts_of(value["questions"], language)


class InnerStream(PartsStream):
    """What a branch may hold: one branch more."""

    branch = InnerBranchBlock()


class BranchBlock(InnerBranchBlock):
    """A branch of the form itself."""

    questions = InnerStream(label=_("questions"))

    class Meta:
        icon = "resubmit"
        label = _("Branch")
        group = TABLES
        label_format = _("After answer {answers}")


class FormStream(PartsStream):
    """A form."""

    branch = BranchBlock()

    def clean(self, value: Any) -> Any:
        """Besides the ordinary checks: a branch must have a choice above it that has so many answers."""
        result = super().clean(value)
        problems = {} if self.is_deferred_validation else _lost_branches(result)
        if problems:
            raise StreamBlockValidationError(block_errors=problems)
        return result


def parts_of(stream: Any, language: str) -> list[Part]:
    """Return the parts of a stream in reading order, branches with their conditions."""
    found: list[Part] = []
    above: Part | None = None
    for child in stream:
        parts = child.block.parts(str(child.id), child.value, language)
        if child.block_type == "branch":
            found.extend(_behind(above, child.value["answers"], part) for part in parts)
            continue
        found.extend(parts)
        above = next((part for part in reversed(parts) if part.kind in BRANCHING), above)
    return found


def _behind(above: Part | None, numbers: list[str], part: Part) -> Part:
    if above is None:
        return part
    chosen = frozenset(above.options[int(number) - 1].id for number in numbers if 0 < int(number) <= len(above.options))
    return replace(part, shown_when=(Condition(above.id, chosen), *part.shown_when))


def _lost_branches(stream: Any) -> dict[int, ValidationError]:
    problems: dict[int, ValidationError] = {}
    above: Part | None = None
    for index, child in enumerate(stream):
        if child.block_type != "branch":
            parts = child.block.parts(str(child.id), child.value, "nb")
            above = next((part for part in reversed(parts) if part.kind in BRANCHING), above)
        elif above is None:
            problems[index] = ValidationError(_("Put a choice above the branch, so that there are answers to follow."))
        elif any(int(number) > len(above.options) for number in child.value["answers"]):
            text = _("The choice above has only %(number)d answers.") % {"number": len(above.options)}
            problems[index] = ValidationError(text)
    return problems


class BandBlock(blocks.StructBlock):
    """What a score means."""

    at_least = FigureBlock(label=_("from and including"))
    meaning = blocks.CharBlock(label=_("means"), max_length=400)

    class Meta:
        icon = "pick"
        label = _("Meaning")
        label_format = "{at_least}: {meaning}"


class BandsStream(blocks.StreamBlock):
    """The meanings, from the lowest."""

    band = BandBlock()


def form_in(page: Any, language: str) -> Form:
    """Return the form of a template page as it stands in one language."""
    return Form(
        title=texts(language, page.title),
        parts=tuple(parts_of(page.form, language)),
        intro=texts(language, page.instructions),
        source=texts(language, page.source),
        note=texts(language, page.score_note),
        method=Method(page.scoring),
        bands=tuple(Band(child.value["at_least"], texts(language, child.value["meaning"])) for child in page.bands),
        version=page.form_version,
        shares_words=page.shares_words,
    )
