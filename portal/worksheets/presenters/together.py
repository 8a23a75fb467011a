"""What a group's sheets say together: the words that people wrote, and what the sheets add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.worksheets.domain.answers import Answers
from portal.worksheets.domain.branching import shown
from portal.worksheets.domain.form import RATED, Form, Kind, Method, Part, said
from portal.worksheets.domain.spread import FEWEST
from portal.worksheets.domain.totals import Total, total
from portal.worksheets.presenters.numbers import rounded
from portal.worksheets.presenters.reading import in_words, row_words


@dataclass(frozen=True, slots=True)
class Written:
    """What was written in answer to one question, in the order of the letters: it tells nothing of who wrote."""

    part: Part
    words: tuple[str, ...]
    hidden: bool = False


def written(form: Form, sheets: Sequence[Answers], anonymous: bool, language: str) -> list[Written]:
    """Return the answers in words to every question that is not counted, in the form's order."""
    visible = [(answers, shown(form, answers)) for answers in sheets]
    found = []
    for part in form.questions:
        if part.kind in RATED:
            continue
        given = [answers[part.id] for answers, seen in visible if part.id in seen and answers.get(part.id) is not None]
        if given and anonymous and len(given) < FEWEST:
            found.append(Written(part, (), hidden=True))
            continue
        words = [each for value in given for each in _words(part, value, language)]
        found.append(Written(part, tuple(sorted(words, key=str.casefold))))
    return found


def _words(part: Part, value: object, language: str) -> list[str]:
    if part.kind is Kind.TABLE and isinstance(value, list):
        return [told for row in value if (told := row_words(part, row, language))]
    return [in_words(part, value, "", language)]


@dataclass(frozen=True, slots=True)
class Together:
    """The sum of a group, in words. `bands` has each meaning with how many sheets reached it."""

    sentence: str
    meaning: str = ""
    change: str = ""
    partly: str = ""
    note: str = ""
    hidden: bool = False
    bands: tuple[tuple[str, int], ...] = ()
    figures: tuple[tuple[str, float], ...] = ()
    """What the sentence tells, as numbers with their names, for tables."""


def together(
    form: Form, sheets: Sequence[Answers], anonymous: bool, language: str, before: Total | None = None
) -> Together | None:
    """Return what the sheets add up to; nothing for a form that does not, or while no sheet is whole."""
    found = total(form, sheets, anonymous)
    if found is None:
        return None
    if found.hidden:
        return Together(_("Fewer than five have answered all that counts, so the sum is not shown."), hidden=True)
    return Together(
        sentence=_sentence(form, found),
        meaning=said(found.band.texts, language) if found.band else "",
        change=_change(form, before, found),
        partly=_partly(found.partly),
        note=said(form.note, language),
        bands=tuple((said(band.texts, language), count) for band, count in found.bands),
        figures=_figures(form, found),
    )


def _figures(form: Form, found: Total) -> tuple[tuple[str, float], ...]:
    unit = " (%)" if form.method is Method.SHARE else ""
    return (
        (_("Whole sheets"), found.sheets),
        (_("Mean") + unit, found.mean),
        (_("Lowest") + unit, found.lowest),
        (_("Highest") + unit, found.highest),
        (_("The most that is possible") + unit, found.top),
    )


def _sentence(form: Form, found: Total) -> str:
    told = {
        "number": found.sheets,
        "mean": _unit(form, found.mean),
        "top": _unit(form, found.top),
        "low": _unit(form, found.lowest),
        "high": _unit(form, found.highest),
    }
    if found.lowest == found.highest:
        return (
            ngettext(
                "%(number)d whole sheet: %(mean)s of %(top)s.",
                "%(number)d whole sheets, all alike: %(mean)s of %(top)s.",
                found.sheets,
            )
            % told
        )
    return _("%(number)d whole sheets. The mean is %(mean)s of %(top)s; they go from %(low)s to %(high)s.") % told


def _change(form: Form, before: Total | None, found: Total) -> str:
    if before is None or before.hidden or before.top != found.top:
        return ""
    told = {"before": _unit(form, before.mean), "now": _unit(form, found.mean)}
    if told["before"] == told["now"]:
        return _("The same as in the round before (%(before)s).") % told
    if found.mean > before.mean:
        return _("Up from %(before)s to %(now)s since the round before.") % told
    return _("Down from %(before)s to %(now)s since the round before.") % told


def _partly(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "%(number)d sheet lacks answers that count and is not in the sum.",
        "%(number)d sheets lack answers that count and are not in the sum.",
        number,
    ) % {"number": number}


def _unit(form: Form, value: float) -> str:
    return f"{rounded(value)} %" if form.method is Method.SHARE else rounded(value)
