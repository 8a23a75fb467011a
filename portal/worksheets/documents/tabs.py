"""A filled-in sheet, or how a group has rated, as tables to reckon with: numbers stand as numbers."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from portal.exports.xlsx import Cell, Tab
from portal.worksheets.documents.filled import grid, how_many
from portal.worksheets.domain.branching import shown
from portal.worksheets.domain.form import Form, Kind, Method, Part, said
from portal.worksheets.domain.scoring import score
from portal.worksheets.models import Answer, Worksheet
from portal.worksheets.presenters.reading import in_words
from portal.worksheets.presenters.results import Result, Results
from portal.worksheets.presenters.together import Together

ONE_DECIMAL = "0.0"


def filled_tabs(sheet: Worksheet, answers: Mapping[str, Answer], results: Results | None, language: str) -> list[Tab]:
    """Return the sheet as tables: all questions, what they add up to, and each table that was filled in."""
    if results is not None:
        return _group_tabs(results)
    form = sheet.form
    values = {key: answer.value for key, answer in answers.items()}
    seen = shown(form, values)
    rows: list[list[Cell]] = []
    tabs: list[Tab] = []
    for part in form.questions:
        if part.id not in seen:
            continue
        answer = answers.get(part.id)
        value = answer.value if answer else None
        label = said(part.texts, language)
        if part.kind is Kind.TABLE:
            tabs.append(Tab(label, *grid(part, value, language)))
        rows.append([label, _plain(part, value, language), answer.comment if answer else ""])
    return [Tab(_("Answers"), [_("Question"), _("Answer"), _("Comment")], rows), *_score_tabs(form, values), *tabs]


def _plain(part: Part, value: object, language: str) -> Cell:
    if part.kind in (Kind.SCALE, Kind.NUMBER):
        return value  # type: ignore[return-value] # what domain.answers.clean made of it: a number or nothing
    return in_words(part, value, "", language)


def _score_tabs(form: Form, values: Mapping[str, object]) -> list[Tab]:
    found = score(form, values)
    if found is None:
        return []
    unit = " (%)" if form.method is Method.SHARE else ""
    rows: list[list[Cell]] = [
        [_("Score") + unit, float(found.value)],
        [_("The most that is possible") + unit, float(found.top)],
        [_("Answers that count"), found.answered],
        [_("Questions that count"), found.asked],
    ]
    return [_sums(rows)]


def _group_tabs(results: Results) -> list[Tab]:
    header = [_("Question"), _("Mean"), _("Below the top"), _("Answer"), how_many()]
    rows: list[list[Cell]] = []
    comments: list[list[Cell]] = []
    if results.ready:
        for each in results.questions:
            rows += _group_rows(each)
            comments += [[each.label, words] for words in each.comments]
    tabs = [Tab(_("Answers"), header, rows, {1: ONE_DECIMAL, 2: ONE_DECIMAL})]
    if results.total is not None and not results.total.hidden:
        tabs.append(_sums(_total_rows(results.total)))
    if comments:
        tabs.append(Tab(_("Comments"), [_("Question"), _("Comment")], comments))
    return tabs


def _group_rows(each: Result) -> list[list[Cell]]:
    mean, gap = (None if figure is None else float(figure) for figure in each.figures)
    rows: list[list[Cell]] = [[each.label, mean, gap, name, count] for name, count in each.counts]
    rows += [[each.label, None, None, words, None] for words in each.words]
    if each.hidden:
        rows.append([each.label, None, None, each.sentence, None])
    return rows


def _total_rows(found: Together) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[name, figure] for name, figure in found.figures]
    rows += [[_("Sheets that mean: %(meaning)s") % {"meaning": meaning}, count] for meaning, count in found.bands]
    return rows


def _sums(rows: list[list[Cell]]) -> Tab:
    return Tab(_("What it adds up to"), ["", _("Value")], rows, {1: ONE_DECIMAL})
