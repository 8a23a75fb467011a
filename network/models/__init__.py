from network.models.meetings import Material, MeetingRecord
from network.models.networks import JoinRequest, Network
from network.models.pages import MeetingPage, NetworkIndexPage, NetworkPage
from network.models.reports import ExperienceReportPage, ReportIndexPage

__all__ = [
    "ExperienceReportPage",
    "JoinRequest",
    "Material",
    "MeetingPage",
    "MeetingRecord",
    "Network",
    "NetworkIndexPage",
    "NetworkPage",
    "ReportIndexPage",
]
