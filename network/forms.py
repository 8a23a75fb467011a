"""The admin's form for experience reports."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
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
            missing = [str(TITLES[key]) for key in NEEDED if not section_text(stream, key)]
            if missing:
                names = ", ".join(f"«{name}»" for name in missing)
                self.add_error("sections", _("Write something under %(names)s first.") % {"names": names})
        return cleaned

    def save(self, commit: bool = True) -> Page:
        """Take the teaser from the summary section when nobody wrote one."""
        if not self.instance.summary:
            self.instance.summary = teaser(section_text(self.instance.sections, "sammendrag"))
        return super().save(commit)
