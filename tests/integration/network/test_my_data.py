"""The copy of one's data holds the reports one has written, and nobody else's."""

from __future__ import annotations

from django.test import TestCase

from network.demo import CONTENT, _fields
from network.models import ExperienceReportPage
from network.services.setup import INDEX, setup_reports
from portal.accounts import mydata
from portal.cms.demo.loader import Kind, PageLoader
from tests.factories.accounts import UserFactory
from tests.support.sites import setup_site


class MyReports(TestCase):
    """What `network` adds to *mine data*."""

    def test_ones_own_report_is_in_the_copy(self) -> None:
        setup_site()
        setup_reports()
        writer, other = UserFactory(), UserFactory()
        kinds = {"report": Kind(ExperienceReportPage, _fields, lambda data: INDEX)}
        PageLoader(CONTENT).load(kinds, ["somlose-overganger"], writer=writer)
        _title, export = mydata.exporters()["network"]
        (report,) = export(writer)["reports"]
        assert report["title"] == ExperienceReportPage.objects.get().title
        assert report["sections"]
        assert export(other) == {"reports": [], "networks made": [], "asked to join": []}
