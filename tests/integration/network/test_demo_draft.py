"""The demo's one draft: written by a person, never out, and its history says so."""

from __future__ import annotations

from django.test import TestCase
from wagtail.models import PageLogEntry

from network.demo import CONTENT, _fields
from network.models import ExperienceReportPage
from network.services.setup import INDEX, setup_reports
from portal.cms.demo.loader import Kind, PageLoader
from tests.factories.accounts import UserFactory
from tests.support.sites import setup_site


class DemoDraft(TestCase):
    """A content file that says `live = false`."""

    def test_it_was_never_published(self) -> None:
        setup_site()
        setup_reports()
        writer = UserFactory()
        loader = PageLoader(CONTENT)
        kinds = {"report": Kind(ExperienceReportPage, _fields, lambda data: INDEX)}
        for _again in range(2):
            loader.load(kinds, ["somlose-overganger"], writer=writer)
        page = ExperienceReportPage.objects.get()
        assert (page.live, page.first_published_at, page.live_revision) == (False, None, None)
        assert page.owner == writer
        told = {(entry.action, entry.user) for entry in PageLogEntry.objects.filter(page=page.pk)}
        assert told == {("wagtail.create", writer), ("wagtail.edit", writer)}
