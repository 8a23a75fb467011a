"""The browser's detector gives the same answer as the server's, number by number and text by text."""

import json
import random
import shutil
import subprocess
from pathlib import Path
from uuid import UUID

from portal.kernel.fnr import find_fnr
from tests.unit.kernel.identity_numbers import KINDS, SPELLINGS, make

MODULE = Path(__file__).parents[3] / "static" / "js" / "fnr.js"
SCRIPT = """
import { readFileSync } from "node:fs";
const { findFnr } = await import(process.argv[1]);
const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map((text) => findFnr(text).map(({ start, end }) => [start, end]))));
"""


def javascript_spans(texts: list[str]) -> list[list[list[int]]]:
    node = shutil.which("node")
    assert node, "Node is part of what the portal is built with"
    done = subprocess.run(
        [node, "--input-type=module", "-e", SCRIPT, MODULE.as_uri()],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    spans: list[list[list[int]]] = json.loads(done.stdout)
    return spans


def utf16(text: str, offset: int) -> int:
    return len(text[:offset].encode("utf-16-le")) // 2


def python_spans(text: str) -> list[list[int]]:
    return [[utf16(text, span.start), utf16(text, span.end)] for span in find_fnr(text)]


def test_equal_on_two_hundred_thousand_numbers() -> None:
    rng = random.Random(65)
    kinds, spellings = list(KINDS), list(SPELLINGS.values())
    texts = [f"{rng.randrange(10**11):011d}" for _ in range(120_000)]
    for index in range(80_000):
        number = make(rng, kinds[index % len(kinds)], index % 4)
        if index % 5 == 0:  # one digit wrong
            at = rng.randrange(11)
            number = number[:at] + str(rng.randint(0, 9)) + number[at + 1 :]
        texts.append(f"🌱 {spellings[index % len(spellings)](number)} {index}")
    different = [index for index, spans in enumerate(javascript_spans(texts)) if spans != python_spans(texts[index])]
    assert different == []


def test_equal_on_jumbled_text() -> None:
    rng = random.Random(80)
    alphabet = [*"0123456789" * 3, *" .-/,\n\tx¼²å🌱", "\u00a0", "\u2009", "\u200b", "\uff11", "\uff19", "\u2013"]
    texts = []
    for _ in range(40_000):
        number = list(make(rng))
        for _ in range(rng.randint(0, 6)):
            number.insert(rng.randint(0, len(number)), rng.choice(alphabet))
        texts.append("".join([*rng.choices(alphabet, k=rng.randint(0, 8)), *number, *rng.choices(alphabet, k=4)]))
    spans = javascript_spans(texts)
    assert any(spans)
    different = [index for index, found in enumerate(spans) if found != python_spans(texts[index])]
    assert different == []


def test_equal_on_keys_whole_and_broken() -> None:
    rng = random.Random(36)
    keys = [str(UUID(int=rng.getrandbits(128), version=4)) for _ in range(60_000)]
    texts = [
        *keys,
        *(key[1:] for key in keys),
        *(f"{key}0" for key in keys),
        *(f"🌱 {key}, {make(rng)}" for key in keys),
    ]
    spans = javascript_spans(texts)
    assert not any(spans[: len(keys)])
    different = [index for index, found in enumerate(spans) if found != python_spans(texts[index])]
    assert different == []
