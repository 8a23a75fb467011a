from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    """Dated meetings: agenda, people, seats, run sheet, and what came of it."""

    name = "portal.gatherings"
    label = "gatherings"

    def ready(self) -> None:
        """Put the next meeting on «my page» and the meetings on organisations' pages, and tell *mine data*.

        And tell the search, the home page and the design catalogue about the library.
        """
        from django.contrib.auth.signals import user_logged_in
        from django.utils.translation import gettext_lazy as _

        from portal.accounts.orgpage import register_doors
        from portal.cms import catalogue
        from portal.cms.listings import Listing, register
        from portal.cms.mypage import register_card, register_link
        from portal.gatherings.models import AgendaTemplatePage, ExercisePage
        from portal.gatherings.presenters.doors import organisation_doors
        from portal.gatherings.presenters.mypage import my_next_meeting_card
        from portal.gatherings.receivers import take_seats
        from portal.gatherings.services.mydata import meetings, room, seats
        from portal.gatherings.streams import HandoutsStream, PartsStream, StepsStream
        from portal.search.kinds import SearchKind, register_also
        from portal.search.kinds import register as register_kind

        for each in (meetings, room, seats):
            each.register()
        user_logged_in.connect(take_seats, dispatch_uid="gatherings.take_seats")
        register_doors(organisation_doors)
        register_card(my_next_meeting_card)
        register_link("gatherings:mine", _("My meetings"), "calendar")
        for stream in (PartsStream, StepsStream, HandoutsStream):
            catalogue.register(stream)
        register(Listing("agendas", _("agendas in the library"), lambda: AgendaTemplatePage.objects.all()))
        register(Listing("exercises", _("exercises"), lambda: ExercisePage.objects.all()))
        models = ("gatherings.agendatemplatepage", "gatherings.exercisepage")
        register_also("section", "gatherings.librarypage")
        register_kind(SearchKind("library", _("Agendas and exercises"), models, 40, _("Agenda or exercise")))
