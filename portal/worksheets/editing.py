"""The admin's form for forms: the meanings of a score must be within what the form can score."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from portal.cms.forms import GuardedPageForm
from portal.worksheets.blocks.numbers import in_words
from portal.worksheets.blocks.streams import parts_of
from portal.worksheets.domain.form import Method
from portal.worksheets.domain.limits import Fault, Span, faults, span


class TemplateForm(GuardedPageForm):
    """Says beside the limit which scores the form can give."""

    def clean(self) -> dict[str, Any]:
        """A draft may be half-written; what is sent to review or published may not.

        The limits are looked at only when the questions are in order: else nobody knows what the form can score.
        """
        cleaned: dict[str, Any] = super().clean()
        bands = cleaned.get("bands")
        if bands and not self.is_deferred_validation and {"form", "scoring"} <= cleaned.keys():
            method = Method(cleaned["scoring"])
            possible = span(method, parts_of(cleaned["form"], "nb"))
            problems = _problems(bands, method, possible)
            if problems:
                self.add_error("bands", _beside(problems))
        return cleaned


def _problems(bands: Any, method: Method, possible: Span | None) -> dict[int, str]:
    if possible is None:
        # Once, at the first: the same words at each would only shout.
        return {0: _no_score(method)}
    found = faults([child.value["at_least"] for child in bands], possible)
    return {place: _words(fault, possible) for place, fault in found.items()}


def _no_score(method: Method) -> str:
    if method is Method.NONE:
        return _("The form does not add up. Choose a score above, or take the meanings away.")
    return _("No question counts in the score yet. Give answers a worth, or tick “counts in the score”.")


def _words(fault: Fault, possible: Span) -> str:
    if fault is Fault.TWICE:
        return _("Another meaning begins at the same score. Write another number here.")
    ends = {"low": in_words(round(possible.low, 2)), "high": in_words(round(possible.high, 2))}
    return _("The score can be from %(low)s to %(high)s. Write a number within that.") % ends


def _beside(problems: dict[int, str]) -> StreamBlockValidationError:
    return StreamBlockValidationError(
        block_errors={
            place: StructBlockValidationError(block_errors={"at_least": ValidationError(text)})
            for place, text in problems.items()
        }
    )
