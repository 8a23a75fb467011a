"""A sheet that is being filled in somewhere."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.security.modelfields import FreeCharField
from portal.spaces.models import Space
from portal.worksheets.choices import Filling
from portal.worksheets.domain.form import Form, from_json
from portal.worksheets.querysets import WorksheetQuerySet


class Worksheet(models.Model):
    """A snapshot of a template's form, filled in for a space. `previous` is the round before, if there was one."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="worksheets")
    template_key = models.UUIDField(_("form"), db_index=True, editable=False)
    form_json = models.JSONField(_("form as it was"), editable=False)
    title = FreeCharField(_("what this sheet is about"), max_length=200, blank=True)
    filling = models.CharField(_("filled in"), max_length=10, choices=Filling, editable=False)
    anonymous = models.BooleanField(_("anonymous"), default=False, editable=False)
    roles = models.JSONField(default=list, editable=False)
    round = models.PositiveIntegerField(_("round"), default=1, editable=False)
    previous = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="later"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("last changed"), default=timezone.now, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)

    objects = WorksheetQuerySet.as_manager()

    # Nothing in the admin may point here.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("worksheet")
        verbose_name_plural = _("worksheets")
        default_permissions: ClassVar = []
        indexes: ClassVar = [models.Index(fields=["space", "template_key", "-round"])]

    def __str__(self) -> str:
        return f"worksheet {self.pk}"

    def get_absolute_url(self) -> str:
        """Where it is filled in."""
        return reverse("worksheets:worksheet", args=[self.pk])

    @cached_property
    def form(self) -> Form:
        """The form as it was when the sheet was begun."""
        return from_json(self.form_json)

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is taken."""
        return self.closed_at is not None

    @property
    def rated_alone(self) -> bool:
        """Whether each fills in a sheet of their own."""
        return self.filling == Filling.ALONE

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row; the snapshot is read anew afterwards."""
        self.__dict__.pop("form", None)
        super().save(*args, **kwargs)
