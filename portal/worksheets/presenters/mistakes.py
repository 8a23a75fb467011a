"""What is wrong with an answer, where, and how to mend it."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.worksheets.domain.answers import Mistake
from portal.worksheets.domain.form import Part, said

SENTENCES = {
    "not_a_number": gettext_lazy("Write a number, with digits only."),
    "not_whole": gettext_lazy("Choose a whole number."),
    "not_a_date": gettext_lazy("Write a date as day.month.year, for example 24.12.2026."),
    "not_an_option": gettext_lazy("Choose one of the answers that stand here."),
}


def sentence(mistake: Mistake, part: Part, language: str) -> str:
    """Return the sentence for a mistake; in a table it names the row and the column."""
    words = _words(mistake)
    if mistake.row is None:
        return words
    column = next((column for column in part.columns if column.id == mistake.column), None)
    place = {"row": mistake.row, "column": said(column.texts, language) if column else "", "what": words}
    return _("Row %(row)d, “%(column)s”: %(what)s") % place


def _words(mistake: Mistake) -> str:
    limit = mistake.limit or 0
    if mistake.code == "too_long":
        return ngettext(
            "The text is too long. Shorten it to %(number)d character.",
            "The text is too long. Shorten it to %(number)d characters.",
            int(limit),
        ) % {"number": int(limit)}
    if mistake.code == "too_low":
        return _("Write %(number)s or more.") % {"number": number_format(limit)}
    if mistake.code == "too_high":
        return _("Write %(number)s or less.") % {"number": number_format(limit)}
    if mistake.code == "too_many":
        return ngettext("Choose at most %(number)d answer.", "Choose at most %(number)d answers.", int(limit)) % {
            "number": int(limit)
        }
    if mistake.code == "too_many_rows":
        return _("A table holds at most %(number)d rows. Take some away, or make a second sheet.") % {
            "number": int(limit)
        }
    return str(SENTENCES[mistake.code])
