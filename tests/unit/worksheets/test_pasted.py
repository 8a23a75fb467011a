"""What is pasted from a spreadsheet: the dates it may hold, and how its text falls into cells."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

SHEETS = Path(__file__).parents[3] / "static" / "js" / "sheets"
SCRIPT = """
import { readFileSync } from "node:fs";
const { isoDate } = await import(process.argv[1] + "/dates.js");
const { cellsOf } = await import(process.argv[1] + "/paste.js");
const { dates, texts } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify([dates.map(isoDate), texts.map(cellsOf)]));
"""
DATES = {
    "01.12.2026": "2026-12-01",
    "5.12.26": "2026-12-05",
    " 1. 12. 2026 ": "2026-12-01",
    "1/12-2026": "2026-12-01",
    "2026-12-05": "2026-12-05",
    "2026-12-05 00:00:00": "2026-12-05",
    "1. desember 2026": "2026-12-01",
    "3. mai 2026": "2026-05-03",
    "3 Oct 2026": "2026-10-03",
    "29.02.2028": "2028-02-29",
    "29.02.2026": "",
    "31.4.2026": "",
    "12/31/2026": "",
    "uke 12": "",
    "1.12": "",
    "snart": "",
    "": "",
}
TEXTS = {
    "a\tb\r\nc\td\r\n": [["a", "b"], ["c", "d"]],
    'a\t"to\nlinjer"\tb\n': [["a", "to\nlinjer", "b"]],
    '"sa ""ja"""\tb': [['sa "ja"', "b"]],
    '"Ja", sa hun\tb': [['"Ja", sa hun', "b"]],
    'midt "i" teksten\t': [['midt "i" teksten', ""]],
}


def test_dates_and_cells_are_read_as_spreadsheets_write_them() -> None:
    node = shutil.which("node")
    assert node, "Node is part of what the portal is built with"
    given = json.dumps({"dates": list(DATES), "texts": list(TEXTS)})
    run = subprocess.run(
        [node, "--input-type=module", "-e", SCRIPT, SHEETS.as_uri()],
        input=given,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    dates, texts = json.loads(run.stdout)
    found: dict[str, Any] = dict(zip(DATES, dates, strict=True))
    assert found == DATES
    assert dict(zip(TEXTS, texts, strict=True)) == TEXTS
