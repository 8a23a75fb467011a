"""Documents as tagged PDF: structure, language, and that what people type stays text."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.exports.document import (
    Document,
    Figure,
    FigureRef,
    Heading,
    KeyValue,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Run,
    Spacer,
    Table,
    as_text,
)
from portal.exports.pdf import document_pdf, safe_address
from tests.support.pdf import alternatives, open_pdf, structure_types, text_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><path d="M0 20L60 0" stroke="#12665a"/></svg>'
MOMENT = datetime(2026, 11, 21, 12, tzinfo=UTC)
# Each would do something, if it ever were read as the template's own markup or code.
INJECTIONS = [
    "#panic(1)",
    '#read("/etc/passwd")',
    '#import "theme.typ": accent; #accent',
    "] #set text(size: 90pt) [",
    "*bold* _em_ `raw` $x^2$ <label> @ref = heading",
    '"}] + #sys.inputs + "\\u{41}',
    "// comment /* block */",
    "a -> b => c ... --- 'quote' \"quote\" ~tilde~ \\ backslash",
    "<script>alert(1)</script> &amp;",
]


def sample(**changes: object) -> Document:
    values: dict[str, object] = {
        "title": "Hjemmebasert infusjonsbehandling",
        "language": "nb",
        "author": "Sykehuset i prøven",
        "kicker": "Prosjekterfaring",
        "dated": date(2026, 11, 21),
        "source": "En kilde",
        "figures": {"forløp": Figure(SVG, "En linje som stiger fra venstre mot høyre", "Andelen stiger")},
        "blocks": (
            KeyValue((("Region", as_text("Helse Sør-Øst")),)),
            Paragraph(as_text("Kort sagt."), "lead"),
            Heading("Bakgrunn"),
            Paragraph((Run("Les "), Run("mer", strong=True, href="https://eksempel.no/a"), Run(" her."))),
            Paragraph(as_text("Ikke skriv om enkeltpersoner."), "note"),
            Heading("Dypt nede", level=3),
            ListBlock((ListItem(as_text("én"), (ListItem(as_text("inni")),)), ListItem(as_text("to"))), ordered=True),
            Table(("Effektmål", "Antall"), (("Færre reiser", "12"),), "Mål", frozenset({1})),
            FigureRef("forløp"),
            Spacer(),
            PageBreak(),
            Paragraph(as_text("Ny side."), "small"),
        ),
    }
    return Document(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["nb", "nn", "en", "se"])
def test_is_tagged_pdf_ua_with_language_and_title(language: str) -> None:
    with open_pdf(document_pdf(sample(language=language))) as pdf:
        root = pdf.Root
        assert str(root.Lang).lower().startswith(language)
        assert bool(root.MarkInfo.Marked)
        assert "/StructTreeRoot" in root
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo["/Title"]) == "Hjemmebasert infusjonsbehandling"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Hjemmebasert infusjonsbehandling"
        assert len(pdf.pages) == 2
        assert pdf.Root.Outlines.Count != 0


def test_structure_tells_headings_lists_tables_figures_and_links_apart() -> None:
    content = document_pdf(sample())
    types = structure_types(content)
    assert {"L", "LI", "Table", "TR", "TH", "TD", "Figure", "Link", "Caption"} <= set(types)
    headings = [each for each in types if each in {"H1", "H2", "H3", "H4"}]
    assert headings == ["H1", "H2"], "a level left out is closed"
    assert "En linje som stiger fra venstre mot høyre" in alternatives(content)


def test_norwegian_letters_dates_and_order_survive() -> None:
    text = text_of(document_pdf(sample()))
    assert "Sykehuset i prøven" in text
    assert "21. november 2026" in text
    places = [text.index(word) for word in ("Helse Sør-Øst", "Kort sagt.", "Bakgrunn", "Færre reiser", "Ny side.")]
    assert places == sorted(places)


@pytest.mark.parametrize("typed", INJECTIONS)
def test_what_looks_like_markup_or_code_is_printed_as_it_was_typed(typed: str) -> None:
    document = sample(
        title=f"T {typed}",
        subtitle=typed,
        author=typed,
        source=f"S {typed}",
        figures={"f": Figure(SVG, typed, typed)},
        blocks=(
            Heading(typed),
            Paragraph(as_text(f"P {typed}")),
            ListBlock((ListItem(as_text(f"L {typed}")),)),
            Table((typed,), ((f"C {typed}",),), typed),
            KeyValue(((typed, as_text(f"V {typed}")),)),
            FigureRef("f"),
        ),
    )
    content = document_pdf(document)
    text = text_of(content).replace(" ", "")
    for prefix in "PLCVS":
        assert prefix + typed.replace(" ", "") in text
    assert typed in alternatives(content)
    with open_pdf(content) as pdf:
        assert str(pdf.docinfo["/Title"]) == f"T {typed}"


@pytest.mark.parametrize(
    "typed", ["a\x00b\x07c", "🌱 spire", "山田", "محمد", "สมชาย", "\ud800x", "\uffff", "\u202eabc"]
)
def test_letters_without_a_shape_do_not_stop_the_document(typed: str) -> None:
    content = document_pdf(sample(blocks=(Paragraph(as_text(f"før {typed} etter")),)))
    text = text_of(content)
    assert "før" in text
    assert "etter" in text
    with open_pdf(content) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=80))
def test_any_text_gives_a_tagged_document(typed: str) -> None:
    content = document_pdf(sample(title=typed if typed.strip() else "T", blocks=(Paragraph(as_text(typed)),)))
    with open_pdf(content) as pdf:
        assert "/StructTreeRoot" in pdf.Root


def test_same_document_and_moment_give_the_same_bytes() -> None:
    assert document_pdf(sample(), created=MOMENT) == document_pdf(sample(), created=MOMENT)


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://helsenorge.no/x", True), ("mailto:post@eksempel.no", True), ("javascript:alert(1)", False),
        ("file:///etc/passwd", False), ("/lokal", False), ("https:", False), ("http://[", False), ("", False),
    ],
)  # fmt: skip
def test_only_web_and_mail_addresses_become_links(href: str, kept: bool) -> None:
    assert bool(safe_address(href)) is kept


def test_a_document_without_title_figure_or_alternative_is_refused() -> None:
    with pytest.raises(ValueError, match="title"):
        sample(title=" ")
    with pytest.raises(ValueError, match="no figure"):
        sample(figures={})
    with pytest.raises(ValueError, match="alternative"):
        Figure(SVG, " ")
    with pytest.raises(ValueError, match="cells"):
        Table(("a", "b"), (("1",),))


def test_a_broken_figure_is_told_without_its_content() -> None:
    from portal.exports.typeset import ExportFailed

    with pytest.raises(ExportFailed) as caught:
        document_pdf(sample(figures={"forløp": Figure("<svg secret", "alt")}))
    assert "secret" not in str(caught.value)
