from portal.gatherings.models.aftermath import Evaluation, MeetingMaterial, RatingPlace, Recording
from portal.gatherings.models.attending import Needs, Presence, SentLetter
from portal.gatherings.models.feeds import CalendarFeed
from portal.gatherings.models.library import AgendaTemplatePage, ExercisePage, LibraryPage, Opener, Purpose
from portal.gatherings.models.meetings import Gathering
from portal.gatherings.models.minutes import Minutes
from portal.gatherings.models.notes import Cluster, Note, NoteBoard
from portal.gatherings.models.notices import Notice
from portal.gatherings.models.problems import Problem
from portal.gatherings.models.pulses import Pulse, PulseAnswer, PulseSeat
from portal.gatherings.models.seats import Seat, Seating, Share
from portal.gatherings.models.series import SeriesPlace

__all__ = [
    "AgendaTemplatePage",
    "CalendarFeed",
    "Cluster",
    "Evaluation",
    "ExercisePage",
    "Gathering",
    "LibraryPage",
    "MeetingMaterial",
    "Minutes",
    "Needs",
    "Note",
    "NoteBoard",
    "Notice",
    "Opener",
    "Presence",
    "Problem",
    "Pulse",
    "PulseAnswer",
    "PulseSeat",
    "Purpose",
    "RatingPlace",
    "Recording",
    "Seat",
    "Seating",
    "SentLetter",
    "SeriesPlace",
    "Share",
]
