"""The form of somebody who rates alone, and the links that a group has sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.worksheets.domain.branching import shown
from portal.worksheets.domain.form import RATED, said
from portal.worksheets.models import Seat, Worksheet
from portal.worksheets.presenters.parts import Shown, numbered, present
from portal.worksheets.services.ratings import token_of


@dataclass(frozen=True, slots=True)
class Form:
    """A whole form that is sent at once. `errors` lists what is wrong with a way to each question.

    `shows_words`: something that is written in it is read by the group; `keeps_words`: something is not.
    """

    intro: str
    source: str
    parts: tuple[Shown, ...]
    errors: tuple[tuple[str, str, str], ...]
    shows_words: bool = False
    keeps_words: bool = False


@dataclass(frozen=True, slots=True)
class Labels:
    """The lines that no links were made of, as they were typed, and what is wrong with them."""

    typed: str = ""
    error: str = ""


#: So many links are shown at first; a sheet may have hundreds.
FEW_LINKS = 20


@dataclass(frozen=True, slots=True)
class Link:
    """A link that somebody may rate by. `state` in words."""

    pk: int
    label: str
    url: str
    state: str
    open: bool


@dataclass(frozen=True, slots=True)
class Links:
    """The links that are shown, and how many there are in all."""

    shown: list[Link]
    number: int

    @property
    def more(self) -> bool:
        """Whether some are left out."""
        return len(self.shown) < self.number


def form_of(
    worksheet: Worksheet, values: Mapping[str, Any], comments: Mapping[str, str], wrong: Mapping[str, str]
) -> Form:
    """Return the form with what stands in it, stored or typed."""
    form, language = worksheet.form, get_language() or "nb"
    seen = shown(form, values)
    parts = []
    for part, number in numbered(form):
        one = present(part, values.get(part.id), hidden=part.id not in seen, number=number)
        parts.append(replace(one, comment=comments.get(part.id, ""), error=wrong.get(part.id, "")))
    errors = tuple((part.id, part.label, part.error) for part in parts if part.error)
    in_words = any(part.kind not in RATED for part in form.questions)
    return Form(
        intro=said(form.intro, language),
        source=said(form.source, language),
        parts=tuple(parts),
        errors=errors,
        shows_words=(in_words and form.shares_words) or any(part.comment for part in form.questions),
        keeps_words=in_words and not form.shares_words,
    )


def links_of(request: HttpRequest, worksheet: Worksheet) -> Links:
    """Return the first links of a sheet, those that wait for an answer before the rest; all with `?lenker=alle`.

    In anonymous ratings it is not said which have been used, and they stand in the order they were made: with few
    answers that would tell who wrote what.
    """
    seats = list(worksheet.seats.filter(person__isnull=True).exclude(label="").order_by("pk"))
    if not worksheet.anonymous:
        seats.sort(key=lambda seat: (seat.used_on is not None, seat.withdrawn_at is not None))
    most = len(seats) if request.GET.get("lenker") == "alle" else FEW_LINKS
    return Links([_link(request, worksheet, seat) for seat in seats[:most]], len(seats))


def _link(request: HttpRequest, worksheet: Worksheet, seat: Seat) -> Link:
    url = request.build_absolute_uri(reverse("worksheets:rate_by_link", args=[token_of(seat)]))
    state = _("taken back") if seat.withdrawn_at else ""
    if not state and not worksheet.anonymous:
        state = _("answered") if seat.used_on else _("not answered")
    return Link(seat.pk, seat.label, url, state, seat.withdrawn_at is None)
