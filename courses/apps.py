"""The room of courses, and what it tells the rooms below."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"

    def ready(self) -> None:
        """Say what we hold about people, and put *Continue* on their page."""
        from courses.blocks import LessonStream
        from courses.models import CoursePage, LocalToolPage
        from courses.presenters import my_page_cards
        from courses.presenters.cards import organisation_cards
        from courses.presenters.doors import organisation_doors
        from courses.services import mydata, named
        from courses.services.cohorts import data
        from courses.services.cohorts.attending import on_attended
        from courses.services.cohorts.words import words_of
        from portal.accounts.mydata import register_eraser, register_exporter
        from portal.accounts.orgpage import register_doors
        from portal.cms import catalogue
        from portal.cms.listings import Listing, register
        from portal.cms.mypage import register_card, register_link
        from portal.cms.services.contentcheck import register_block_check
        from portal.gatherings.seatwords import register_words
        from portal.gatherings.signals import attended
        from portal.search.kinds import SearchKind
        from portal.search.kinds import register as register_kind
        from portal.spaces.doors import register_address
        from portal.spaces.handover import register_name
        from portal.spaces.models import SpaceKind

        attended.connect(on_attended, dispatch_uid="courses.attended")
        register_name(SpaceKind.COHORT, lambda space: str(space.cohort))
        register_words(SpaceKind.COHORT, words_of)
        register_address(SpaceKind.COHORT, lambda space: str(space.cohort.get_absolute_url()))
        register_card(my_page_cards)
        catalogue.register(LessonStream)
        for kind, check in named.CHECKS.items():
            register_block_check(kind, check)
        register_card(organisation_cards)
        register_doors(organisation_doors)
        register_link("courses:mine", _("My courses"), "certificate")
        register_link("courses:cohorts", _("My groups"), "people")
        data.register()
        register(Listing("courses", _("courses"), lambda: CoursePage.objects.all()))
        register(Listing("local_tools", _("tools in the browser"), lambda: LocalToolPage.objects.all()))
        models = (
            "courses.coursepage",
            "courses.modulepage",
            "courses.lessonpage",
            "courses.practicesteppage",
            "courses.gatheringsteppage",
            "courses.localtoolpage",
        )
        register_kind(SearchKind("course", _("Courses and lessons"), models, 20, _("Course")))
        register_exporter("courses", mydata.export_for, _("Courses"))
        register_eraser(
            "course_progress",
            mydata.erase_progress,
            title=_("Courses you take, where you are in them, and your answers"),
            fate=_("Deleted."),
        )
        register_eraser(
            "reflections",
            mydata.erase_reflections,
            title=_("What you have written for yourself"),
            fate=_("Deleted."),
        )
        register_eraser(
            "certificates",
            mydata.erase_certificates,
            title=_("Certificates"),
            fate=_("Deleted. Nobody can check them any more, so download what you want to keep first."),
        )
