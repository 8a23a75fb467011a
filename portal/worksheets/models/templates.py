"""A form that editors make: a page that tells what it is for and holds the questions."""

from __future__ import annotations

import hashlib
import json
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from portal.accounts.roles import Role
from portal.cms.blocks import ArticleStream
from portal.cms.models import BasePage
from portal.spaces.models import SpaceKind
from portal.worksheets.blocks import BandsStream, FormStream
from portal.worksheets.choices import Filling, Scoring, Storage
from portal.worksheets.editing import TemplateForm
from portal.worksheets.models.fields import SeveralField


class WorksheetTemplatePage(BasePage):
    """A form for checks, plans, scored models and reflections; translated like any page.

    `form_version` rises by one when a published form has changed, so that a printed sheet says which one it is.
    """

    body = StreamField(ArticleStream(), verbose_name=_("what it is and how it is used"), blank=True)
    instructions = models.TextField(
        _("instructions on the sheet"), blank=True, max_length=1000, help_text=_("Stands above the questions.")
    )
    form = StreamField(FormStream(), verbose_name=_("the form"))
    storage = models.CharField(_("where answers go"), max_length=10, choices=Storage, default=Storage.STORED)
    filling = models.CharField(_("filled in"), max_length=10, choices=Filling, default=Filling.TOGETHER)
    anonymous = models.BooleanField(
        _("anonymous"),
        default=False,
        help_text=_("For forms that each fills in alone. Nothing is shown before five have answered."),
    )
    shares_words = models.BooleanField(
        _("the group reads answers in words"),
        default=False,
        db_default=False,
        help_text=_("For forms that each fills in alone. Unticked, such answers are seen only by whoever wrote them."),
    )
    places = SeveralField(
        verbose_name=_("where it may be used"), offered=SpaceKind.choices, help_text=_("Leave empty for everywhere.")
    )
    roles = SeveralField(
        verbose_name=_("who may fill it in"), offered=Role.choices, help_text=_("Leave empty for all members.")
    )
    # Not «method»: a control by that name hides the form's own from the admin's scripts.
    # The column keeps its name, so that servers of the version before go on meanwhile.
    scoring = models.CharField(_("score"), max_length=10, choices=Scoring, default=Scoring.NONE, db_column="method")
    bands = StreamField(BandsStream(), verbose_name=_("what the score means"), blank=True)
    score_note = models.CharField(
        _("note on the score"), max_length=300, blank=True, help_text=_("Stands wherever the score is shown.")
    )
    form_version = models.PositiveIntegerField(default=0, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)

    template = "portal/worksheets/pages/template.html"
    base_form_class = TemplateForm
    parent_page_types: ClassVar = ["cms.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("body"),
        FieldPanel("instructions"),
        FieldPanel("form"),
        MultiFieldPanel(
            [
                FieldPanel("storage"),
                FieldPanel("filling"),
                FieldPanel("anonymous"),
                FieldPanel("shares_words"),
                FieldPanel("places"),
                FieldPanel("roles"),
            ],
            heading=_("How it is filled in"),
        ),
        MultiFieldPanel(
            [FieldPanel("scoring"), FieldPanel("bands"), FieldPanel("score_note")], heading=_("What it adds up to")
        ),
        *BasePage.quality_panels,
    ]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("body"), index.SearchField("form")]

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")

    def clean(self) -> None:
        """Anonymous only makes sense where each fills in a sheet of their own."""
        super().clean()
        if self.anonymous and self.filling != Filling.ALONE:
            raise ValidationError(
                {"anonymous": _("Choose “each alone” first: a sheet written together has no secrets.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Count a new version when what stands in the published form is new."""
        if self.live:
            stored = type(self)._base_manager.filter(pk=self.pk).values("form_version", "fingerprint").first()
            before = stored or {"form_version": 0, "fingerprint": ""}
            self.fingerprint = self._fingerprint()
            changed = before["fingerprint"] != self.fingerprint
            self.form_version = before["form_version"] + (1 if changed else 0)
            if (names := kwargs.get("update_fields")) is not None:
                kwargs["update_fields"] = {*names, "form_version", "fingerprint"}
        super().save(*args, **kwargs)

    def _fingerprint(self) -> str:
        content = [
            self.title,
            self.instructions,
            self.form.get_prep_value(),
            self.scoring,
            self.bands.get_prep_value(),
            self.score_note,
        ]
        return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the form as a reader sees it before filling it in; read when the template asks."""
        from portal.worksheets.presenters.template import shown_form

        context = super().get_context(request, *args, **kwargs)
        return {**context, "sheet": SimpleLazyObject(lambda: shown_form(self))}
