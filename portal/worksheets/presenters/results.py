"""How a group has rated: for each question a picture, a sentence and a table; where they disagree; what has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.worksheets.domain.form import Form, Kind, Part, said
from portal.worksheets.domain.scoring import most
from portal.worksheets.domain.spread import FEWEST, Change, Spread, changes, largest_gaps, most_disagreed, spreads
from portal.worksheets.domain.totals import Total, total
from portal.worksheets.models import Sheet, Worksheet
from portal.worksheets.presenters.actions import action_from
from portal.worksheets.presenters.numbers import rounded
from portal.worksheets.presenters.spreadchart import Picture, picture
from portal.worksheets.presenters.together import Together, Written, together, written
from portal.worksheets.services.ratings import sent


@dataclass(frozen=True, slots=True)
class Result:
    """One question. `figures` are the mean and the gap to the top as numbers, for tables."""

    part: str
    label: str
    sentence: str
    hidden: bool
    picture: Picture | None = None
    counts: tuple[tuple[str, int], ...] = ()
    change: str = ""
    mean: str = ""
    gap: str = ""
    figures: tuple[float | None, float | None] = (None, None)
    words: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    action_url: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """The whole. `ready` says whether anything may be shown; if not, `waiting` says why."""

    answers: int
    ready: bool
    waiting: str
    questions: tuple[Result, ...] = ()
    disagreed: tuple[Result, ...] = ()
    gaps: tuple[Result, ...] = ()
    previous: Worksheet | None = None
    total: Together | None = None


def results(worksheet: Worksheet, with_actions: bool = False) -> Results:
    """Return how the group has rated; `with_actions`: each gap has a way to make an action of it.

    Anonymous ratings are shown when the sheet is closed and five have answered: shown earlier, the picture before and
    after one answer more would tell what that answer was.
    """
    sheets = sent(worksheet)
    waiting = _waiting(worksheet, len(sheets))
    if waiting:
        return Results(len(sheets), False, waiting)
    form, anonymous, language = worksheet.form, worksheet.anonymous, get_language() or "nb"
    values = [sheet.values for sheet in sheets]
    found = spreads(form, values, anonymous)
    earlier, moved, before = _before(worksheet, found)
    comments = _comments(sheets)
    shown = {each.part: _result(form, each, moved.get(each.part), comments.get(each.part, ())) for each in found}
    if form.shares_words:
        shown |= {each.part.id: _in_words(each, language) for each in written(form, values, anonymous, language)}
    gaps = [shown[each.part] for each in largest_gaps(found)]
    if with_actions:
        gaps = [replace(each, action_url=action_from(worksheet, each.part, each.label)) for each in gaps]
    return Results(
        answers=len(sheets),
        ready=True,
        waiting="",
        questions=tuple(shown[part.id] for part in form.questions if part.id in shown),
        disagreed=tuple(shown[each.part] for each in most_disagreed(found)),
        gaps=tuple(gaps),
        previous=earlier,
        total=together(form, values, anonymous, language, before),
    )


def _waiting(worksheet: Worksheet, number: int) -> str:
    if number == 0:
        return _("Nobody has answered yet.")
    if not worksheet.anonymous:
        return ""
    if number < FEWEST:
        left = FEWEST - number
        return ngettext(
            "The answers are anonymous. They are shown when %(left)d more has answered and the sheet is closed.",
            "The answers are anonymous. They are shown when %(left)d more have answered and the sheet is closed.",
            left,
        ) % {"left": left}
    if not worksheet.is_closed:
        return _(
            "Enough have answered. Close the sheet to see the answers; then nobody can be told by what comes later."
        )
    return ""


def _before(worksheet: Worksheet, now: Sequence[Spread]) -> tuple[Worksheet | None, dict[str, Change], Total | None]:
    """The round before, what has moved since then, and what it added up to."""
    before = worksheet.previous
    if before is None or not before.rated_alone:
        return None, {}, None
    sheets = sent(before)
    if _waiting(before, len(sheets)):
        return None, {}, None
    values = [sheet.values for sheet in sheets]
    earlier = spreads(before.form, values, before.anonymous)
    moved = {change.part: change for change in changes(earlier, now)}
    return before, moved, total(before.form, values, before.anonymous)


def _comments(sheets: Sequence[Sheet]) -> dict[str, tuple[str, ...]]:
    """The words beside the answers, by question; in the order of their letters, which tells nothing of who wrote."""
    found: dict[str, list[str]] = {}
    for sheet in sheets:
        for part, words in sheet.comments.items():
            if words:
                found.setdefault(part, []).append(words)
    return {part: tuple(sorted(words)) for part, words in found.items()}


def _result(form: Form, found: Spread, change: Change | None, comments: tuple[str, ...]) -> Result:
    part = form.part(found.part)
    assert part is not None  # noqa: S101 - the spread was made from this form; tells the type checker
    language = get_language() or "nb"
    return Result(
        part=found.part,
        label=said(part.texts, language),
        sentence=_sentence(part, found),
        hidden=found.hidden,
        picture=None if found.hidden else picture(part, found, language),
        counts=tuple((_name(part, key, language), count) for key, count in found.counts.items()),
        change=_change(change),
        mean=rounded(found.mean),
        gap=rounded(found.gap),
        figures=(found.mean, found.gap),
        comments=() if found.hidden else comments,
    )


def _in_words(found: Written, language: str) -> Result:
    """A question that is answered in words: they are shown as they were written."""
    label = said(found.part.texts, language)
    if found.hidden:
        told = _("Fewer than five have answered this question, so nothing is shown.")
        return Result(found.part.id, label, told, hidden=True)
    number = len(found.words)
    told = _("Nobody has answered this question.")
    if number:
        told = ngettext("%(number)d answer.", "%(number)d answers.", number) % {"number": number}
    return Result(found.part.id, label, told, hidden=False, words=found.words)


def _sentence(part: Part, found: Spread) -> str:
    if found.hidden:
        return _("Fewer than five have answered this question, so nothing is shown.")
    if found.answers == 0:
        return _("Nobody has answered this question.")
    said_by = ngettext("%(number)d answer.", "%(number)d answers.", found.answers) % {"number": found.answers}
    if found.mean is None or part.kind is Kind.CHECK:
        return said_by
    told = {
        "mean": rounded(found.mean),
        "top": rounded(most(part)),
        "low": rounded(found.lowest),
        "high": rounded(found.highest),
    }
    if found.answers == 1:
        return _("1 answer: %(low)s of %(top)s.") % told
    if found.lowest == found.highest:
        return said_by + " " + _("All answered %(low)s of %(top)s.") % told
    return said_by + " " + _("The mean is %(mean)s of %(top)s; answers go from %(low)s to %(high)s.") % told


def _change(change: Change | None) -> str:
    if change is None or change.by is None:
        return ""
    told = {"before": rounded(change.before), "now": rounded(change.now)}
    if round(change.by, 1) == 0:
        return _("The same as in the round before (%(before)s).") % told
    if change.by > 0:
        return _("Up from %(before)s to %(now)s since the round before.") % told
    return _("Down from %(before)s to %(now)s since the round before.") % told


def _name(part: Part, key: str, language: str) -> str:
    if part.kind is Kind.CHECK:
        return _("ticked") if key == "yes" else _("not ticked")
    option = part.option(key)
    if option is None:
        return key
    return said(option.texts, language)
