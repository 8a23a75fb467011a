"""A form as it was when somebody began to fill it in: parts with their texts in every language.

A worksheet keeps one of these as a snapshot, so that a template may change without touching what is being answered.
Ids are the block ids of the template, the same in every language. `to_json` and `from_json` are each other's inverse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Texts = Mapping[str, str]
# Whoever reads one Norwegian reads the other; English is what is left.
FALLBACKS = {"nb": ("nb", "nn", "en"), "nn": ("nn", "nb", "en"), "en": ("en", "nb", "nn")}


def said(texts: Texts, language: str) -> str:
    """Return the text in the language, else in the nearest one that has it, else nothing."""
    for code in (*FALLBACKS.get(language, (language,)), *texts):
        if texts.get(code):
            return texts[code]
    return ""


class Kind(StrEnum):
    """What a part is. `HEADING` and `GUIDANCE` are read; the others are answered."""

    HEADING = "heading"
    GUIDANCE = "guidance"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    SCALE = "scale"
    LEVELS = "levels"
    CHECK = "check"
    NUMBER = "number"
    DATE = "date"
    PERSON = "person"
    TABLE = "table"


READ = frozenset({Kind.HEADING, Kind.GUIDANCE})
RATED = frozenset({Kind.SCALE, Kind.LEVELS, Kind.CHOICE, Kind.CHOICES, Kind.CHECK})
"""What can be compared between people and counted without reading anybody's words."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose. `weight` is its worth in the score; none: it does not count."""

    id: str
    texts: Texts
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, of kind text, choice, check, number, date or person."""

    id: str
    kind: Kind
    texts: Texts
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """A part is shown only while the question `part` has one of these options as its answer."""

    part: str
    any_of: frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """One question or one text.

    `low` and `high` are the ends of a scale, or the limits of a number; `most` how many options may be ticked.
    `rows` are the fixed rows of a table; without them people add rows of their own. `comment` asks for a word beside
    the answer. `counted` says whether it is part of the score.
    """

    id: str
    kind: Kind
    texts: Texts
    help: Texts = field(default_factory=dict)
    required: bool = False
    options: tuple[Option, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[Option, ...] = ()
    low: float | None = None
    high: float | None = None
    low_texts: Texts = field(default_factory=dict)
    high_texts: Texts = field(default_factory=dict)
    most: int | None = None
    long: bool = False
    comment: bool = False
    counted: bool = False
    shown_when: tuple[Condition, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether there is anything to answer."""
        return self.kind not in READ

    def option(self, key: str) -> Option | None:
        """Return the option with this id."""
        return next((option for option in self.options if option.id == key), None)


class Method(StrEnum):
    """How a form adds up."""

    NONE = "none"
    SUM = "sum"
    MEAN = "mean"
    SHARE = "share"
    """The sum as a share of the most that could be reached, 0 to 100."""


@dataclass(frozen=True, slots=True)
class Band:
    """What a score of at least `at_least` means; the highest band that is reached counts."""

    at_least: float
    texts: Texts


@dataclass(frozen=True, slots=True)
class Form:
    """The whole. `version` counts the template's publications; `source` is said as a person would.

    `shares_words`: where each answers alone, the group reads what is written; otherwise only whoever wrote it does.
    """

    title: Texts
    parts: tuple[Part, ...]
    intro: Texts = field(default_factory=dict)
    source: Texts = field(default_factory=dict)
    note: Texts = field(default_factory=dict)
    method: Method = Method.NONE
    bands: tuple[Band, ...] = ()
    version: int = 1
    shares_words: bool = False

    def part(self, key: str) -> Part | None:
        """Return the part with this id."""
        return next((part for part in self.parts if part.id == key), None)

    @property
    def questions(self) -> tuple[Part, ...]:
        """The parts that are answered, in order."""
        return tuple(part for part in self.parts if part.answered)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the title stands in."""
        return tuple(self.title)


def to_json(form: Form) -> dict[str, Any]:
    """Return the form as plain values, leaving out what is empty."""
    return {
        "title": dict(form.title),
        "intro": dict(form.intro),
        "source": dict(form.source),
        "note": dict(form.note),
        "method": form.method.value,
        "version": form.version,
        "shares_words": form.shares_words,
        "bands": [{"at_least": band.at_least, "texts": dict(band.texts)} for band in form.bands],
        "parts": [_part_json(part) for part in form.parts],
    }


def from_json(stored: Mapping[str, Any]) -> Form:
    """Return the form that `to_json` wrote. Raises KeyError or ValueError for anything else."""
    return Form(
        title=stored["title"],
        intro=stored.get("intro", {}),
        source=stored.get("source", {}),
        note=stored.get("note", {}),
        method=Method(stored["method"]),
        version=stored["version"],
        shares_words=stored.get("shares_words", False),
        bands=tuple(Band(band["at_least"], band["texts"]) for band in stored["bands"]),
        parts=tuple(_part(part) for part in stored["parts"]),
    )


_PLAIN = ("required", "low", "high", "most", "long", "comment", "counted")
_TEXTS = ("texts", "help", "low_texts", "high_texts")


def _part_json(part: Part) -> dict[str, Any]:
    told: dict[str, Any] = {"id": part.id, "kind": part.kind.value}
    told |= {name: dict(getattr(part, name)) for name in _TEXTS if getattr(part, name)}
    told |= {name: value for name in _PLAIN if (value := getattr(part, name)) is not None and value is not False}
    if part.options:
        told["options"] = [_option_json(option) for option in part.options]
    if part.rows:
        told["rows"] = [_option_json(row) for row in part.rows]
    if part.columns:
        told["columns"] = [
            {
                "id": column.id,
                "kind": column.kind.value,
                "texts": dict(column.texts),
                "options": [_option_json(option) for option in column.options],
            }
            for column in part.columns
        ]
    if part.shown_when:
        told["shown_when"] = [{"part": each.part, "any_of": sorted(each.any_of)} for each in part.shown_when]
    return told


def _option_json(option: Option) -> dict[str, Any]:
    told: dict[str, Any] = {"id": option.id, "texts": dict(option.texts)}
    return told if option.weight is None else {**told, "weight": option.weight}


def _part(stored: Mapping[str, Any]) -> Part:
    return Part(
        id=stored["id"],
        kind=Kind(stored["kind"]),
        **{name: stored.get(name, {}) for name in _TEXTS},
        **{name: stored[name] for name in _PLAIN if name in stored},
        options=_options(stored.get("options", ())),
        rows=_options(stored.get("rows", ())),
        columns=tuple(
            Column(column["id"], Kind(column["kind"]), column["texts"], _options(column.get("options", ())))
            for column in stored.get("columns", ())
        ),
        shown_when=tuple(Condition(each["part"], frozenset(each["any_of"])) for each in stored.get("shown_when", ())),
    )


def _options(stored: Any) -> tuple[Option, ...]:
    return tuple(Option(each["id"], each["texts"], each.get("weight")) for each in stored)
