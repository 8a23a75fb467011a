"""Reads of files."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone
from wagtail.images.models import ImageQuerySet

from portal.assets.choices import Consent


class PortalImageQuerySet(ImageQuerySet):
    """Which pictures may be shown, as `PortalImage.may_be_shown` says of one."""

    def withheld(self) -> Any:
        """Pictures whose consent is withdrawn or over."""
        return self.filter(Q(consent=Consent.WITHDRAWN) | Q(consent_expires_on__lt=timezone.localdate()))

    def of_file(self, path: str) -> Any:
        """The picture whose original, or one of whose sizes, lies at this path in the media folder."""
        return self.filter(Q(file=path) | Q(renditions__file=path))
