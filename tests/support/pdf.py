"""Read back what a PDF says: its words as a screen reader gets them, and its structure."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf


def open_pdf(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def text_of(content: bytes) -> str:
    """Return the text of all pages through the fonts' own tables, white space squeezed to single spaces."""
    with open_pdf(content) as pdf:
        pieces = [piece for page in pdf.pages for piece in _page_text(page)]
    return re.sub(r"\s+", " ", "".join(pieces))


def pages_of(content: bytes) -> list[str]:
    """Return the text of each page, white space squeezed to single spaces."""
    with open_pdf(content) as pdf:
        return [re.sub(r"\s+", " ", "".join(_page_text(page))) for page in pdf.pages]


def structure_types(content: bytes) -> list[str]:
    """Return the types of all structure elements (H1, P, Table …) in reading order."""
    with open_pdf(content) as pdf:
        return [str(element.S)[1:] for element in _elements(pdf.Root.StructTreeRoot)]


def alternatives(content: bytes) -> list[str]:
    """Return the text alternatives of the figures."""
    with open_pdf(content) as pdf:
        return [str(each.Alt) for each in _elements(pdf.Root.StructTreeRoot) if "/Alt" in each]


def _elements(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _page_text(page: pikepdf.Page) -> Iterator[str]:
    yield from _stream_text(page, page.resources)


def _stream_text(source: pikepdf.Page | pikepdf.Object, resources: pikepdf.Object) -> Iterator[str]:
    fonts = {name: _unicode_table(font) for name, font in resources.get("/Font", {}).items()}
    table: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(source):
        name = str(operator)
        if name == "Tf":
            table = fonts[str(operands[0])]
        elif name == "Tj":
            yield _decode(bytes(operands[0]), table)
        elif name == "TJ":
            for part in operands[0]:
                if isinstance(part, pikepdf.String):
                    yield _decode(bytes(part), table)
        elif name == "ET":
            yield " "
        elif name == "Do":
            inner = resources.XObject[str(operands[0])]
            if inner.get("/Subtype") == "/Form":
                yield from _stream_text(inner, inner.get("/Resources", resources))


def _decode(codes: bytes, table: dict[int, str]) -> str:
    return "".join(table.get(int.from_bytes(codes[at : at + 2], "big"), "") for at in range(0, len(codes), 2))


def _unicode_table(font: pikepdf.Object) -> dict[int, str]:
    table: dict[int, str] = {}
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, target in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            table[int(code, 16)] = bytes.fromhex(target).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
        for first, last, target in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                table[code] = chr(int(target, 16) + step)
    return table
