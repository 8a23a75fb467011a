from portal.gatherings.models.attending import Needs, Presence, SentLetter
from portal.gatherings.models.feeds import CalendarFeed
from portal.gatherings.models.library import AgendaTemplatePage, ExercisePage, LibraryPage, Opener, Purpose
from portal.gatherings.models.meetings import Gathering
from portal.gatherings.models.minutes import Minutes
from portal.gatherings.models.seats import Seat, Seating, Share

__all__ = [
    "AgendaTemplatePage",
    "CalendarFeed",
    "ExercisePage",
    "Gathering",
    "LibraryPage",
    "Minutes",
    "Needs",
    "Opener",
    "Presence",
    "Purpose",
    "Seat",
    "Seating",
    "SentLetter",
    "Share",
]
