"""Reads of experience reports."""

from __future__ import annotations

from typing import Self

from django.db.models import F, Q
from wagtail.models import PageManager

from portal.cms.querysets import BasePageQuerySet

# Never needed in lists, and long.
LONG = ("sections", "effects")


class ReportQuerySet(BasePageQuerySet):
    """Experience reports."""

    def newest_first(self) -> Self:
        """By first publication; the column of our own has an index, Wagtail's has none."""
        return self.order_by(F("shown_at").desc(nulls_last=True), "-pk")

    def for_list(self) -> Self:
        """Without the long texts."""
        return self.defer(*LONG)

    def of_year(self, years: list[int]) -> Self:
        """Reports of projects that ran in one of the years."""
        condition = Q(pk__in=[])
        for year in years:
            condition |= Q(year_from__lte=year, year_to__gte=year)
        return self.filter(condition)


ReportManager = PageManager.from_queryset(ReportQuerySet)
