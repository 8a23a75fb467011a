"""Experience reports (S75): what a project did, what it gave, and what others can learn."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    PageChooserPanel,
    TitleFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.search import index

from network.blocks import EffectStream, ReportStream
from network.domain.report import STANDARD
from network.forms.reports import ReportForm
from network.querysets import ReportManager
from portal.cms.models import BasePage


def standard_sections() -> list[tuple[str, dict[str, Any]]]:
    """Return what a new report begins with: the standard sections, empty."""
    return [(key, {"text": "", "more": []}) for key in STANDARD]


class ReportIndexPage(BasePage):
    """All experience reports, with filters."""

    template = "network/pages/report_index.html"
    parent_page_types: ClassVar[list[str]] = ["cms.SectionPage"]
    subpage_types: ClassVar[list[str]] = ["network.ExperienceReportPage"]
    content_panels: ClassVar = [*BasePage.content_panels, *BasePage.quality_panels]

    class Meta:
        verbose_name = _("list of experience reports")
        verbose_name_plural = _("lists of experience reports")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the filters in the address ask for, read only when it is not kept already."""
        from network.presenters.reports import report_list, way_to_write

        if request.GET.get("q"):
            # The index follows a publication by some seconds; an answer kept in between would stay wrong.
            request.cacheable_page = False  # type: ignore[attr-defined]
        found = SimpleLazyObject(lambda: report_list(request))
        write = SimpleLazyObject(lambda: way_to_write(self, request))
        return {**super().get_context(request, *args, **kwargs), "found": found, "write": write}


class ExperienceReportPage(BasePage):
    """One project's report. Contact is a role and an address of an office, never a person's."""

    period_from = models.DateField(_("from"), null=True, blank=True)
    period_to = models.DateField(_("to"), null=True, blank=True, help_text=_("Empty while the project goes on."))
    organisations = models.CharField(
        _("organisations"), max_length=300, blank=True, help_text=_("Who worked together, as readers know them.")
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        verbose_name=_("organisation in Varig"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The owner of the project, if it uses Varig."),
    )
    sections = StreamField(
        ReportStream(), verbose_name=_("sections of the report"), blank=True, default=standard_sections
    )
    effects = StreamField(EffectStream(), verbose_name=_("effect goals and benefits"), blank=True)
    level_local = models.BooleanField(
        _("local innovation"), default=False, help_text=_("New in your own service or kommune.")
    )
    level_regional = models.BooleanField(
        _("regional innovation"), default=False, help_text=_("New in the health region or the county.")
    )
    level_national = models.BooleanField(_("national innovation"), default=False, help_text=_("New in Norway."))
    level_international = models.BooleanField(
        _("international innovation"), default=False, help_text=_("Not known from other countries.")
    )
    level_existing = models.BooleanField(
        _("putting an existing innovation to use"),
        default=False,
        help_text=_("Others have made it; you take it into use and fit it to your place."),
    )
    contact_role = models.CharField(
        _("role"), max_length=120, blank=True, help_text=_("For example: project lead. Never a name.")
    )
    contact_organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    contact_address = models.CharField(
        _("address of the office"),
        max_length=200,
        blank=True,
        help_text=_("A common mailbox or a web page that stays when people change. Not a person's own address."),
    )
    follow_up_of = models.ForeignKey(
        "self",
        verbose_name=_("follows up"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="follow_ups",
        help_text=_("The earlier report that this one goes on from."),
    )
    # Set when it is published; lists sort and filter by them, and they have indexes.
    shown_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)
    year_from = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    year_to = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)

    objects = ReportManager()

    template = "network/pages/report.html"
    base_form_class = ReportForm
    parent_page_types: ClassVar[list[str]] = ["network.ReportIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        TitleFieldPanel(
            "title", help_text=_("What the project was about, in plain words. “Experience report” need not be in it.")
        ),
        FieldPanel(
            "summary",
            help_text=_("One or two sentences for lists. Leave it empty and it is taken from the section Summary."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("organisations"),
                FieldPanel("organisation"),
                FieldRowPanel([FieldPanel("period_from"), FieldPanel("period_to")]),
            ],
            heading=_("The project"),
        ),
        HelpPanel(
            content=_(
                "Only the section Summary is needed before you send the report to review; write in the others if they "
                "fit your project. Empty ones are not shown, and the order is put right by itself. Write about the "
                "service and about groups, never about one person."
            )
        ),
        FieldPanel("sections"),
        MultiFieldPanel(
            [
                FieldPanel("level_local"),
                FieldPanel("level_regional"),
                FieldPanel("level_national"),
                FieldPanel("level_international"),
                FieldPanel("level_existing"),
            ],
            heading=_("Degree of innovation"),
            help_text=_("Tick all that fit."),
        ),
        FieldPanel("effects"),
        MultiFieldPanel(
            [FieldPanel("contact_role"), FieldPanel("contact_organisation"), FieldPanel("contact_address")],
            heading=_("Contact"),
        ),
        FieldPanel("image"),
        PageChooserPanel("follow_up_of", "network.ExperienceReportPage"),
        *BasePage.quality_panels,
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("organisations"),
        index.SearchField("sections"),
        index.SearchField("effects"),
    ]

    class Meta:
        verbose_name = _("experience report")
        verbose_name_plural = _("experience reports")

    @property
    def list_eyebrow(self) -> str:
        """The small line above the title in lists."""
        return str(_("Experience report"))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add sections in order, facts, contents and related reports."""
        from network.presenters.reports import report_context

        context = super().get_context(request, *args, **kwargs)
        above = context["breadcrumbs"][-2:-1]
        return {**context, **report_context(self, request), "index_url": above[0]["url"] if above else ""}
