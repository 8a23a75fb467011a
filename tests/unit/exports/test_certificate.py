"""The course certificate: one tagged page that says the right things in the right language."""

from dataclasses import replace
from datetime import date

import pytest

from portal.exports.certificate import Certificate, certificate_pdf
from portal.kernel.certcode import new_code
from tests.support.pdf import open_pdf, structure_types, text_of

CODE = new_code()
CERTIFICATE = Certificate(
    name="Åse Østby",
    course="Koordinatorskolen",
    completed=date(2026, 5, 17),
    issuer="USHT i prøven",
    address=f"https://varig.example/bevis/{CODE}",
    code=CODE,
    language="nb",
    learnt=("Rollen som koordinator", "Å lede møter"),
)


@pytest.mark.parametrize(
    ("language", "written"), [("nb", "17. mai 2026"), ("nn", "17. mai 2026"), ("en", "17 May 2026")]
)
def test_says_who_what_when_and_how_to_check(language: str, written: str) -> None:
    content = certificate_pdf(replace(CERTIFICATE, language=language))
    text = text_of(content)
    for words in ("Åse Østby", "Koordinatorskolen", written, "USHT i prøven", CODE, "Å lede møter"):
        assert words in text
    with open_pdf(content) as pdf:
        assert str(pdf.Root.Lang).lower().startswith(language)
        assert "/StructTreeRoot" in pdf.Root
        assert bool(pdf.Root.MarkInfo.Marked)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        assert "Åse Østby" in str(pdf.docinfo["/Title"])
        box = pdf.pages[0].mediabox
        assert box[2] > box[3], "landscape"
    assert {"H1", "H2", "L", "Link"} <= set(structure_types(content))


def test_speaks_norwegian() -> None:
    assert "Kursbevis" in text_of(certificate_pdf(CERTIFICATE))
    assert "Kursbevis" in text_of(certificate_pdf(replace(CERTIFICATE, language="nn")))
    assert "Course certificate" in text_of(certificate_pdf(replace(CERTIFICATE, language="en")))


def test_stays_on_one_page_with_long_words_and_many_points() -> None:
    long = replace(
        CERTIFICATE,
        name="Maria Elisabeth Kristoffersdatter von der Lippe Wedervang-Jensen",
        course="Samordning, koordinering og ledelse av oppfølgingsteam på tvers av kommune, sykehus, NAV og skole",
        learnt=("En ganske lang setning om det kurset handlet om, i denne delen av det",) * 30,
    )
    with open_pdf(certificate_pdf(long)) as pdf:
        assert len(pdf.pages) == 1


def test_a_name_is_never_markup() -> None:
    text = text_of(certificate_pdf(replace(CERTIFICATE, name="#panic(1) *x* ]", learnt=())))
    assert "#panic(1) *x* ]" in text
