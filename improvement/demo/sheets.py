"""Two forms that the demo's project has filled in: practice answers, and their titles say so.

They hang on the project's space and go with it when the demo is removed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from improvement.models import Project
from portal.accounts.democontext import DemoContext
from portal.worksheets.demo import template
from portal.worksheets.domain.form import Kind, Part
from portal.worksheets.models import Worksheet, WorksheetTemplatePage
from portal.worksheets.services.ratings import make_links, send
from portal.worksheets.services.sheets import begin

FIT, LASTS = "lokal-tilpasning", "vil-det-vare"
LEAD, MEMBER, LINK = "prosjektleder", "prosjektmedlem", ""
BY_LINK = "Fagleder i hjemmetjenesten (øvingssvar)"


@dataclass(frozen=True, slots=True)
class Rating:
    """Who rated (nobody: through a link), the answers in order, and words beside some of them (from 1).

    An answer is the number on a scale, or which level from the best, which is 1.
    """

    who: str
    answers: tuple[int, ...]
    words: Mapping[int, str] = field(default_factory=dict)


EXAMPLES: tuple[tuple[str, str, tuple[Rating, ...]], ...] = (
    (
        FIT,
        "Øvingssvar: lage agendaen sammen med brukeren",
        (
            Rating(LEAD, (5, 4, 5, 4, 3, 3), {6: "Ledergruppa har ikke sett på møtestrukturen ennå."}),
            Rating(MEMBER, (5, 4, 4, 2, 3, 2), {4: "Hjemmetjenesten på kveld har ikke hørt om det."}),
            Rating(LINK, (4, 3, 5, 2, 2, 4), {5: "Vi trenger noen som kan vise oss hvordan."}),
        ),
    ),
    (
        LASTS,
        "Øvingssvar: vil agenda sammen med brukeren vare?",
        (
            Rating(LEAD, (1, 2, 2, 2, 2, 1, 2, 1, 2, 1), {1: "Vi måler hver måned, men bare i prosjektet."}),
            Rating(MEMBER, (2, 3, 2, 2, 2, 2, 3, 2, 3, 2), {9: "Møterommet er opptatt annenhver gang."}),
            Rating(LINK, (2, 3, 1, 3, 3, 2, 3, 1, 3, 2)),
        ),
    ),
)


def fill_in(context: DemoContext, project: Project) -> None:
    """Begin the examples that the project does not have, with their ratings."""
    for slug, title, ratings in EXAMPLES:
        page = template(slug)
        if page is None or Worksheet.objects.filter(space=project.space, template_key=page.translation_key).exists():
            continue
        _example(context, project, page, title, ratings)


def _example(
    context: DemoContext, project: Project, page: WorksheetTemplatePage, title: str, ratings: tuple[Rating, ...]
) -> None:
    lead = context.person(LEAD)
    sheet = begin(lead, page, project.space, title)
    asked = [part for part in sheet.form.questions if part.kind in (Kind.SCALE, Kind.LEVELS)]
    for rating in ratings:
        values = {part.id: _value(part, answer) for part, answer in zip(asked, rating.answers, strict=True)}
        words = {asked[number - 1].id: said for number, said in rating.words.items()}
        if rating.who == LINK:
            (seat,) = make_links(lead, sheet, [BY_LINK])
            send(sheet, values, words, seat=seat)
        else:
            send(sheet, values, words, person=context.person(rating.who))


def _value(part: Part, answer: int) -> Any:
    return answer if part.kind is Kind.SCALE else part.options[answer - 1].id
