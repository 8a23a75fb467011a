"""Turn the small HTML of our content (p, lists, strong, em, links, h3) into document blocks.

Whatever is not in that vocabulary loses its tags and keeps its words.
"""

from __future__ import annotations

from html.parser import HTMLParser

from portal.exports.document import Block, Heading, ListBlock, ListItem, Paragraph, Run

_STRONG = {"strong", "b"}
_EMPHASIS = {"em", "i"}
_HEADINGS = {"h2": 1, "h3": 2, "h4": 3, "h5": 3, "h6": 3}
_LISTS = {"ul", "ol"}
_PARAGRAPH_LIKE = {"p", "div", "blockquote", "td", "th", "tr", "section", "figcaption"}
_SILENT = {"script", "style", "template"}


def blocks_from_html(html: str, *, heading_offset: int = 0) -> tuple[Block, ...]:
    """Return blocks for a piece of content HTML; `heading_offset` pushes its headings further down."""
    reader = _Reader(heading_offset)
    reader.feed(html)
    reader.close()
    return tuple(reader.finish())


class _OpenList:
    def __init__(self, ordered: bool) -> None:
        self.ordered = ordered
        self.items: list[ListItem] = []


class _Reader(HTMLParser):
    def __init__(self, heading_offset: int) -> None:
        super().__init__(convert_charrefs=True)
        self.deeper = heading_offset
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.lists: list[_OpenList] = []
        self.strong = self.emphasis = self.silent = 0
        self.href: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag in _STRONG:
            self.strong += 1
        elif tag in _EMPHASIS:
            self.emphasis += 1
        elif tag == "a":
            self.href.append(dict(attrs).get("href") or "")
        elif tag == "br":
            self.runs.append(Run("\n"))
        elif tag in _LISTS:
            # The words of an item that holds an inner list come before it.
            if self.lists:
                self._item()
            else:
                self._paragraph()
            self.lists.append(_OpenList(tag == "ol"))
        elif tag == "li":
            self._item()
        elif tag in _HEADINGS or tag in _PARAGRAPH_LIKE:
            self._boundary()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _STRONG:
            self.strong = max(0, self.strong - 1)
        elif tag in _EMPHASIS:
            self.emphasis = max(0, self.emphasis - 1)
        elif tag == "a":
            if self.href:
                self.href.pop()
        elif tag in _HEADINGS and not self.lists:
            words = "".join(run.text for run in self._take())
            if words:
                self.blocks.append(Heading(words, min(3, _HEADINGS[tag] + self.deeper)))
        elif tag == "li":
            self._item()
        elif tag in _LISTS and self.lists:
            self._end_list()
        elif tag in _PARAGRAPH_LIKE:
            self._boundary()

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        words = " ".join(data.split())
        if not words:
            words = " " if data else ""
        else:
            words = (" " if data[0].isspace() else "") + words + (" " if data[-1].isspace() else "")
        if words:
            self.runs.append(Run(words, self.strong > 0, self.emphasis > 0, self.href[-1] if self.href else ""))

    def finish(self) -> list[Block]:
        while self.lists:
            self._end_list()
        self._paragraph()
        return self.blocks

    def _take(self) -> list[Run]:
        """Return the runs so far with the white space at both ends removed, and begin anew."""
        runs, self.runs = self.runs, []
        while runs and not runs[0].text.strip():
            runs.pop(0)
        while runs and not runs[-1].text.strip():
            runs.pop()
        if runs:
            first = runs[0]
            runs[0] = Run(first.text.lstrip(), first.strong, first.emphasis, first.href)
            last = runs[-1]
            runs[-1] = Run(last.text.rstrip(), last.strong, last.emphasis, last.href)
        return runs

    def _boundary(self) -> None:
        if not self.lists:
            self._paragraph()
        elif self.runs:
            self.runs.append(Run(" "))

    def _paragraph(self) -> None:
        runs = self._take()
        if runs:
            self.blocks.append(Paragraph(tuple(runs)))

    def _item(self) -> None:
        runs = self._take()
        if runs and self.lists:
            self.lists[-1].items.append(ListItem(tuple(runs)))
        elif runs:
            self.blocks.append(Paragraph(tuple(runs)))

    def _end_list(self) -> None:
        self._item()
        done = self.lists.pop()
        if not done.items:
            return
        if self.lists and self.lists[-1].items:
            parent = self.lists[-1].items[-1]
            self.lists[-1].items[-1] = ListItem(parent.text, parent.children + tuple(done.items))
        elif self.lists:
            self.lists[-1].items.extend(done.items)
        else:
            self.blocks.append(ListBlock(tuple(done.items), done.ordered))
