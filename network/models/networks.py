"""A network: who is in it, who may come in. What it is for stands on its page, in each language."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.choices import Access, Answer
from portal.actions.models.base import language_in_use
from portal.security.modelfields import FreeTextField
from portal.spaces.models import Space, Versioned


class Network(Versioned):
    """One to one with its space. `key` is the translation key of its page.

    `version` rises when somebody who leads it changes the page's words or who may come in.
    """

    space = models.OneToOneField(Space, on_delete=models.CASCADE, primary_key=True, related_name="network")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    access = models.CharField(_("who may join"), max_length=10, choices=Access, default=Access.INVITED)
    form_key = models.UUIDField(null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    # Nothing in the admin may point here.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["created_by", "form_key"], name="network_once_a_form"),
        ]

    def __str__(self) -> str:
        return f"network {self.pk}"

    def get_absolute_url(self) -> str:
        """Its door, which leads on to its page in the reader's language."""
        return reverse("network:door", args=[self.pk])


class JoinRequest(models.Model):
    """Somebody asks to join a network by invitation. One at a time; a new one may follow a no."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="requests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    acting_for = models.ForeignKey(
        "accounts.Organisation", verbose_name=_("acts for"), on_delete=models.SET_NULL, null=True, blank=True
    )
    words = FreeTextField(_("a few words"), blank=True, max_length=500)
    language = models.CharField(_("language"), max_length=10, default=language_in_use, editable=False)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.WAITING)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("wish to join a network")
        verbose_name_plural = _("wishes to join networks")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["network", "person"], condition=Q(answer=Answer.WAITING), name="network_one_wish_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"wish of {self.person_id} to join network {self.network_id}"
