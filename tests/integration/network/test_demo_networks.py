"""The demo's closed network of coordinators: its meetings have a programme from the library."""

from __future__ import annotations

from django.test import TestCase

from network.choices import Access
from network.demo.networks import _gatherings
from network.services.setup import setup_networks
from portal.cms.demo.loader import PageLoader
from portal.gatherings.demo import CONTENT, KINDS
from portal.gatherings.models import Gathering
from portal.gatherings.services.setup import setup_library
from tests.factories.networks import advisor, network
from tests.support.sites import setup_site

AGENDAS = ("opplegg-erfaringsutveksling", "opplegg-reflekterende-team")
EXERCISES = ("ovelse-innsjekk", "ovelse-sporsmalsrunde", "ovelse-utsjekk", "ovelse-reflekterende-team")


class Coordinators(TestCase):
    """One gathering that has been, and one to come."""

    def test_both_have_a_programme(self) -> None:
        setup_site()
        setup_networks()
        setup_library()
        PageLoader(CONTENT).load(KINDS, [*EXERCISES, *AGENDAS])
        lead = advisor()
        _gatherings(lead, network(lead, Access.CLOSED))
        rows = Gathering.objects.order_by("starts_at")
        assert [bool(each.agenda.slots) for each in rows] == [True, True]
        assert [bool(each.template_key) for each in rows] == [True, True]
