"""Advisors find where a report is written; others are told who writes; what is kept for all says the same to all."""

from __future__ import annotations

from django.test import Client, TestCase

from network.services.setup import report_indexes, setup_reports
from portal.accounts.roles import Role
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.support.sites import setup_site

INDEX = "/erfaringer/prosjekterfaringer/"


class WriteDoor(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        setup_site()
        setup_reports()
        cls.add = {
            page.locale.language_code: f"/admin/pages/add/network/experiencereportpage/{page.pk}/"
            for page in report_indexes()
        }

    def text(self, role: Role | None, address: str = INDEX) -> str:
        client = Client()
        if role:
            person = UserFactory()
            MembershipFactory(person=person, role=role)
            client.force_login(person)
        return client.get(address).content.decode()

    def test_an_advisor_gets_a_button_in_the_language_of_the_list(self) -> None:
        assert f'href="{self.add["nb"]}"' in self.text(Role.ADVISOR)
        assert f'href="{self.add["nn"]}"' in self.text(Role.ADVISOR, "/nn/erfaringar/prosjekterfaringar/")

    def test_my_page_leads_straight_to_an_empty_report(self) -> None:
        assert f'href="{self.add["nb"]}"' in self.text(Role.ADVISOR, "/min-side/")
        assert self.add["nb"] not in self.text(Role.COORDINATOR, "/min-side/")

    def test_a_coordinator_is_told_who_writes(self) -> None:
        text = self.text(Role.COORDINATOR)
        assert "/admin/" not in text
        assert "rådgiver" in text.lower()

    def test_signed_out_it_is_the_same_for_all_and_leads_to_sign_in(self) -> None:
        self.text(Role.ADVISOR)
        text = self.text(None)
        assert "/admin/" not in text
        assert f"?next={INDEX}" in text
