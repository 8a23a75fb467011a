"""One form out of its versions in several languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from portal.worksheets.domain.form import Band, Column, Form, Option, Part, Texts


def merge(main: Form, others: Sequence[Form]) -> Form:
    """Return `main` with the texts that the others have for the same ids.

    The structure is that of `main`: a part that another language has not yet got keeps the texts it has, and a part
    that only another language has is left out.
    """
    for other in others:
        main = _merge(main, other)
    return main


def _merge(main: Form, other: Form) -> Form:
    found = {part.id: part for part in other.parts}
    return replace(
        main,
        title=_both(main.title, other.title),
        intro=_both(main.intro, other.intro),
        source=_both(main.source, other.source),
        note=_both(main.note, other.note),
        parts=tuple(_part(part, found[part.id]) if part.id in found else part for part in main.parts),
        bands=_bands(main.bands, other.bands),
    )


def _part(main: Part, other: Part) -> Part:
    return replace(
        main,
        texts=_both(main.texts, other.texts),
        help=_both(main.help, other.help),
        low_texts=_both(main.low_texts, other.low_texts),
        high_texts=_both(main.high_texts, other.high_texts),
        options=_options(main.options, other.options),
        rows=_options(main.rows, other.rows),
        columns=_columns(main.columns, other.columns),
    )


def _options(main: Sequence[Option], others: Sequence[Option]) -> tuple[Option, ...]:
    found = {option.id: option.texts for option in others}
    return tuple(replace(option, texts=_both(option.texts, found.get(option.id, {}))) for option in main)


def _columns(main: Sequence[Column], others: Sequence[Column]) -> tuple[Column, ...]:
    found = {column.id: column for column in others}
    return tuple(
        replace(
            column,
            texts=_both(column.texts, found[column.id].texts),
            options=_options(column.options, found[column.id].options),
        )
        if column.id in found
        else column
        for column in main
    )


def _bands(main: Sequence[Band], others: Sequence[Band]) -> tuple[Band, ...]:
    found = {band.at_least: band.texts for band in others}
    return tuple(replace(band, texts=_both(band.texts, found.get(band.at_least, {}))) for band in main)


def _both(main: Texts, other: Texts) -> Texts:
    return {**other, **main}
