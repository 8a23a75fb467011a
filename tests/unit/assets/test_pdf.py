"""Hostile PDFs are cleaned or refused, in a process of their own; good ones stay as they are, tags and all."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from portal.assets.services.pdf import check_pdf
from portal.assets.services.pdf_worker import ACTIONS, FORBIDDEN

MARK = b"kanarifugl"


def made(change: Callable[[pikepdf.Pdf], None] | None = None, **save: Any) -> BytesIO:
    """A PDF of one page with something in it."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if change is not None:
            change(pdf)
        pdf.save(out, **save)
    out.seek(0)
    return out


def everything(content: bytes) -> str:
    """All that the copy holds, written out."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(out, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue().decode("latin-1")


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(MARK.decode()))


def _deep(pdf: pikepdf.Pdf) -> None:
    """Inside direct dictionaries of direct dictionaries, where a list of numbered objects does not look."""
    inner = Dictionary(Deep=Dictionary(Deeper=Array([Dictionary(A=script())])))
    pdf.pages[0].obj["/Annots"] = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, PieceInfo=inner)])


def _attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["virus.exe"] = b"MZ" + MARK


def _attached_by_af(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(MARK)
    spec = Dictionary(Type=Name.Filespec, F=String("x.exe"), EF=Dictionary(F=stream))
    pdf.pages[0].obj["/AF"] = Array([pdf.make_indirect(spec)])


def _chained(pdf: pikepdf.Pdf) -> None:
    harmless = Dictionary(S=Name.URI, URI=String("https://example.no/"), Next=Array([script()]))
    pdf.pages[0].obj["/Annots"] = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=harmless)])


HOSTILE: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "opening action": lambda pdf: pdf.Root.__setitem__("/OpenAction", script()),
    "action of the file": lambda pdf: pdf.Root.__setitem__("/AA", Dictionary(WC=script())),
    "action of the page": lambda pdf: pdf.pages[0].obj.__setitem__("/AA", Dictionary(O=script())),
    "named script": lambda pdf: pdf.Root.__setitem__(
        "/Names", Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script()])))
    ),
    "form with a script": lambda pdf: pdf.Root.__setitem__(
        "/AcroForm", Dictionary(Fields=Array([Dictionary(FT=Name.Tx, T=String("f"), AA=Dictionary(K=script()))]))
    ),
    "form of the XFA kind": lambda pdf: pdf.Root.__setitem__(
        "/AcroForm", Dictionary(Fields=Array([]), XFA=pdf.make_stream(MARK))
    ),
    "deep inside": _deep,
    "file inside": _attached,
    "associated file": _attached_by_af,
    "after a link": _chained,
    "outline": lambda pdf: pdf.Root.__setitem__(
        "/Outlines", pdf.make_indirect(Dictionary(First=Dictionary(Title=String("x"), A=script())))
    ),
    **{
        f"action {name}": (
            lambda pdf, name=name: pdf.pages[0].obj.__setitem__(
                "/Annots",
                Array([Dictionary(Type=Name.Annot, A=Dictionary(S=Name(name), F=String(MARK.decode())))]),
            )
        )
        for name in sorted(ACTIONS)
    },
    **{
        f"key {name}": (lambda pdf, name=name: pdf.Root.__setitem__(name, pdf.make_stream(MARK)))
        for name in sorted(FORBIDDEN - {"/EmbeddedFiles"})
    },
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_runs_by_itself_is_taken_out(name: str) -> None:
    checked = check_pdf(made(HOSTILE[name]))
    assert checked.problem == ""
    assert checked.removed >= 1
    assert MARK.decode() not in everything(checked.content)
    with pikepdf.open(BytesIO(checked.content)) as pdf:
        assert len(pdf.pages) == 1


def _bomb(size: int) -> BytesIO:
    """A stream of objects that unpacks to `size` bytes, a thousand times the file."""
    packer = zlib.compressobj(9)
    inside = packer.compress(b"5 0 << /Font << >> >>")
    inside += b"".join([packer.compress(b" " * (1 << 20)) for _each in range(size >> 20)])
    packed = inside + packer.flush()
    out = BytesIO()
    out.write(b"%PDF-1.5\n")
    offsets = {}

    def add(number: int, body: bytes) -> None:
        offsets[number] = out.tell()
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")

    add(1, b"<< /Type /Catalog /Pages 2 0 R >>")
    add(2, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    add(3, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources 5 0 R >>")
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>" % len(packed)
    add(4, head + b"\nstream\n" + packed + b"\nendstream")
    start = out.tell()
    rows = b"".join(
        [bytes([0]) + (0).to_bytes(4, "big") + bytes(2)]
        + [bytes([1]) + offsets[number].to_bytes(4, "big") + bytes(2) for number in (1, 2, 3, 4)]
        + [bytes([2]) + (4).to_bytes(4, "big") + bytes(2)]
        + [bytes([1]) + start.to_bytes(4, "big") + bytes(2)]
    )
    index = b"<< /Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R /Length %d >>" % len(rows)
    out.write(b"6 0 obj\n" + index + b"\nstream\n" + rows + b"\nendstream\nendobj\n")
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    out.seek(0)
    return out


def test_a_bomb_is_refused_and_this_process_grows_by_nothing() -> None:
    import resource

    bomb = _bomb(1 << 30)
    size = len(bomb.getvalue())
    assert size < 3 * (1 << 20)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    checked = check_pdf(bomb)
    assert checked.problem in {"too_heavy", "damaged"}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


def test_too_many_pages_are_refused() -> None:
    def many(pdf: pikepdf.Pdf) -> None:
        for _each in range(2_000):
            pdf.add_blank_page()

    assert check_pdf(made(many)).problem == "too_heavy"


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (made(encryption=pikepdf.Encryption(owner="eier", user="bruker")), "locked"),
        (made(encryption=pikepdf.Encryption(owner="eier", user="")), "locked"),
        (BytesIO(b"<html><script>alert(1)</script>%PDF-1.7\n%%EOF"), "not_pdf"),
        (BytesIO(b"PK\x03\x04" + b"%PDF-1.7\n%%EOF"), "not_pdf"),
        (BytesIO(b"%PDF-1.7\nnothing that is one"), "damaged"),
        (BytesIO(b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF"), "damaged"),
        (BytesIO(b""), "not_pdf"),
    ],
    ids=["locked", "half locked", "page of HTML", "package", "cut off", "no pages", "empty"],
)
def test_what_is_no_open_pdf_is_refused(file: BytesIO, problem: str) -> None:
    assert check_pdf(file).problem == problem


def test_a_good_file_keeps_its_tags_its_language_and_its_links_and_loses_its_writer() -> None:
    def tagged(pdf: pikepdf.Pdf) -> None:
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.Lang = String("nb-NO")
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        link = Dictionary(S=Name.URI, URI=String("https://example.no/"))
        pdf.pages[0].obj["/Annots"] = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=link)])
        pdf.docinfo["/Title"] = "Veileder"
        pdf.docinfo["/Author"] = "Kari Nordmann"
        with pdf.open_metadata() as metadata:
            metadata["dc:title"] = "Veileder"
            metadata["dc:creator"] = ["Kari Nordmann"]
            metadata["pdfuaid:part"] = "1"

    checked = check_pdf(made(tagged))
    assert (checked.problem, checked.removed, checked.signed) == ("", 0, False)
    with pikepdf.open(BytesIO(checked.content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "nb-NO"
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.pages[0].obj.Annots[0].A.URI) == "https://example.no/"
        assert str(pdf.docinfo["/Title"]) == "Veileder"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
    assert "Kari Nordmann" not in everything(checked.content)
