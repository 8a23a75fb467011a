"""The detector of identity numbers: what it must find, what it must leave alone, and that it tells no digits."""

import random
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.fnr import FnrSpan, contains_fnr, find_fnr, is_identity_number, redact
from tests.unit.kernel.identity_numbers import KINDS, SPELLINGS, make


def rng() -> random.Random:
    return random.Random(2032)


def test_finds_ten_thousand_numbers_of_every_kind_in_eight_spellings() -> None:
    numbers = rng()
    kinds = list(KINDS)
    missed = []
    for index in range(10_000):
        number = make(numbers, kinds[index % len(kinds)], k1_remainder=index % 4)
        for name, spell in SPELLINGS.items():
            written = spell(number)
            text = f"Født {written}, bor i Bodø."
            if find_fnr(text) != [FnrSpan(5, 5 + len(written))]:
                missed.append((index, name))
    assert missed == []


def test_random_elevens_are_taken_for_a_number_at_most_once_in_a_hundred() -> None:
    numbers = rng()
    hits = sum(contains_fnr(f"{numbers.randrange(10**11):011d}") for _ in range(200_000))
    assert 0 < hits <= 0.010 * 200_000


@pytest.mark.parametrize("shape", [(8,), (2, 2, 2, 2), (3, 2, 3), (9,), (3, 3, 3)])
def test_phone_and_organisation_numbers_are_left_alone(shape: tuple[int, ...]) -> None:
    numbers = rng()
    for _ in range(5_000):
        groups = ["".join(str(numbers.randint(0, 9)) for _ in range(size)) for size in shape]
        assert not contains_fnr("tlf. " + " ".join(groups) + " (dagtid)")
        assert not contains_fnr(" ".join(groups * 3))


def test_the_keys_of_forms_and_blocks_are_left_alone() -> None:
    # Without the exception three in ten thousand are taken for a number, and a form is refused for its hidden key.
    assert contains_fnr("a302ec1f abd2-4510-8576-54eb1acad187")
    numbers = rng()
    keys = [UUID(int=numbers.getrandbits(128), version=4) for _ in range(50_000)]
    assert [key for key in keys if contains_fnr(f"nøkkel {key}, {str(key).upper()}")] == []
    number = make(numbers, next(iter(KINDS)), k1_remainder=0)
    assert redact(f"{keys[0]} {number}") == f"{keys[0]} [fødselsnummer]"


def test_dated_readings_are_left_alone() -> None:
    numbers = rng()
    for _ in range(20_000):
        day, month, value = numbers.randint(10, 28), numbers.randint(10, 12), numbers.randint(100, 999)
        assert not contains_fnr(f"{day}.{month}.2026\t{value}")
        assert not contains_fnr(f"2010-{month}-{day} {value}")


@given(st.integers(0, 10**6), st.text("0123456789", min_size=1, max_size=5), st.booleans())
def test_never_inside_a_longer_row_of_digits(seed: int, extra: str, before: bool) -> None:
    number = make(random.Random(seed))
    assert not contains_fnr(extra + number if before else number + extra)


@given(st.integers(0, 10**6), st.text(max_size=30), st.text(max_size=30), st.sampled_from(sorted(SPELLINGS)))
def test_span_points_at_the_number_in_the_text_as_given(seed: int, left: str, right: str, spelling: str) -> None:
    written = SPELLINGS[spelling](make(random.Random(seed)))
    text = f"{left}|{written}|{right}"
    assert FnrSpan(len(left) + 1, len(left) + 1 + len(written)) in find_fnr(text)


@given(st.text(), st.integers(0, 10**6))
def test_redacted_text_holds_no_number_and_keeps_the_rest(text: str, seed: int) -> None:
    number = make(random.Random(seed))
    redacted = redact(f"{text} | {number} | {text}", mask="[x]")
    assert number not in redacted
    assert not contains_fnr(redacted)
    assert redacted.count("[x]") >= 1


@given(st.text(st.sampled_from("0123456789 .-/\u00a0\u2009\uff11\uff12x")))
def test_spans_are_ordered_and_apart(text: str) -> None:
    spans = find_fnr(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))


def test_several_numbers_with_numbers_beside_them() -> None:
    numbers = rng()
    one, two = make(numbers), make(numbers, "tenor_d")
    assert len(find_fnr(f"Rom 12 {one} og {two[:6]} {two[6:]} 3 dager")) == 2
    assert len(find_fnr(f"1. {one}\n2. {two}")) == 2


def test_whole_year_and_hidden_characters() -> None:
    number = make(rng())
    assert contains_fnr(f"{number[:2]}.{number[2:4]}.20{number[4:6]} {number[6:]}")
    assert contains_fnr(f"{number[:4]}\u200b{number[4:8]}\u00ad{number[8:]}")
    assert contains_fnr(f"{number[:6]} - {number[6:]}")
    assert contains_fnr(f"{number[:6]}\u2013{number[6:]}")


@pytest.mark.parametrize("change", range(11))
def test_one_wrong_digit_is_no_number_under_the_old_rule_or_breaks_a_check(change: int) -> None:
    digits = [int(char) for char in make(rng())]
    assert is_identity_number(digits)
    wrong = [[*digits[:change], digit, *digits[change + 1 :]] for digit in range(10) if digit != digits[change]]
    assert not any(is_identity_number(each) for each in wrong)


def test_impossible_months_and_days_are_refused() -> None:
    numbers = rng()
    for _ in range(2_000):
        tail = f"{numbers.randrange(10**7):07d}"
        assert not contains_fnr(f"0199{tail}")
        assert not contains_fnr(f"3281{tail}")
        assert not contains_fnr(f"3184{tail}")


def test_nothing_that_is_returned_shows_the_digits() -> None:
    number = make(rng())
    found = find_fnr(f"x {number} y")
    assert number not in repr(found)
    assert not any(number[at : at + 3] in repr(found) for at in range(9))
