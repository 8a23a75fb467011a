"""A list of sheets with nothing in it leads to the forms."""

from __future__ import annotations

from types import SimpleNamespace

from django.urls import reverse

from portal.spaces.services.owned import space_of_organisation
from portal.worksheets.services.setup import setup_forms
from tests.integration.worksheets.conftest import as_
from tests.support.sites import setup_site


def test_it_leads_to_where_one_chooses_a_form(team: SimpleNamespace) -> None:
    setup_site()
    setup_forms()
    space = space_of_organisation(team.organisation)
    for address in (reverse("worksheets:mine"), reverse("worksheets:of_space", args=[space.pk])):
        text = as_(team.Anne).get(address).content.decode()
        assert 'href="/verktoy/skjemaer/">Velg et skjema</a>' in text
