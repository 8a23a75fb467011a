"""What changes a learner's data, and the reads that need more than one table."""

from courses.services.mydata import export_for

__all__ = ["export_for"]
