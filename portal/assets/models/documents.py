"""Files to download."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument

from portal.security.modelfields import FreeCharField


class PortalDocument(AbstractDocument):
    """A file with who made it and how it may be used."""

    # Wagtail's own column, as one that refuses identity numbers.
    title = FreeCharField(_("title"), max_length=255)
    credit = FreeCharField(_("credit"), max_length=200, blank=True)
    licence = FreeCharField(_("licence"), max_length=120, blank=True)

    admin_form_fields = (*WagtailDocument.admin_form_fields, "credit", "licence")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions: ClassVar = [("choose_portaldocument", "Can choose document")]

    def clean(self) -> None:
        """Look at the kind of file only when there is one: a file that was refused has had its reason already."""
        if self.file:
            super().clean()
