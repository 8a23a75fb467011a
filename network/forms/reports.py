"""The admin's form for experience reports."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page

from network.domain.report import NEEDED, teaser
from network.sections import TITLES
from network.services.texts import section_text
from portal.cms.forms import GuardedPageForm


class ReportForm(GuardedPageForm):
    """Asks for the sections no report can do without, and fills in the teaser."""

    def clean(self) -> dict[str, Any]:
        """A draft may be half-written; what is sent to review or published may not."""
        cleaned: dict[str, Any] = super().clean()
        begins, ends = cleaned.get("period_from"), cleaned.get("period_to")
        if begins and ends and ends < begins:
            self.add_error("period_to", _("The project cannot end before it begins."))
        stream = cleaned.get("sections")
        if stream is not None and not self.is_deferred_validation:
            missing = [key for key in NEEDED if not section_text(stream, key)]
            if missing:
                self.add_error("sections", _at_the_sections(stream, missing))
        return cleaned

    def save(self, commit: bool = True) -> Page:
        """Take the teaser from the summary section when nobody wrote one."""
        if not self.instance.summary:
            self.instance.summary = teaser(section_text(self.instance.sections, "sammendrag"))
        return super().save(commit)


def _at_the_sections(stream: Any, missing: list[str]) -> StreamBlockValidationError:
    """Return an error that stands in the empty section, or above them all when the section was taken out."""
    places = {block.block_type: place for place, block in enumerate(stream)}
    write = _("Write something here before the report is sent to review. As a draft it can be saved without.")
    at_place = {
        places[key]: StructBlockValidationError(block_errors={"text": ValidationError(write)})
        for key in missing
        if key in places
    }
    gone = [
        _("Add the section «%(name)s» and write something in it before the report is sent to review.")
        % {"name": TITLES[key]}
        for key in missing
        if key not in places
    ]
    return StreamBlockValidationError(block_errors=at_place, non_block_errors=gone)
