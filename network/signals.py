"""Keep the columns that lists sort and filter by in step with what is published."""

from __future__ import annotations

from typing import Any

from wagtail.signals import page_published

from network.models import ExperienceReportPage


def set_list_columns(sender: type, instance: Any, **kwargs: Any) -> None:
    """Write when the report was first shown and the years of its project."""
    begins = instance.period_from or instance.period_to
    ends = instance.period_to or instance.period_from
    columns = {
        "shown_at": instance.first_published_at,
        "year_from": begins.year if begins else None,
        "year_to": ends.year if ends else None,
    }
    ExperienceReportPage.objects.filter(pk=instance.pk).update(**columns)
    for name, value in columns.items():
        setattr(instance, name, value)


def connect() -> None:
    """Listen. Called once, when the app is ready."""
    page_published.connect(set_list_columns, sender=ExperienceReportPage, dispatch_uid="network_report_columns")
