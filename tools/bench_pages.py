"""Which addresses `make bench` asks for, and the thousand charts."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta


def addresses() -> dict[str, str]:
    """Addresses of the demo's pages, by what they are."""
    from django.urls import reverse

    from courses.models import LessonPage
    from improvement.models import Project
    from network.models import ReportIndexPage
    from portal.cms.models import GuidePage

    def first(model: type) -> str:
        return str(model.objects.listable("nb").in_language("nb").order_by("path").first().url)

    return {
        "guide": first(GuidePage),
        "lesson": first(LessonPage),
        "reports": first(ReportIndexPage),
        "my_page": reverse("cms:my_page"),
        "project": Project.objects.order_by("pk").first().get_absolute_url(),
        "search": reverse("cms:search") + "?q=koordinator",
    }


def thousand_charts() -> tuple[float, int]:
    """Judge and word 1 000 series of 60 points; return CPU seconds and the bytes of one drawing."""
    from improvement.models import Measure, Point
    from improvement.presenters.chart import MeasureChart

    dice = random.Random(2026)  # noqa: S311 - figures to count with, not secrets
    start = date(2025, 1, 6)
    days = [start + timedelta(weeks=week) for week in range(60)]
    series = [[Point(date=day, value=dice.gauss(50, 10)) for day in days] for _ in range(1000)]
    measure = Measure(pk=1, name="Møter med agenda", unit="", shape="percent")
    before = time.process_time()
    for points in series:
        chart = MeasureChart(measure, points)
        assert chart.sentence  # noqa: S101
        assert chart.rules  # noqa: S101
    return time.process_time() - before, len(MeasureChart(measure, series[0]).svg("wide").encode())
