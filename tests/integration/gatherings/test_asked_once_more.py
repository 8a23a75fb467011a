"""What can't be taken back is asked once more: the button stands in a fold, for a thumb and for the keyboard alike."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.gatherings.models import Gathering
from portal.gatherings.services import seating
from portal.gatherings.services.seatlinks import word_of_share
from tests.factories.accounts import OrganisationFactory
from tests.support.seats import asked

pytestmark = pytest.mark.django_db


def test_before_somebody_is_taken_off_the_list(host: Client, lead: User, gathering: Gathering) -> None:
    home = OrganisationFactory()
    asked(lead, gathering, "lise", organisation=home)
    share = seating.set_share(lead, seating.seating_of(lead, gathering), home, {"least": 1})
    for page in (
        host.get(reverse("gatherings:people", args=[gathering.pk])),
        Client().get(reverse("gatherings:naming", args=[word_of_share(share)])),
    ):
        stands_in_a_fold(page.content.decode(), "/trekk/", "Ja, ta av")


def test_before_the_clock_is_set_back(host: Client, gathering: Gathering) -> None:
    page = host.get(reverse("gatherings:run", args=[gathering.pk])).content.decode()
    stands_in_a_fold(page, 'value="restart"', "Ja, nullstill")


def stands_in_a_fold(page: str, form: str, button: str) -> None:
    fold = page[page.rindex("<details", 0, page.index(form)) :]
    assert fold.index("</summary>") < fold.index(form) < fold.index(button) < fold.index("</details>")
