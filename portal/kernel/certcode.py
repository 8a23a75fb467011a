"""Codes that cannot be guessed but can be read aloud and typed: «7K3F-Q2MA-9XTD-04HB».

Fifteen characters of Crockford's base 32 (no I, L, O, U) carry 75 random bits; the sixteenth is a check character.
It catches every single wrong character and every swap of two neighbours, so that a slip is told apart from a
code that does not exist.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PAYLOAD_LENGTH = 15
GROUP = 4

_VALUES = {char: value for value, char in enumerate(ALPHABET)}
# What people read or type instead.
_VALUES |= {"O": 0, "I": 1, "L": 1}
_BASE = len(ALPHABET)
# The check is a sum in the field of 32 elements (x⁵ = x² + 1), each character times its own power of x:
# distinct non-zero weights, so neither one wrong character nor a swap of neighbours can cancel out.
_POLYNOMIAL = 0b100101
_IGNORED = frozenset(" -._/")


class InvalidCode(ValueError):
    """The text is no code: `reason` is `characters`, `length` or `checksum`. It does not repeat what was typed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def new_code(choose: Callable[[int], int] = secrets.randbelow) -> str:
    """Return a new code in groups. `choose(n)` returns a number below n and must be unpredictable outside tests."""
    values = [choose(_BASE) for _ in range(PAYLOAD_LENGTH)]
    return _grouped([*values, _check_value(values)])


def parse_code(text: str) -> str:
    """Return the code as it is stored (upper case, in groups), however it was typed.

    Small letters, spaces, dashes and full-width characters are fine, and O, I and L are read as 0, 1 and 1.
    Raises `InvalidCode`.
    """
    values: list[int] = []
    for char in unicodedata.normalize("NFKC", text).upper():
        if char in _IGNORED or char.isspace() or unicodedata.category(char) in ("Pd", "Cf"):
            continue
        value = _VALUES.get(char)
        if value is None:
            raise InvalidCode("characters")
        values.append(value)
        if len(values) > PAYLOAD_LENGTH + 1:
            break
    if len(values) != PAYLOAD_LENGTH + 1:
        raise InvalidCode("length")
    if _check_value(values[:-1]) != values[-1]:
        raise InvalidCode("checksum")
    return _grouped(values)


def _check_value(values: list[int]) -> int:
    check = 0
    for value in values:
        check = _times_x(check ^ value)
    return check


def _times_x(value: int) -> int:
    value <<= 1
    return value ^ _POLYNOMIAL if value >= _BASE else value


def _grouped(values: list[int]) -> str:
    chars = "".join(ALPHABET[value] for value in values)
    return "-".join(chars[at : at + GROUP] for at in range(0, len(chars), GROUP))
