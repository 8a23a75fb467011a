"""Stems, synonyms and what the index is asked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.question import (
    MAX_CHARACTERS,
    MAX_PARTS,
    Place,
    fts5_expression,
    index_tokens,
    parse,
    tsquery_expression,
)
from portal.search.spelling import variants
from portal.search.stemming import fold, stem, stems, stems_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("koordinator", "Koordinatorer"),
        ("koordinator", "koordinatorane"),
        ("kommuner", "kommunane"),
        ("helseforetak", "helseføretak"),
        ("MØTE", "møter"),
        ("cafe", "café"),
        ("a\u030apent", "åpent"),
        ("sam\u00adtykke", "samtykke"),
    ],
)
def test_forms_of_a_word_share_their_stem(one: str, other: str) -> None:
    assert stems_of(one, "nb") == stems_of(other, "nb")


def test_english_is_stemmed_as_english() -> None:
    assert stem("meetings", "e") == stem("meeting", "e") != stem("meetings", "n")


@pytest.mark.parametrize(
    ("compound", "part"), [("koordinatorskolen", "skole"), ("oppfølgingsteamet", "team"), ("pasientforløp", "forløp")]
)
def test_compounds_are_found_by_their_last_part(compound: str, part: str) -> None:
    assert stem(part, "n") in stems(compound, "n")


def test_short_words_are_no_compounds() -> None:
    assert stems("team", "n") == ("team",)


def found(question: str, text: str, language: str = "nb") -> bool:
    """Whether a text answers a question, told by the same rules as the databases: tokens, prefixes, and/or."""
    tokens = index_tokens("", "", text, language).split()

    def has(needle: object) -> bool:
        token = f"w{needle.kind}{needle.stem}"  # type: ignore[attr-defined]
        return any(each == token or (needle.prefix and each.startswith(token)) for each in tokens)  # type: ignore[attr-defined]

    return all(any(all(has(needle) for needle in choice) for choice in part.choices) for part in parse(question).parts)


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("koordinator", "Koordinatorskolen", "nb"),
        ("koordinator", "Alle koordinatorane møtest", "nn"),
        ("KE", "Koordinerende enhet svarer", "nb"),
        ("KE", "Koordinerande eining svarer", "nn"),
        ("koordinerende enhet", "Ring KE", "nb"),
        ("OT", "Oppfølgingsteamet møtes", "nb"),
        ("oppfølging", "Oppfølgjinga held fram", "nn"),
        ("individuell plan", "Har du IP?", "nb"),
        ("barn", "Born og unge", "nn"),
        ("sykehus", "Sjukehuset", "nn"),
        ("koordinator", "The coordinator leads", "en"),
        ("meeting", "Møtet varer i en time", "nb"),
        ("hva er en koordinator", "Koordinatoren leder", "nb"),
        ("oppfolging", "Oppfølging", "nb"),
    ],
)
def test_what_is_found(question: str, text: str, language: str) -> None:
    assert found(question, text, language)


@pytest.mark.parametrize(
    ("nynorsk", "bokmal"),
    [
        ("leiing", "ledelse"),
        ("leiinga", "ledelsen"),
        ("leiar", "leder"),
        ("møteleiing", "møteledelse"),
        ("møteleiar", "møteleder"),
        ("brukarmedverknad", "brukermedvirkning"),
        ("medverknad", "medvirkning"),
        ("heimeoppfølging", "hjemmeoppfølging"),
        ("heimeteneste", "hjemmetjeneste"),
        ("heimesjukepleie", "hjemmesykepleie"),
        ("helse- og omsorgstenester", "helse- og omsorgstjenester"),
        ("sjukepleiar", "sykepleier"),
        ("sjukeheim", "sykehjem"),
        ("rettleiing", "veiledning"),
        ("rettleiar", "veileder"),
        ("rettleiingsmøte", "veiledningsmøte"),
        ("kvalitetsforbetring", "kvalitetsforbedring"),
        ("forbetringsarbeid", "forbedringsarbeid"),
        ("tilsett", "ansatt"),
        ("pasienttryggleik", "pasientsikkerhet"),
        ("brukarteneste", "brukertjeneste"),
        ("skulehelseteneste", "skolehelsetjeneste"),
        ("born", "barn"),
        ("koordinerande eining", "koordinerende enhet"),
        ("innbyggjar", "innbygger"),
        ("oppgåve", "oppgave"),
        ("helseføretak", "helseforetak"),
    ],
)
def test_bokmal_and_nynorsk_find_each_other(nynorsk: str, bokmal: str) -> None:
    assert found(nynorsk, bokmal, "nb")
    assert found(bokmal, nynorsk, "nn")


@pytest.mark.parametrize("word", ["målgruppe", "samhandling", "kommune", "pårørande", "helsestasjon", "agenda"])
def test_words_written_alike_have_no_variant(word: str) -> None:
    assert variants(word) == ()


@given(st.text(max_size=60))
def test_variants_are_stems_and_few(text: str) -> None:
    found_ = variants(text)
    assert len(found_) <= 6
    assert all(re.fullmatch("[a-z0-9]*", each) for each in found_)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("leiing av møte", "Vi ønsker bedre ledelse i hvert møte"),
        ("leiing av møte", "Led møtet godt"),
        ("møteleiing", "Å lede et møte: møteledelse for alle"),
        ("opplæring i brukarmedverknad", "Kurs i brukermedvirkning"),
    ],
)
def test_questions_in_nynorsk_find_bokmal(question: str, text: str) -> None:
    assert found(question, text, "nb")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("barn", "Barnehagen er stengt"),
        ("rus", "Russland"),
        ("koordinator møte", "Koordinatoren sover"),
        ("IP", "Ipad"),
    ],
)
def test_what_is_not_found(question: str, text: str) -> None:
    assert not found(question, text)


def test_places_are_nested() -> None:
    tokens = index_tokens("Tittel", "sammendrag", "brødtekst", "nb").split()
    assert {"tntittel", "lntittel", "wntittel", "lnsammendrag", "wnsammendrag", "wnbrodtekst"} <= set(tokens)
    assert "tnsammendrag" not in tokens
    assert "lnbrodtekst" not in tokens


@pytest.mark.parametrize("text", ["", "   ", "!!! ???", "\x00", "*", '" OR 1=1 --', "()&|:*", "\u200b"])
def test_odd_questions_are_parsed(text: str) -> None:
    assert parse(text) is not None


def test_long_questions_are_cut() -> None:
    question = parse("koordinator " * 5000)
    assert len(question.text) <= MAX_CHARACTERS
    assert len(question.parts) <= MAX_PARTS


SAFE_FTS5 = re.compile(r'^(?:[()]|"[twl][ne][a-z0-9]+"\*?| AND | OR )*$')
SAFE_TSQUERY = re.compile(r"^(?:[()]|[twl][ne][a-z0-9]+(?::\*)?| & | \| )*$")


@given(st.text(max_size=80))
def test_whatever_is_typed_only_our_own_tokens_reach_the_databases(text: str) -> None:
    question = parse(text)
    for place in Place:
        assert SAFE_FTS5.match(fts5_expression(question, place))
        assert SAFE_TSQUERY.match(tsquery_expression(question, place))


@given(st.text(max_size=40))
def test_folding_leaves_letters_and_digits_only(text: str) -> None:
    assert all(letter.isascii() and letter.isalnum() for letter in fold(text.casefold()))
