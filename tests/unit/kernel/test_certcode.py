"""Codes on certificates: unguessable, readable, and slips are noticed."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.certcode import ALPHABET, InvalidCode, new_code, parse_code


def seeded(seed: int) -> str:
    return new_code(random.Random(seed).randrange)


def test_looks_like_four_groups_and_does_not_repeat() -> None:
    codes = {new_code() for _ in range(2_000)}
    assert len(codes) == 2_000
    for code in codes:
        groups = code.split("-")
        assert [len(group) for group in groups] == [4, 4, 4, 4]
        assert set("".join(groups)) <= set(ALPHABET)


@given(st.integers(0, 10**6), st.sampled_from(["", " ", "-", " - ", "\u2011", "\u00a0", "."]), st.booleans())
def test_typed_in_any_reasonable_way_it_is_the_same_code(seed: int, separator: str, lower: bool) -> None:
    code = seeded(seed)
    typed = separator.join(code.split("-")).replace("0", "O").replace("1", "l")
    assert parse_code(f" {typed.lower() if lower else typed}\n") == code


@given(st.integers(0, 10**6))
def test_every_single_wrong_character_is_noticed(seed: int) -> None:
    plain = seeded(seed).replace("-", "")
    for at, char in itertools.product(range(16), ALPHABET):
        if plain[at] != char:
            with pytest.raises(InvalidCode):
                parse_code(plain[:at] + char + plain[at + 1 :])


@given(st.integers(0, 10**6))
def test_every_swap_of_neighbours_is_noticed(seed: int) -> None:
    plain = seeded(seed).replace("-", "")
    for at in range(15):
        if plain[at] != plain[at + 1]:
            with pytest.raises(InvalidCode):
                parse_code(plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :])


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "length"),
        ("7K3F-Q2MA", "length"),
        ("0" * 17, "length"),
        ("7K3F-Q2MA-9XTD-04H?", "characters"),
        ("U" * 16, "characters"),
    ],
)
def test_what_is_wrong_is_told(typed: str, reason: str) -> None:
    with pytest.raises(InvalidCode) as caught:
        parse_code(typed)
    assert caught.value.reason == reason


@given(st.text())
def test_anything_typed_gives_a_code_or_a_reason(text: str) -> None:
    try:
        code = parse_code(text)
    except InvalidCode as caught:
        error = caught
    else:
        assert parse_code(code) == code
        return
    assert error.reason in {"characters", "length", "checksum"}
