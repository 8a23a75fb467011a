"""Measurements as people paste them: nothing lost, nothing guessed in silence, nobody's number kept."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.domain.series import Code, Interval, Layout, Rules, parse_series

TODAY = date(2026, 11, 21)
MARCH_14 = date(2025, 3, 14)


def rules(**more):
    return Rules(**{"today": TODAY, "is_national_id": lambda text: re.search(r"\d{11}", text) is not None, **more})


def read(text, **more):
    return parse_series(text, rules(**more))


def pairs(parsed):
    return [(row.day, row.value) for row in parsed.used]


TWO = [(date(2025, 3, 14), 45.2), (date(2025, 3, 21), 46.0)]


@pytest.mark.parametrize(
    "text",
    [
        "14.03.2025\t45,2\n21.03.2025\t46",
        "14.03.2025;45,2\r\n21.03.2025;46\r\n",
        "14.03.2025 45,2\n21.03.2025 46",
        "14.03.2025   45,2 %\n\n\n21.03.2025   46 %\n",
        "2025-03-14,45.2\n2025-03-21,46",
        "2025-03-14, 45,2\n2025-03-21, 46",
        "14.03.2025: 45,2\n21.03.2025: 46",
        '"14.03.2025","45,2"\n"21.03.2025","46"',
        '"14.03.2025";"45,2"\n"21.03.2025";"46"',
        "\ufeffsep=;\nDato;Verdi\n14.03.2025;45,2\n21.03.2025;46",
        "Dato\tAndel (%)\n14.03.2025\t45,2\n21.03.2025\t46",
        "Dato,Verdi\n2025-03-14,45.2\n2025-03-21,46",
        "Dato Verdi\n14.03.2025 45,2\n21.03.2025 46",
        "Møter med agenda\n\nDato\tVerdi\n14.03.2025\t45,2\n21.03.2025\t46",
        "45,2\t14.03.2025\n46\t21.03.2025",
        "45,2;14.03.2025\n46;21.03.2025",
        "21.03.2025\t46\n14.03.2025\t45,2",
        "14. mars 2025\t45,2\t\t\n21. mars 2025\t46",
        "14.03.2025;45,2;\n21.03.2025;46;",
        "14.03.2025\u00a045,2\n21.03.2025\u00a046",
    ],
)
def test_the_same_two_rows_however_they_were_written(text):
    parsed = read(text)
    assert pairs(parsed) == TWO
    assert parsed.is_clean
    assert parsed.layout is Layout.DATE_VALUE
    assert not any(row.problems for row in parsed.rows)


def test_a_series_on_its_side_is_stood_up():
    parsed = read("Dato\t14.03.2025\t21.03.2025\t28.03.2025\nAndel\t45,2\t46\t47")
    assert pairs(parsed)[:2] == TWO
    assert len(parsed.used) == 3


def test_header_and_line_numbers_are_those_of_the_text():
    parsed = read("\nDato;Verdi\n14.03.2025;45,2\n\n21.03.2025;x")
    assert parsed.header == ("Dato", "Verdi")
    assert [(row.line, row.text) for row in parsed.rows] == [(3, "14.03.2025;45,2"), (5, "21.03.2025;x")]


def one(text, **more):
    """The codes of a row among sound ones."""
    parsed = read(f"03.01.2025;1\n{text}\n10.01.2025;2\n17.01.2025;2,5", **more)
    (row,) = [row for row in parsed.rows if row.line == 2]
    return list(row.codes)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("14.03.2025;mange", [Code.VALUE_NOT_A_NUMBER]),
        ("14.03.2025;#DIV/0!", [Code.VALUE_NOT_A_NUMBER]),
        ("14.03.2025;", [Code.VALUE_MISSING]),
        ("14.03.2025", [Code.VALUE_MISSING]),
        ("14.03.2025;-", [Code.VALUE_MISSING]),
        ("14.03.2025;#I/T", [Code.VALUE_MISSING]),
        ("14.03.2025;ikke målt", [Code.VALUE_MISSING]),
        (";45", [Code.DATE_MISSING]),
        ("i går;45", [Code.DATE_INVALID]),
        ("31.02.2025;45", [Code.DATE_INVALID]),
        ("03/14/2025;45", [Code.DATE_MONTH_FIRST]),
        ("22.11.2026;45", [Code.DATE_FUTURE]),
        ("21.11.2026;45", []),
        ("14.03.1925;45", [Code.DATE_LONG_AGO]),
        ("14.03.2025;101", [Code.VALUE_TOO_HIGH]),
        ("14.03.2025;-1", [Code.VALUE_TOO_LOW]),
        ("14.03.2025;45;sjekk denne", [Code.EXTRA_CELLS]),
        ("10.01.2025;2", []),
        ("03.01.2025;1", [Code.ROW_REPEATED]),
        ("03.01.2025;2", [Code.DATE_TWICE]),
        ("hele raden er tekst", [Code.DATE_INVALID]),
        ("14.03.2025;3/12", []),
        ("14.03.2025;13/12", [Code.NUMERATOR_ABOVE_DENOMINATOR]),
    ],
)
def test_each_problem_is_told_on_its_row(text, codes):
    assert one(text, minimum=0, maximum=100) == codes


def test_a_row_that_is_left_out_is_not_said_to_be_saved_without_a_figure():
    twice, again = read("14.03.2025;45\n14.03.2025;"), read("14.03.2025;\n14.03.2025;")
    assert [row.codes for row in twice.rows] == [(Code.DATE_TWICE,), (Code.DATE_TWICE,)]
    assert [row.codes for row in again.rows] == [(Code.VALUE_MISSING,), (Code.ROW_REPEATED,)]


def test_two_values_for_one_date_are_marked_at_both_and_neither_is_used():
    parsed = read("14.03.2025;45\n14.03.2025;46\n14.03.2025;45\n21.03.2025;47")
    assert [(p.code, p.line) for row in parsed.rows for p in row.problems] == [
        (Code.DATE_TWICE, 2),
        (Code.DATE_TWICE, 1),
        (Code.DATE_TWICE, 2),
    ]
    assert pairs(parsed) == [(date(2025, 3, 21), 47)]
    assert (parsed.n_errors, parsed.n_warnings) == (3, 0)
    assert parsed.can_save
    assert not parsed.is_clean


def test_the_same_row_twice_counts_once():
    parsed = read("14.03.2025;45\n14.03.2025;45")
    assert [(p.code, p.line) for row in parsed.rows for p in row.problems] == [(Code.ROW_REPEATED, 1)]
    assert pairs(parsed) == [(MARCH_14, 45)]
    assert (parsed.n_errors, parsed.n_warnings) == (0, 1)


def test_a_day_without_a_value_is_not_counted_as_a_figure():
    parsed = read("14.03.2025;45\n21.03.2025;-")
    assert (parsed.n_figures, parsed.n_missing) == (1, 1)


def test_what_is_stored_already_is_left_out_and_what_differs_is_told():
    parsed = read("14.03.2025;45\n21.03.2025;46\n28.03.2025;47", stored={MARCH_14: 45.0, date(2025, 3, 21): 40.0})
    assert [list(row.codes) for row in parsed.rows] == [[Code.ALREADY_STORED], [Code.REPLACES_STORED], []]
    assert len(parsed.used) == 2


def test_a_row_with_an_identity_number_is_refused_and_its_text_is_gone():
    parsed = read("Dato;Verdi\n14.03.2025;12345678901\n21.03.2025;46")
    row = parsed.rows[0]
    assert (row.line, row.text, row.value, row.day) == (2, "", None, None)
    assert row.codes == (Code.NATIONAL_ID,)
    assert "12345678901" not in repr(parsed)
    assert pairs(parsed) == [(date(2025, 3, 21), 46)]


@pytest.mark.parametrize(
    "text", ["12345678901", "12345678901;Verdi\n14.03.2025;1", "45\n12345678901\n46", "a\t12345678901\tb\tc"]
)
def test_an_identity_number_is_told_wherever_it_stands(text):
    parsed = read(text, start=MARCH_14)
    assert any(Code.NATIONAL_ID in row.codes for row in parsed.rows)
    assert "12345678901" not in repr(parsed)


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "sep=;"])
def test_nothing(text):
    parsed = read(text)
    assert [problem.code for problem in parsed.problems] == [Code.NOTHING_FOUND]
    assert not parsed.can_save


def test_a_page_of_text_is_no_series():
    parsed = read("Kjære alle\nHer kommer tallene\nHilsen Kari")
    assert not parsed.can_save
    assert parsed.n_errors == len(parsed.rows) > 0


def test_a_column_of_values_wants_a_start():
    parsed = read("45\n46\n47,5")
    assert parsed.layout is Layout.VALUE_ONLY
    assert [problem.code for problem in parsed.problems] == [Code.START_MISSING]
    assert [row.value for row in parsed.rows] == [45, 46, 47.5]
    assert not parsed.can_save


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (Interval.DAILY, [date(2025, 1, 31), date(2025, 2, 1), date(2025, 2, 2)]),
        (Interval.WEEKLY, [date(2025, 1, 31), date(2025, 2, 7), date(2025, 2, 14)]),
        (Interval.MONTHLY, [date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31)]),
    ],
)
def test_a_column_of_values_is_dated(interval, expected):
    parsed = read("Verdi\n45 %\n46 %\n47 %", start=date(2025, 1, 31), interval=interval)
    assert [row.day for row in parsed.rows] == expected
    assert parsed.is_clean


def test_a_blank_line_in_a_column_of_values_is_a_missing_measurement():
    parsed = read("45\n\n47\n\n\n", start=MARCH_14)
    assert pairs(parsed) == [(MARCH_14, 45), (date(2025, 3, 21), None), (date(2025, 3, 28), 47)]
    assert parsed.rows[1].codes == (Code.VALUE_MISSING,)


def test_a_row_of_values_is_a_column_on_its_side():
    assert [row.value for row in read("45\t46,5\t47", start=MARCH_14).rows] == [45, 46.5, 47]


def test_dated_values_may_not_reach_into_the_future():
    parsed = read("45\n46", start=TODAY)
    assert [list(row.codes) for row in parsed.rows] == [[], [Code.DATE_FUTURE]]


@pytest.mark.parametrize(
    "text",
    [
        "Dato;Teller;Nevner\n14.03.2025;3;12\n21.03.2025;6;8",
        "Dato;Nevner;Teller\n14.03.2025;12;3\n21.03.2025;8;6",
        "14.03.2025\t3\t12\n21.03.2025\t6\t8",
        "14.03.2025;3/12\n21.03.2025;6 av 8",
        "Dato,Teller,Nevner\n2025-03-14,3,12\n2025-03-21,6,8",
    ],
)
def test_numerators_and_denominators(text):
    parsed = read(text)
    assert pairs(parsed) == [(MARCH_14, 25), (date(2025, 3, 21), 75)]
    assert [(row.numerator, row.denominator) for row in parsed.rows] == [(3, 12), (6, 8)]
    assert parsed.is_clean


@pytest.mark.parametrize("text", ["2025-03-14,3,12", "14.03.2025 3 12", "14.03.2025 3/12", "14.03.2025 3 av 12"])
def test_a_layout_that_was_chosen_settles_what_the_text_leaves_open(text):
    parsed = read(text, layout=Layout.DATE_FRACTION)
    assert pairs(parsed) == [(MARCH_14, 25)]


def test_a_decimal_comma_after_a_comma_is_read_and_told():
    parsed = read("2025-03-14,3,12\n2025-03-21,6,8")
    assert [row.value for row in parsed.rows] == [3.12, 6.8]
    assert [problem.code for problem in parsed.problems] == [Code.COMMA_AMBIGUOUS]


@pytest.mark.parametrize(
    ("cells", "codes", "value"),
    [
        ("0;0", [Code.VALUE_MISSING], None),
        ("3;0", [Code.DENOMINATOR_ZERO], None),
        ("3;", [Code.DENOMINATOR_MISSING], None),
        (";12", [Code.VALUE_MISSING], None),
        ("13;12", [Code.NUMERATOR_ABOVE_DENOMINATOR], 1300 / 12),
        ("-1;12", [Code.NEGATIVE_COUNT], None),
        ("3;mange", [Code.VALUE_NOT_A_NUMBER], None),
        ("0;12", [], 0),
    ],
)
def test_fractions_that_cannot_be(cells, codes, value):
    parsed = read(
        f"Dato;Teller;Nevner\n14.03.2025;{cells}\n21.03.2025;1;2", layout=Layout.DATE_FRACTION, minimum=0, maximum=100
    )
    assert (list(parsed.rows[0].codes), parsed.rows[0].value) == (codes, value)


def test_a_rate_may_have_more_events_than_days():
    parsed = read("14.03.2025;13/12", proportion=False, multiply=1000)
    assert pairs(parsed) == [(MARCH_14, 1000 * 13 / 12)]


def test_shares_where_per_cent_are_meant_are_told():
    parsed = read("14.03.2025;0,45\n21.03.2025;0,5", minimum=0, maximum=100)
    assert [problem.code for problem in parsed.problems] == [Code.LOOKS_LIKE_FRACTIONS]
    assert parsed.can_save
    assert not read("14.03.2025;0\n21.03.2025;1", minimum=0, maximum=100).problems


def test_the_published_yearly_figures():
    assert pairs(read("2019\t23\n2022\t62")) == [(date(2019, 1, 1), 23), (date(2022, 1, 1), 62)]
    assert pairs(read("2019 23 %\n2022 62 %")) == [(date(2019, 1, 1), 23), (date(2022, 1, 1), 62)]


def test_numbers_that_look_like_years_are_values_when_alone():
    parsed = read("2019\n2020\n2021,5", start=MARCH_14)
    assert parsed.layout is Layout.VALUE_ONLY
    assert [row.value for row in parsed.rows] == [2019, 2020, 2021.5]


def test_too_many_rows():
    parsed = read("\n".join(["45"] * 2001), start=MARCH_14)
    assert [problem.code for problem in parsed.problems] == [Code.TOO_MANY_ROWS]
    assert not parsed.can_save


MONTHS = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september")
MONTHS += ("oktober", "november", "desember")
DATE_FORMS = [
    lambda d: d.isoformat(),
    lambda d: f"{d:%d.%m.%Y}",
    lambda d: f"{d.day}.{d.month}.{d:%y}",
    lambda d: f"{d.day}. {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d:%d/%m/%Y}",
]
days = st.lists(st.dates(date(2001, 1, 1), TODAY), min_size=2, max_size=25, unique=True)


@settings(deadline=None)
@given(
    days,
    st.data(),
    st.sampled_from(DATE_FORMS),
    st.sampled_from(["\t", ";", " ", "\u00a0\u00a0"]),
    st.booleans(),
    st.booleans(),
)
def test_what_is_written_is_read_back(when, data, form, between, comma, header):
    numbers = data.draw(
        st.lists(
            st.one_of(st.integers(-9999, 99999), st.integers(-9999, 9999).map(lambda n: n / 10)),
            min_size=len(when),
            max_size=len(when),
        )
    )

    def number(value):
        text = f"{value:,}".replace(",", "\u2009") if isinstance(value, int) else f"{value}"
        return text.replace(".", ",") if comma else text

    lines = [f"{form(day)}{between}{number(value)}" for day, value in zip(when, numbers, strict=True)]
    parsed = read("\n".join([f"Dato{between}Verdi"] * header + lines))
    assert pairs(parsed) == sorted(zip(when, numbers, strict=True))
    assert parsed.is_clean


@settings(deadline=None)
@given(days, st.data(), st.sampled_from(["\t", ";"]))
def test_fractions_are_read_back(when, data, between):
    below = data.draw(st.lists(st.integers(1, 500), min_size=len(when), max_size=len(when)))
    above = [data.draw(st.integers(0, n)) for n in below]
    rows = zip(when, above, below, strict=True)
    parsed = read("\n".join(f"{day}{between}{a}{between}{b}" for day, a, b in rows))
    assert [(row.numerator, row.denominator) for row in parsed.rows] == list(zip(above, below, strict=True))
    assert [row.value for row in parsed.rows] == [100 * a / b for a, b in zip(above, below, strict=True)]


@settings(deadline=None, max_examples=300)
@given(
    st.text(alphabet=st.sampled_from("0123456789.,;:-/ \t\n\"'%uke2025marsWe\u00a0−x#"), max_size=120),
    st.sampled_from(Layout),
)
def test_whatever_is_pasted_comes_back_as_rows_and_codes(text, layout):
    parsed = read(text, layout=layout, start=date(2025, 1, 1), minimum=0, maximum=100)
    for row in parsed.used:
        assert row.day <= TODAY
        assert row.value is None or 0 <= row.value <= 100
    assert len({row.day for row in parsed.used}) == len(parsed.used)
    assert parsed.rows or parsed.problems


def test_a_long_paste_is_read_whole():
    text = "\n".join(f"{date(2018, 1, 1) + timedelta(i)};{i % 90},{i % 10}" for i in range(2000))
    assert len(read(text).used) == 2000


def test_with_the_detector_of_the_house():
    from portal.kernel.fnr import contains_fnr

    sound = "\n".join(f"{date(2025, 1, 6) + timedelta(7 * i):%d.%m.%Y};{40 + i * 7 % 13},{i % 10}" for i in range(60))
    assert read(sound, is_national_id=contains_fnr).is_clean
    # Made for tests: month + 80, as Skatteetaten's synthetic population has it.
    parsed = read("14.03.2025;45\n17912099997;46", is_national_id=contains_fnr)
    assert contains_fnr("17912099997")
    assert parsed.rows[1].codes == (Code.NATIONAL_ID,)
    assert "17912099997" not in repr(parsed)


def test_the_summary_tells_first_and_last_day_of_what_would_be_saved():
    parsed = read("21.03.2025;46\n14.03.2025;45\n22.11.2026;47")
    assert (parsed.first_day, parsed.last_day) == (MARCH_14, date(2025, 3, 21))
    assert (read("x").first_day, read("x").last_day) == (None, None)


def test_dates_beyond_the_calendar_are_told_not_raised():
    parsed = read("45\n46", start=date.max)
    assert [list(row.codes) for row in parsed.rows] == [[Code.DATE_FUTURE], [Code.DATE_FUTURE]]


@pytest.mark.parametrize("text", ["İİ 2025;45", '14.03.2025;"45', "14.03.2025;4\x005", "\ud800;45"])
def test_odd_characters_give_rows_not_crashes(text):
    assert len(read(f"{text}\n21.03.2025;46").rows) == 2


def test_a_column_settles_what_one_cell_leaves_open():
    assert read("14.03.2025\t1.234\n15.03.2025\t45,5").rows[0].value == 1234
