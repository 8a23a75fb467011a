"""One document, many ways out: what is to be printed or downloaded, before anybody decides how it looks.

Rooms above build a `Document` from their own things; `pdf.py` (and later formats) turn it into a file. All text is
plain data. Nothing in here is markup, so nothing a person typed can change the layout or run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Tone = Literal["body", "lead", "small", "note"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look. `href` is kept only for web and e-mail addresses."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""


Text = tuple[Run, ...]


def as_text(value: str | Run | Iterable[Run]) -> Text:
    """Return runs from a plain string, one run or several."""
    if isinstance(value, str):
        return (Run(value),)
    if isinstance(value, Run):
        return (value,)
    return tuple(value)


def plain(text: Text) -> str:
    """Return the words of some runs without their looks."""
    return "".join(run.text for run in text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 stands just below the document's title. A skipped level is closed when rendered.

    `look` draws it as another level than it is: questions look alike whether a heading stands over them or not.
    """

    text: str
    level: int = 1
    look: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. Tones: `lead` opens a document, `small` is for sources, `note` stands in a quiet box.

    `keeps`: it stands on the same page as what follows.
    """

    text: Text
    tone: Tone = "body"
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class ListItem:
    text: Text
    children: tuple[ListItem, ...] = ()


@dataclass(frozen=True, slots=True)
class ListBlock:
    items: tuple[ListItem, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row. `numeric` holds the indexes of columns that are set to the right."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    numeric: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if not self.header:
            raise ValueError("a table needs a header")
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("every row needs as many cells as the header")


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing. `alt` says in words what it shows and is never empty; `caption` is read by all."""

    svg: str
    alt: str
    caption: str = ""

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("a figure needs a text alternative")


@dataclass(frozen=True, slots=True)
class FigureRef:
    """The place where the figure with this key in `Document.figures` stands."""

    key: str


@dataclass(frozen=True, slots=True)
class KeyValue:
    """Names and values side by side, such as owner, period and region."""

    items: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


@dataclass(frozen=True, slots=True)
class Spacer:
    """Empty height in points."""

    points: float = 12


@dataclass(frozen=True, slots=True)
class WritingLines:
    """Empty lines to write on by hand."""

    number: int = 3


@dataclass(frozen=True, slots=True)
class TickBoxes:
    """Answers to tick by hand, one a line or, short ones, beside each other.

    `whole`: never on two pages; `keeps`: on the same page as what follows.
    """

    options: tuple[str, ...]
    in_a_row: bool = False
    whole: bool = False
    keeps: bool = False


Block = Heading | Paragraph | ListBlock | Table | FigureRef | KeyValue | PageBreak | Spacer | WritingLines | TickBoxes


@dataclass(frozen=True, slots=True)
class Document:
    """A document in one language (`nb`, `nn`, `en`, `se`).

    `kicker` is the line above the title (what kind of document this is), `source` the line at the end that says
    where the content comes from, `dated` the day the content was true.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    figures: Mapping[str, Figure] = field(default_factory=dict)
    author: str = ""
    kicker: str = ""
    subtitle: str = ""
    dated: date | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("a document needs a title")
        missing = {block.key for block in self.blocks if isinstance(block, FigureRef)} - set(self.figures)
        if missing:
            raise ValueError(f"no figure for {sorted(missing)}")
