"""What the families share: groups, and the checks that must tolerate half-written drafts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

TEXT = _("Text")
FACTS = _("Facts")
LISTS = _("Lists and comparisons")
MEDIA = _("Pictures and files")
ACTIONS = _("Ways on")
HOME = _("Home page")

# No first- or second-level headings and no pictures inside running text; what is pasted is stripped to this.
RICH_TEXT = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
SMALL_RICH_TEXT = ["bold", "italic", "ol", "ul", "link"]

_path = RegexValidator(r"^/[^\s\"<>\\]*$|^(mailto:|tel:)[^\s\"<>]+$")
_web = URLValidator(schemes=["http", "https"])


def check_address(value: str) -> None:
    """Accept a web address, a path on this site, `mailto:` and `tel:`; nothing that could run script."""
    if value.startswith("//"):
        raise ValidationError(_("Begin with https:// or with a single slash."))
    try:
        _path(value)
    except ValidationError:
        try:
            _web(value)
        except ValidationError as error:
            raise ValidationError(
                _("Write a whole address (https://…), or a path on this site that begins with a slash.")
            ) from error


class AddressBlock(blocks.URLBlock):
    """A web address or a path on this site. As a URL block it may be overridden, but need not be translated."""

    def __init__(self, required: bool = True, help_text: str | None = None, **kwargs: Any) -> None:
        super().__init__(required=required, help_text=help_text, **kwargs)
        from django import forms

        self.field = forms.CharField(
            required=required, help_text=help_text or "", max_length=500, validators=[check_address], strip=True
        )

    class Meta:
        icon = "link"


class DraftTolerantStruct(blocks.StructBlock):
    """A structure whose `check` sees the values only when the page is to be published; drafts may be half-written."""

    def check_values(self, value: Mapping[str, Any]) -> dict[str, ValidationError]:
        """Return problems by field name; nothing when all is well. Values may be empty."""
        return {}

    def clean(self, value: Any) -> Any:
        """Run the ordinary checks, and ours unless the page is saved as a draft."""
        result = super().clean(value)
        if not self.is_deferred_validation:
            problems = self.check_values(result)
            if problems:
                raise StructBlockValidationError(block_errors=problems)
        return result
