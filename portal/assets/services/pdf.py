"""Checks and cleans an uploaded PDF in a process of its own (pdf_worker.py), never where people are served."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

WORKER = Path(__file__).with_name("pdf_worker.py")
WALL_SECONDS = 30


@dataclass(frozen=True, slots=True)
class CheckedPdf:
    """What came of it. `problem` is a code (not_pdf, damaged, locked, too_heavy, active), empty when all is well.

    `content` is the cleaned copy, `removed` how many active parts were taken out, `signed` whether there was a
    signature; cleaning ends its validity.
    """

    problem: str
    content: bytes = b""
    removed: int = 0
    signed: bool = False


def check_pdf(file: BinaryIO) -> CheckedPdf:
    """Look through the file and return a cleaned copy. Leaves the file at its beginning."""
    with tempfile.TemporaryDirectory(prefix="varig-pdf-") as folder:
        source, target = Path(folder, "in.pdf"), Path(folder, "out.pdf")
        file.seek(0)
        with source.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        file.seek(0)
        try:
            done = subprocess.run(  # noqa: S603 - our own program with two paths of our own making
                [sys.executable, "-I", str(WORKER), str(source), str(target)],
                capture_output=True,
                timeout=WALL_SECONDS,
                check=False,
                cwd=folder,
                env={},
            )
            found = json.loads(done.stdout or b"{}")
        except (subprocess.TimeoutExpired, ValueError):
            return CheckedPdf("too_heavy")
        if done.returncode or "problem" not in found:
            # It was stopped at a limit, or fell over the file.
            return CheckedPdf("too_heavy")
        if found["problem"]:
            return CheckedPdf(found["problem"])
        return CheckedPdf("", target.read_bytes(), int(found["removed"]), bool(found["signed"]))
