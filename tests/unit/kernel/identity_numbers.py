"""Make identity numbers for tests while they run; none are written down in the repository."""

from __future__ import annotations

import random

K1 = (3, 7, 6, 1, 8, 9, 4, 5, 2)
K2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
KINDS = {"fnr": (0, 0), "d": (40, 0), "h": (0, 40), "nav": (0, 65), "tenor": (0, 80), "tenor_d": (40, 80)}


def make(rng: random.Random, kind: str = "tenor", k1_remainder: int = 0) -> str:
    """Return eleven digits that follow the rules of `kind`; `k1_remainder` above 0 is the rule from 2032."""
    day_offset, month_offset = KINDS[kind]
    while True:
        day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(0, 99)
        digits = [int(char) for char in f"{day + day_offset:02d}{month + month_offset:02d}{year:02d}"]
        digits += [rng.randint(0, 9) for _ in range(3)]
        k1 = (k1_remainder - sum(w * d for w, d in zip(K1, digits, strict=True))) % 11
        if k1 == 10:
            continue
        digits.append(k1)
        k2 = -sum(w * d for w, d in zip(K2, digits, strict=True)) % 11
        if k2 == 10:
            continue
        digits.append(k2)
        return "".join(map(str, digits))


def full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if char.isdigit() else char for char in text)


SPELLINGS = {
    "plain": lambda n: n,
    "space": lambda n: f"{n[:6]} {n[6:]}",
    "dash": lambda n: f"{n[:6]}-{n[6:]}",
    "dotted date": lambda n: f"{n[:2]}.{n[2:4]}.{n[4:6]} {n[6:]}",
    "slashes and dash": lambda n: f"{n[:2]}/{n[2:4]}/{n[4:6]}-{n[6:]}",
    "no-break spaces": lambda n: f"{n[:2]}\u00a0{n[2:4]}\u00a0{n[4:6]}\u00a0{n[6:9]}\u00a0{n[9:]}",
    "thin space": lambda n: f"{n[:6]}\u2009{n[6:]}",
    "full width": full_width,
}
