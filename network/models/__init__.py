from network.models.reports import ExperienceReportPage, ReportIndexPage

__all__ = ["ExperienceReportPage", "ReportIndexPage"]
