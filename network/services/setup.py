"""The pages every portal has in this room: the lists of experience reports and of networks, and who may write there."""

from __future__ import annotations

from pathlib import Path

from wagtail.models import Page

from network.models import NetworkIndexPage, ReportIndexPage
from portal.cms.demo.loader import Kind, PageLoader, page_key
from portal.cms.services.groups import ensure_groups

INDEX = "prosjekterfaringer"
SECTION = "erfaringer"
NETWORKS = "nettverk"
MEETINGS = "motes"
CONTENT = Path(__file__).resolve().parents[1] / "content"


def setup_reports() -> None:
    """Make the list in each language, below the section of experiences. Idempotent; run after the site's own setup."""
    PageLoader(CONTENT).load({"report_index": Kind(ReportIndexPage, lambda data, build: {}, lambda data: SECTION)})
    # Writers may add reports, and nothing else, so their right stands on the list and not on the section above.
    ensure_groups(report_indexes())


def setup_networks() -> None:
    """Make the list of networks in each language, below the section of meetings. Idempotent; after the site's own."""
    PageLoader(CONTENT).load({"network_index": Kind(NetworkIndexPage, lambda data, build: {}, lambda data: MEETINGS)})


def report_indexes() -> list[Page]:
    """Return the list of reports in every language."""
    return list(Page.objects.filter(translation_key=page_key(INDEX)))
