"""Pictures. A picture of a person needs consent, and consent ends."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from portal.assets.choices import Consent
from portal.assets.querysets import PortalImageQuerySet
from portal.assets.services import consent
from portal.security.modelfields import FreeCharField


class PortalImage(AbstractImage):
    """A picture with who made it, how it may be used, and whether those in it agreed."""

    # Wagtail's own columns, as ours that refuse identity numbers.
    title = FreeCharField(_("title"), max_length=255)
    description = FreeCharField(_("description"), max_length=255, blank=True, default="")
    own_work = models.BooleanField(
        _("made by ourselves"),
        default=False,
        db_default=False,
        help_text=_("Then credit and licence may be left empty."),
    )
    credit = FreeCharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made it, as it should be written.")
    )
    licence = FreeCharField(
        _("licence"),
        max_length=120,
        blank=True,
        help_text=_("How it may be used, for example CC BY 4.0 or by agreement."),
    )
    consent = models.CharField(_("consent"), max_length=20, choices=Consent, default=Consent.NOT_NEEDED)
    consent_expires_on = models.DateField(
        _("consent to and including"),
        null=True,
        blank=True,
        help_text=_("The last day it may be shown; after it the picture is no longer shown."),
    )

    admin_form_fields = (
        *WagtailImage.admin_form_fields,
        "own_work",
        "credit",
        "licence",
        "consent",
        "consent_expires_on",
    )

    objects = PortalImageQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions: ClassVar = [("choose_portalimage", "Can choose image")]

    @property
    def default_alt_text(self) -> str:
        """Only a written description; a file name is never a picture's text."""
        return getattr(self, "description", "") or ""

    def may_be_shown(self, on: date | None = None) -> bool:
        """Say whether consent holds on the day (today unless told)."""
        return consent.holds(self.consent, self.consent_expires_on, on)

    def clean(self) -> None:
        """Whose work it is must be said, and a consent ends on a day or expressly never."""
        super().clean()
        problems = {**self._rights_problems(), **consent.problems(self.consent, self.consent_expires_on)}
        if problems:
            raise ValidationError(problems)

    def _rights_problems(self) -> dict[str, Any]:
        if self.own_work:
            return {}
        problems = {}
        if not self.credit:
            problems["credit"] = _("Say who made it, or tick that you made it yourselves. The law asks for the name.")
        if not self.licence:
            problems["licence"] = _("Say how it may be used, or tick that you made it yourselves.")
        return problems


class PortalRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("image rendition")
        verbose_name_plural = _("image renditions")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="assets_rendition_unique")
        ]
