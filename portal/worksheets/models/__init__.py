from portal.worksheets.models.answers import Answer, AnswerRevision
from portal.worksheets.models.ratings import Seat, Sheet
from portal.worksheets.models.templates import WorksheetTemplatePage
from portal.worksheets.models.worksheets import Worksheet

__all__ = ["Answer", "AnswerRevision", "Seat", "Sheet", "Worksheet", "WorksheetTemplatePage"]
