"""«Audit» in the admin: what members and organisations have changed. To read, never to change; no export.

What editors change stands in Wagtail's own history (PageLogEntry, ModelLogEntry), under «Site history».
"""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from portal.kernel.decisions import Decision, allow, deny
from portal.security.auditwords import action_choices, action_words, object_words
from portal.security.guards import guarded
from portal.security.models import AuditEntry

PERMISSION = "security.view_auditentry"


def may_read_audit(request: HttpRequest, **kwargs: Any) -> Decision:
    """Administrators of the portal, by the permission of their group."""
    return allow("permission") if request.user.has_perm(PERMISSION) else deny("no_permission")


class AuditFilters(WagtailFilterSet):
    """By day, by what was done, by kind of thing and its number."""

    at = django_filters.DateFromToRangeFilter(label=_("Day"), widget=DateRangePickerWidget)
    action = django_filters.ChoiceFilter(label=_("What was done"), choices=action_choices)
    target_type = django_filters.CharFilter(label=_("Kind of thing"), lookup_expr="icontains")
    target_id = django_filters.CharFilter(label=_("Its number"))

    class Meta:
        model = AuditEntry
        fields = ("at", "action", "target_type", "target_id")


class AuditReport(ReportView):
    """Fifty entries at a time, the newest first, in words. Nothing that somebody wrote is in them."""

    page_title = _("Audit")
    header_icon = "history"
    model = AuditEntry
    filterset_class = AuditFilters
    index_url_name = "audit_report"
    index_results_url_name = "audit_report_results"
    columns = (
        DateColumn("at", label=_("When")),
        Column(
            "actor", label=_("Who"), accessor=lambda entry: entry.actor or _("nobody signed in, or a deleted account")
        ),
        Column("action", label=_("What was done"), accessor=lambda entry: action_words(entry.action)),
        Column("target", label=_("To whom or what"), accessor="target_words"),
        Column("space_id", label=_("Space")),
        Column("request_id", label=_("Request")),
    )

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Pass over a wish for a spreadsheet."""
        super().setup(request, *args, **kwargs)
        self.is_export = False

    @cached_property
    def show_export_buttons(self) -> bool:
        """No export: names that people chose could run as formulas in a spreadsheet, and the log stays where it is."""
        return False

    def get_queryset(self) -> QuerySet[AuditEntry]:
        """All entries with who did it."""
        return AuditEntry.objects.select_related("actor")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Say what the entries of this page are about."""
        entries = list(object_list)
        words = object_words(entries)
        for entry in entries:
            entry.target_words = words.get((entry.target_type, entry.target_id), "")
        return entries


def urls() -> list[URLPattern]:
    """The addresses of the report, below the admin's."""
    page = guarded(may_read_audit)(AuditReport.as_view())
    results = guarded(may_read_audit)(AuditReport.as_view(results_only=True))
    return [
        path("reports/audit/", page, name="audit_report"),
        path("reports/audit/results/", results, name="audit_report_results"),
    ]


class AuditMenuItem(MenuItem):
    """Shown to whom it opens for."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask the same question as the door."""
        return bool(may_read_audit(request))


def menu_item() -> AuditMenuItem:
    """The entry in the menu of reports."""
    return AuditMenuItem(_("Audit"), reverse("audit_report"), name="audit", icon_name="history", order=950)
