"""The forms that the demo's project has filled in: they say that they are practice, and go with the demo."""

from __future__ import annotations

from django.test import TestCase

from improvement.demo import load as load_project
from improvement.demo import remove as remove_project
from improvement.models import Project
from portal.accounts import demo as people
from portal.accounts.democontext import DemoContext
from portal.worksheets.models import Seat, Sheet, Worksheet
from portal.worksheets.presenters.results import results
from tests.support.sites import load_demo, setup_site


def silent(line: str) -> None:
    """Say nothing."""


class Examples(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.context = DemoContext(say=silent)
        setup_site()
        people.load(cls.context)
        load_demo(cls.context, "portal.worksheets", "improvement")

    def test_two_forms_have_three_named_ratings_each_and_say_that_they_are_practice(self) -> None:
        sheets = list(Worksheet.objects.order_by("pk"))
        assert len(sheets) == 2
        for sheet in sheets:
            assert sheet.title.startswith("Øvingssvar")
            assert not sheet.anonymous
            shown = results(sheet)
            assert shown.ready
            assert shown.answers == 3
            assert shown.disagreed
            assert all(sum(count for _name, count in question.counts) == 3 for question in shown.questions)
        assert Seat.objects.filter(label__contains="øvingssvar").count() == 2

    def test_loading_again_adds_none(self) -> None:
        load_project(self.context)
        assert Worksheet.objects.count() == 2
        assert Sheet.objects.count() == 6

    def test_they_go_with_the_demo(self) -> None:
        assert Project.objects.exists()
        remove_project()
        assert not Worksheet.objects.exists()
        assert not Sheet.objects.exists()
        assert not Seat.objects.exists()
