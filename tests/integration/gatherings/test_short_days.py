"""Days in lists of meetings are written as the reader's language writes them."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from portal.accounts.models import User
from portal.gatherings.models import Gathering
from portal.kernel.clock import OSLO

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "day", "other"), [("nb", "24. nov", "24 Nov"), ("nn", "24. nov", "24 Nov"), ("en", "24 Nov", "24.")]
)
def test_the_short_day(lead: User, host: Client, gathering: Gathering, language: str, day: str, other: str) -> None:
    Gathering.objects.filter(pk=gathering.pk).update(starts_at=datetime(2031, 11, 24, 9, tzinfo=OSLO))
    with translation.override(language):
        address = reverse("gatherings:space", args=[gathering.space_id])
    slot = host.get(address).content.decode().split('class="v-slot-clock"')[1].split("</span>")[0]
    assert day in slot
    assert other not in slot
