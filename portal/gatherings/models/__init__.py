from portal.gatherings.models.feeds import CalendarFeed
from portal.gatherings.models.library import AgendaTemplatePage, ExercisePage, LibraryPage, Opener, Purpose
from portal.gatherings.models.meetings import Gathering
from portal.gatherings.models.minutes import Minutes

__all__ = [
    "AgendaTemplatePage",
    "CalendarFeed",
    "ExercisePage",
    "Gathering",
    "LibraryPage",
    "Minutes",
    "Opener",
    "Purpose",
]
